/** The time for waits and deadlines. */

/** Milliseconds of a clock that only goes on: as `performance.now()`, for which Node loads ten modules. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
