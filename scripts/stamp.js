/**
 * Stamps: a step that has run on the same inputs and whose outputs are there does not run again.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ROOT } from "./run.js";

const IGNORED = new Set(["node_modules", "target", ".git"]);

/**
 * One hash over the names and bytes of the files.
 *
 * @param {string[]} inputs files and folders, relative to the checkout; one that is absent counts as absent
 */
export function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesBelow(join(ROOT, input)))) {
    hash.update(`${relative(ROOT, file).replaceAll(sep, "/")}\0`);
    hash.update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path).filter((name) => !IGNORED.has(name));
  return names.sort().flatMap((name) => filesBelow(join(path, name)));
}

/**
 * Runs `step` unless its stamp says that it has run for this hash and its outputs are there.
 *
 * The stamp goes away before the step and comes back after it, so that a step that was cut off runs again.
 *
 * @param {{ stamp: string, hash: string, outputs: string[], step: () => Promise<void> }} work
 *   paths relative to the checkout
 * @returns {Promise<boolean>} whether it ran
 */
export async function once({ stamp, hash, outputs, step }) {
  const file = join(ROOT, stamp);
  const isDone = outputs.every((output) => existsSync(join(ROOT, output)));
  if (isDone && existsSync(file) && readFileSync(file, "utf8") === hash) return false;
  rmSync(file, { force: true });
  await step();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
  return true;
}
