/** Memory holds a part, not a report: measured in a process of its own. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("a report of 20 MB, as it is and packed, is converted from a stream under 200 MiB", async () => {
  const benchmark = fileURLToPath(new URL("../../tests/bench/memory.js", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [benchmark, "20"]);
  expect(stdout).toMatch(/convert 20 MB, plain.*MiB at most\nconvert 20 MB, gzip/);
}, 120_000);
