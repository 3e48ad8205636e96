/** The runs that came to be: one per test and run name, updated where it is reported again. */

import type { InjectedRun } from "./injection.js";

/** A run of the workspace. */
export interface SandboxRun extends InjectedRun {
  /** Digits, as look-ups answer it. */
  id: string;
  /** Number of each task that wrote it, in order; more than one where it was reported again. */
  tasks: number[];
}

/** All runs of a workspace. */
export interface Runs {
  /** All runs, oldest first. */
  all(): SandboxRun[];
  /** Makes the run, or updates the one of the same module, package, class, name and run name. */
  write(run: InjectedRun, task: number): void;
}

const FIRST_ID = 20_001;

/** No runs. */
export function createRuns(): Runs {
  const runs = new Map<string, SandboxRun>();
  return {
    all: () => [...runs.values()],
    write: (run, task) => {
      const key = keyOf(run);
      const old = runs.get(key);
      const id = old?.id ?? String(FIRST_ID + runs.size);
      runs.set(key, { ...run, id, tasks: [...(old?.tasks ?? []), task] });
    },
  };
}

function keyOf(run: InjectedRun): string {
  return JSON.stringify([run.module ?? "", run.package ?? "", run.class ?? "", run.name, run.runName ?? ""]);
}
