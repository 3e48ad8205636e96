/** The W3C XML Schema Test Suite, where it stands: its cases, its files, and the failures that the engine is known for. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sharedFolder } from "./shared.js";

/** One case, a line of `tests.jsonl`. */
export interface Case {
  id: string;
  expected: "valid" | "invalid";
  /** The schema to load. */
  schema: string;
  /** The document to validate; null where the case is about the schema. */
  instance: string | null;
}

const KNOWN_FAILURES = new URL("../../../tests/conformance/known-failures.txt", import.meta.url);

/** The suite in a folder. */
export class Suite {
  readonly cases: Case[];
  #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    const lines = readFileSync(join(folder, "tests.jsonl"), "utf8").trimEnd().split("\n");
    this.cases = lines.map((line) => JSON.parse(line) as Case).filter((one) => one.schema !== null);
  }

  /** The bytes of a file; undefined where there is none. */
  read(location: string): Uint8Array | undefined {
    const path = join(this.#folder, location);
    return existsSync(path) ? readFileSync(path) : undefined;
  }
}

/** Where the suite is: the folder that `XSTS_DIR` names, or the archive beside the checkout; undefined where neither is. */
export function suitePlace(): string | undefined {
  return process.env.XSTS_DIR ?? sharedFolder("xsts/xsts-a.tar.xz");
}

/** Opens the suite for a piece of work; an archive is unpacked for as long as that takes. */
export async function withSuite(place: string, work: (suite: Suite) => Promise<void>): Promise<void> {
  if (existsSync(join(place, "tests.jsonl"))) return work(new Suite(place));
  const folder = mkdtempSync(join(tmpdir(), "xsts-"));
  try {
    execFileSync("tar", ["-xJf", place, "-C", folder]);
    await work(new Suite(join(folder, "xsts-a")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The ids of the cases that the engine is known to fail. */
export function knownFailures(): Set<string> {
  const lines = readFileSync(fileURLToPath(KNOWN_FAILURES), "utf8").split("\n");
  return new Set(lines.filter((line) => line.includes(" | ")).map((line) => line.split(" | ", 1)[0] ?? ""));
}
