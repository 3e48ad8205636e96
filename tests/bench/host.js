/**
 * One engine that runs in Node, obeying the benchmark: `node host.js <engine> <schema> <document>`. For each line on
 * the standard input it works for a while and answers with one line of JSON.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const BATCH_SECONDS = 0.3;

/** @typedef {() => boolean | Promise<boolean>} Work one validation, and its verdict */

/**
 * Each compiles the schema once and is then asked for verdicts on the document, where it lets itself be used so.
 *
 * @type {Record<string, (schema: Uint8Array, document: Uint8Array) => Promise<Work>>}
 */
const ENGINES = {
  async "octane-payload"(schema, document) {
    const { compileSchema } = await import("octane-payload");
    const compiled = await compileSchema(schema);
    return async () => (await compiled.validate(document)).valid;
  },

  async "quick-xml"(_, document) {
    const folder = new URL("../../target/bench/raw/", import.meta.url);
    const core = await import(new URL("raw.js", folder).href);
    await core.default({ module_or_path: readFileSync(new URL("raw_bg.wasm", folder)) });
    const raw = new core.RawDocument(document);
    return () => raw.read() > 0;
  },

  async "libxml2-wasm"(schema, document) {
    const { XmlDocument, XmlValidateError, XsdValidator } = await import("libxml2-wasm");
    const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(schema));
    return () => {
      const parsed = XmlDocument.fromBuffer(document);
      try {
        validator.validate(parsed);
        return true;
      } catch (error) {
        if (error instanceof XmlValidateError) return false;
        throw error;
      } finally {
        parsed.dispose();
      }
    };
  },

  "xmllint-wasm": (schema, document) => xmllint(schema, document, false),
  "xmllint-wasm --stream": (schema, document) => xmllint(schema, document, true),
};

/**
 * @param {Uint8Array} schema
 * @param {Uint8Array} document
 * @param {boolean} stream
 * @returns {Promise<Work>}
 */
async function xmllint(schema, document, stream) {
  const { memoryPages, validateXML } = await import("xmllint-wasm");
  const file = (/** @type {string} */ fileName, /** @type {Uint8Array} */ contents) => ({
    fileName,
    contents,
  });
  return async () => {
    const { valid } = await validateXML({
      xml: file("document.xml", document),
      schema: file("schema.xsd", schema),
      maxMemoryPages: memoryPages.max,
      stream,
    });
    return valid;
  };
}

/**
 * Memories of the modules that were instantiated in this thread: engines rarely give theirs away.
 *
 * @type {WebAssembly.Memory[]}
 */
const memories = [];
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = /** @type {typeof instantiate} */ (
  async (/** @type {BufferSource} */ source, /** @type {WebAssembly.Imports} */ imports) => {
    const result = await instantiate(source, imports);
    const { exports } = "instance" in result ? result.instance : /** @type {WebAssembly.Instance} */ (result);
    const held = Object.values(exports).filter((value) => value instanceof WebAssembly.Memory);
    memories.push(...held);
    return result;
  }
);

/** @param {Work} work */
async function answer(work) {
  const start = performance.now();
  let [times, seconds, valid] = [0, 0, false];
  while (seconds < BATCH_SECONDS) {
    valid = await work();
    times += 1;
    seconds = (performance.now() - start) / 1000;
  }
  const wasm = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  return { valid, seconds: seconds / times, peak: process.resourceUsage().maxRSS * 1024, wasm };
}

/** @param {unknown} line */
function write(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const [name = "", schema = "", document = ""] = process.argv.slice(2);
const engine = ENGINES[name];
if (engine === undefined)
  throw new Error(`"${name}" is no engine: there are ${Object.keys(ENGINES).join(", ")}`);
const start = performance.now();
const work = await engine(readFileSync(schema), readFileSync(document));
write({ compiled: (performance.now() - start) / 1000 });
for await (const _ of createInterface({ input: process.stdin })) write(await answer(work));
