/** Submissions that are killed at random moments and resumed until they are done. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { SandboxCore } from "../../src/sandbox/core.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { serveSandbox } from "../../src/sandbox/serve.js";
import { start } from "./command-line.js";
import { placeOf, SIGNED_IN } from "./octane.js";
import { reportOf } from "./reports.js";

const PARTS = 50;
const TESTS = 100;
/** A process that is killed more often than this is left alone, so that a run ends. */
const MOST_KILLS = 6;

/** What became of one submission. */
export interface Killed {
  /** Processes that were killed before their end. */
  kills: number;
  /** What the server lacks, or has twice; empty where all is well. */
  differences: string[];
  /** Payloads that came again although the server had them. */
  repeats: number;
}

/** A place for submissions that are killed. */
export class KillingGround {
  readonly #core: SandboxCore;
  readonly #folder: string = mkdtempSync(join(tmpdir(), "octane-payload-"));
  readonly #report: string = join(this.#folder, "report.xml");
  /** Milliseconds of a submission that is left alone. */
  #duration = 0;

  constructor(core: SandboxCore) {
    this.#core = core;
    writeFileSync(this.#report, reportOf(TESTS));
  }

  /** Measures how long a submission takes, so that the moments of the kills spread over all of it. */
  async measure(): Promise<number> {
    const begin = performance.now();
    const { differences } = await this.run("measure", () => Number.POSITIVE_INFINITY);
    if (differences.length > 0) throw new Error(differences.join("\n"));
    this.#duration = performance.now() - begin;
    return this.#duration;
  }

  /** One submission: killed at the moments that `moment` gives, in parts of the measured time, and resumed until it is done. */
  async run(name: string, moment: () => number = Math.random): Promise<Killed> {
    const served = await serveSandbox({
      core: this.#core,
      progress: { by: "milliseconds", queued: 50, running: 50 },
    });
    const journal = join(this.#folder, name);
    const args = ["submit", this.#report, ...placeOf(served), "--runs-per-part", String(TESTS / PARTS)];
    let kills = 0;
    while (
      await isKilled(
        [...args, "--rate", "1000", "--journal", journal, "--resume"],
        this.#after(kills, moment),
      )
    )
      kills += 1;
    await served.close();
    const repeats = served.sandbox.submissions.reduce((sum, task) => sum + task.repeats, 0);
    return { kills, differences: differencesIn(served.sandbox), repeats };
  }

  #after(kills: number, moment: () => number): number {
    return kills < MOST_KILLS ? moment() * this.#duration : Number.POSITIVE_INFINITY;
  }

  /** Takes everything away. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs a command; whether it was killed before its end. An end of its own must be a good one. */
async function isKilled(args: string[], after: number): Promise<boolean> {
  const command = start(args, SIGNED_IN);
  const stop = new AbortController();
  const killing = Number.isFinite(after)
    ? setTimeout(after, undefined, { signal: stop.signal }).then(
        () => command.process.kill("SIGKILL"),
        () => false,
      )
    : Promise.resolve(false);
  const { code, stdout, stderr } = await command.ended;
  stop.abort();
  await killing;
  if (code !== null && code !== 0) throw new Error(`ended with ${code}: ${stdout}${stderr}`);
  return code === null;
}

function differencesIn({ runs, submissions }: Sandbox): string[] {
  const names = new Set(runs.map(({ name }) => name));
  const wanted = Array.from({ length: TESTS }, (_, test) => `case ${test}`);
  return [
    ...wanted.filter((name) => !names.has(name)).map((name) => `${name} is lost`),
    ...runs.filter(({ tasks }) => tasks.length !== 1).map(({ name }) => `${name} came twice`),
    ...(runs.length === TESTS ? [] : [`${runs.length} tests are there`]),
    ...(submissions.length === PARTS ? [] : [`${submissions.length} payloads are there`]),
  ];
}
