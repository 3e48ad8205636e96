/**
 * The reporter for Mocha: `mocha --reporter octane-payload/reporters/mocha`. Mocha has one reporter at a time, so it
 * shows what another one shows beside it.
 *
 * @module octane-payload/reporters/mocha
 */

import { createRequire } from "node:module";
import { join } from "node:path";
import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import { MochaReading, type MochaRunner } from "./mocha-reading.js";
import type { ReporterOptions } from "./options.js";

export type { MochaRunner, MochaSuite, MochaTest } from "./mocha-reading.js";
export type { ReporterOptions, SubmitTarget } from "./options.js";

/** The options; on Mocha's command line and in its configuration file those that are texts, numbers and switches. */
export interface MochaReporterOptions extends ReporterOptions {
  /** Mocha's own reporter that has the terminal; `none` for none. Default: `spec`. */
  show?: string;
}

/** What is used of Mocha's own options. */
export interface MochaOptions {
  /** What stands behind `--reporter-option`, or in the configuration file. Default: none. */
  reporterOptions?: MochaReporterOptions;
  /** Whether tests are only listed, each as passed. Default: false. */
  dryRun?: boolean;
}

/** Reports to Octane. */
export class OctaneReporter {
  readonly #options: ReporterOptions;
  /** None in a dry run, where every test is told as passed. */
  readonly #collector: Collector | undefined;

  /** Mocha makes one for each run, and it listens from then on. A dry run is not reported. */
  constructor(runner: MochaRunner, mochaOptions: MochaOptions = {}) {
    const { show = "spec", ...options } = readOptions(mochaOptions.reporterOptions ?? {});
    this.#options = options;
    if (!mochaOptions.dryRun) {
      const collector = createCollector("mocha", options);
      new MochaReading((test) => collector.add(test), process.cwd()).listen(runner);
      this.#collector = collector;
    }
    if (show !== "none") showWith(show, runner, mochaOptions);
  }

  /** Mocha waits for it at the end; the number of failures decides about its exit code. */
  done(failures: number, exit: (failures: number) => void): void {
    const ended = this.#collector && conclude(this.#collector, this.#options);
    void Promise.resolve(ended ?? true).then((isFine) => exit(isFine ? failures : failures + 1));
  }
}

export default OctaneReporter;
// Mocha before version 12 calls what `require` gives.
export { OctaneReporter as "module.exports" };

/** `--reporter-option submit=true` is text. */
function readOptions(options: MochaReporterOptions): MochaReporterOptions {
  const switches: Readonly<Record<string, boolean>> = { true: true, false: false };
  const read = (value: unknown) => {
    if (typeof value !== "string") return value;
    return switches[value] ?? (/^\d+$/.test(value) ? Number(value) : value);
  };
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, read(value)]));
}

type ReporterClass = new (runner: MochaRunner, options: object) => unknown;

/** The project's Mocha, whose reporters these are. */
function showWith(name: string, runner: MochaRunner, options: object): void {
  const inProject = createRequire(join(process.cwd(), "package.json"));
  const { reporters } = inProject("mocha") as { reporters: Record<string, ReporterClass> };
  const Shown = reporters[name];
  if (Shown === undefined) {
    throw new TypeError(
      `Mocha has no reporter "${name}": option "show" is one of ${Object.keys(reporters).join(", ")}`,
    );
  }
  new Shown(runner, options);
}
