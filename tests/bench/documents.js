/**
 * Writes the documents that every engine is measured on into a folder: `node tests/bench/documents.js`.
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { heavyDocument, heavySchema } from "./heavy.js";
import { payload } from "./payloads.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the documents stand. */
export const FOLDER = join(ROOT, "target/bench");

/**
 * @typedef {{ name: string, schema: string, isValid: boolean, pieces: () => Iterable<string> }} Document
 *   a document that is measured; `schema` is a file of the folder
 */

/** @type {Document[]} */
export const DOCUMENTS = [true, false].flatMap((isValid) => [
  ...[1_000, 100_000].map((runs) => ({
    name: named(`payload-${runs}`, isValid),
    schema: "payload.xsd",
    isValid,
    pieces: () => payload(runs, isValid ? {} : { faultEvery: 200 }),
  })),
  {
    name: named("schema-heavy", isValid),
    schema: "heavy.xsd",
    isValid,
    pieces: () => heavyDocument({ hasFaults: !isValid }),
  },
]);

/**
 * @param {string} name
 * @param {boolean} isValid
 */
function named(name, isValid) {
  return isValid ? name : `${name}-faults`;
}

/** Writes the schemas and every document. */
export function writeDocuments() {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "payload.xsd"), readFileSync(join(ROOT, "pkg/schema/test-results.xsd")));
  writeFileSync(join(FOLDER, "heavy.xsd"), heavySchema());
  for (const { name, pieces } of DOCUMENTS) writePieces(pathOf(name), pieces());
}

/**
 * Where a document or schema stands.
 *
 * @param {string} name of a document, or a schema's file
 */
export function pathOf(name) {
  return join(FOLDER, name.endsWith(".xsd") ? name : `${name}.xml`);
}

/**
 * @param {string} path
 * @param {Iterable<string>} pieces
 */
function writePieces(path, pieces) {
  const file = openSync(path, "w");
  let held = "";
  for (const piece of pieces) {
    held += piece;
    if (held.length < 1 << 20) continue;
    writeSync(file, held);
    held = "";
  }
  writeSync(file, held);
  closeSync(file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeDocuments();
