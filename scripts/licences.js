/**
 * The licences of the crates that the WebAssembly is made of, from the crates themselves; they travel with it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { outputOf, ROOT, Stop } from "./run.js";

/**
 * @typedef {{ id: string, name: string, version: string, license: string, manifest_path: string, targets: { kind: string[] }[] }} Crate
 * @typedef {{ id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }} Node
 * @typedef {{ packages: Crate[], resolve: { root: string, nodes: Node[] } }} Metadata
 */

/**
 * Writes one text with the licence of each crate.
 *
 * @param {string} file relative to the checkout
 */
export function writeLicences(file) {
  const texts = compiledIn(metadata()).map(
    (crate) => `## ${crate.name} ${crate.version} (${crate.license})\n\n${licenceOf(crate)}\n`,
  );
  writeFileSync(join(ROOT, file), ["# Licences of the crates in the WebAssembly\n", ...texts].join("\n"));
}

/**
 * The same for npm packages whose code is bundled into ours.
 *
 * @param {string} file relative to the checkout
 * @param {string[]} names
 */
export function writeBundledLicences(file, names) {
  const texts = names.map((name) => {
    const folder = join(ROOT, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = licenceOf({ name, manifest_path: join(folder, "package.json") });
    return `## ${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync(join(ROOT, file), ["# Licences of the packages in the command line\n", ...texts].join("\n"));
}

/** @returns {Metadata} */
function metadata() {
  const target = ["--filter-platform", "wasm32-unknown-unknown"];
  const text = outputOf("cargo", ["metadata", "--format-version", "1", "--locked", ...target]);
  if (text === undefined) throw new Stop('"cargo metadata" failed: run it by itself to see why');
  return JSON.parse(text);
}

/**
 * The crates whose code is in the result: no build scripts, no tests, no macros, and not ours.
 *
 * @param {Metadata} metadata
 */
function compiledIn({ packages, resolve }) {
  const crates = new Map(packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const reached = new Set([resolve.root]);
  for (const id of reached) {
    for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? []) {
      const isMacro = crates.get(pkg)?.targets.some(({ kind }) => kind.includes("proc-macro"));
      if (!isMacro && dep_kinds.some(({ kind }) => kind === null)) reached.add(pkg);
    }
  }
  reached.delete(resolve.root);
  const found = [...reached].flatMap((id) => crates.get(id) ?? []);
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * Where a crate offers a choice we take MIT.
 *
 * @param {Pick<Crate, "name" | "manifest_path">} crate
 */
function licenceOf({ name, manifest_path }) {
  const folder = dirname(manifest_path);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|unlicense)/i.test(file));
  const chosen = files.filter((file) => !/apache|unlicense/i.test(file));
  const texts = (chosen.length > 0 ? chosen : files).map((file) =>
    readFileSync(join(folder, file), "utf8").trim(),
  );
  if (texts.length === 0) throw new Stop(`"${name}" comes without the text of its licence`);
  return texts.join("\n\n");
}
