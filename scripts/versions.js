/**
 * `node scripts/versions.js [v1.2.3]`: whether all manifests have one version, and whether the tag of a release is it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, main, ROOT, say } from "./run.js";

/** Where the version stands, and how. */
const PLACES = /** @type {const} */ ([
  ["pkg/package.json", /^ {2}"version": "(.+)"/m],
  ["www/package.json", /^ {2}"version": "(.+)"/m],
  ["Cargo.toml", /^version = "(.+)"/m],
  ["Cargo.lock", /^name = "octane-payload"\nversion = "(.+)"/m],
]);

/**
 * What is wrong with the versions, one line each.
 *
 * @param {string} [tag]
 * @returns {string[]}
 */
export function faultsOfVersions(tag) {
  const found = PLACES.map(([file, pattern]) => ({ file, version: versionIn(file, pattern) }));
  const wanted = tag?.replace(/^v/, "") ?? found[0]?.version;
  return found
    .filter(({ version }) => version !== wanted)
    .map(({ file, version }) => `${file} has version "${version}", not "${wanted}"`);
}

/**
 * @param {string} file
 * @param {RegExp} pattern
 */
function versionIn(file, pattern) {
  return pattern.exec(readFileSync(join(ROOT, file), "utf8"))?.[1] ?? "none";
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const faults = faultsOfVersions(process.argv[2]);
    for (const fault of faults) say(fault);
    return faults.length === 0 ? 0 : 1;
  });
}
