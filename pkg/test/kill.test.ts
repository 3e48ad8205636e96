/** A process that is killed at any moment loses nothing and sends nothing twice. `KILL_RUNS` says how many are killed: 20. */

import { expect, test } from "vitest";
import { inParallel } from "./support/fault-matrix.js";
import { KillingGround } from "./support/killing.js";
import { libxml2Core } from "./support/libxml2-core.js";

const RUNS = Number(process.env.KILL_RUNS ?? 20);

test(`${RUNS} submissions of 50 parts, killed at random moments and resumed, arrive whole and once`, {
  timeout: 60_000 + RUNS * 60_000,
}, async () => {
  const ground = new KillingGround(libxml2Core());
  try {
    const duration = await ground.measure();
    const names = Array.from({ length: RUNS }, (_, run) => `run-${run}`);
    const runs = await inParallel(names, 3, (name) => ground.run(name));
    const sum = (of: (run: (typeof runs)[number]) => number) =>
      runs.reduce((total, run) => total + of(run), 0);
    process.stdout.write(
      `\n${RUNS} submissions of 50 parts (${Math.round(duration)} ms each when left alone): killed ` +
        `${sum(({ kills }) => kills)} times, ${sum(({ repeats }) => repeats)} payloads came again and were known, ` +
        `${sum(({ differences }) => differences.length)} tests or payloads lost or twice\n`,
    );
    expect(runs.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(sum(({ kills }) => kills)).toBeGreaterThan(0);
  } finally {
    ground.dispose();
  }
});
