/** How a benchmark is timed and told. */
const ROUNDS = 5;

/**
 * The best of some rounds: the one that the rest of the machine disturbed least.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<{ seconds: number, result: T }>}
 */
export async function measured(work) {
  let seconds = Number.POSITIVE_INFINITY;
  let result = await work();
  for (let round = 1; round < ROUNDS; round += 1) {
    const start = performance.now();
    result = await work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { seconds, result };
}

/**
 * Writes one line: what, how much, how long, how quick, and the most memory that the process has had.
 *
 * @param {string} what
 * @param {number} bytes
 * @param {number} seconds
 */
export function written(what, bytes, seconds) {
  const megabytes = bytes / 1e6;
  const memory = process.resourceUsage().maxRSS / 1024;
  const cells = [
    what.padEnd(36),
    `${megabytes.toFixed(2)} MB`.padStart(10),
    `${(seconds * 1000).toFixed(1)} ms`.padStart(11),
    `${(megabytes / seconds).toFixed(0)} MB/s`.padStart(10),
    `${memory.toFixed(0)} MiB in all`.padStart(15),
  ];
  process.stdout.write(`${cells.join(" ")}\n`);
}
