/** What validation in chunks promises: memory that does not grow with the document, and the findings of one piece. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { heavyDocument, heavySchema } from "../../tests/bench/heavy.js";
import { payload } from "../../tests/bench/payloads.js";
import { bundledSchema, compileSchema, type Schema, type Validation } from "../src/index.js";
import * as core from "../wasm/core.js";

const RUNS = 1_000_000;
const FAULT_EVERY = 100_000;
const LONG = 300_000;

/** Codes of the faults that a payload is given, in turn. */
const FAULT_CODES = [
  "cvc-enumeration-valid",
  "cvc-complex-type.4",
  "cvc-datatype-valid.1.2.1",
  "cvc-complex-type.3.2.2",
  "cvc-complex-type.2.4.a",
];

test("a payload of 300 MB in chunks takes less than 16 MB and is told the same as in one piece", {
  timeout: LONG,
}, async () => {
  const schema = await compileSchema(await bundledSchema());
  const { memory } = await core.default();
  const faultyLines: number[] = [];
  const inChunks = await schema.validate(largePayload(faultyLines));
  expect(memory.buffer.byteLength).toBeLessThan(16_000_000);
  expect(places(inChunks)).toEqual(
    faultyLines.map((line, index) => `${line} ${FAULT_CODES[index % FAULT_CODES.length]}`),
  );
  expect(inChunks.valid).toBe(false);
  expect(await inOnePiece(await bundledSchema(), await joined(largePayload([])))).toEqual(inChunks);
});

test("wherever a document is cut, its findings are the same", { timeout: LONG }, async () => {
  for (const { schema, document } of await smallDocuments()) {
    const whole = await schema.validate(document);
    expect(whole.valid).toBe(false);
    const sizes = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sizes, async (cut) => {
        expect(await schema.validate(pieces(document, cut))).toEqual(whole);
      }),
      { numRuns: 150, seed: 20 },
    );
  }
});

/** The payload in chunks of about 64 kB; the lines of its faults are told on the way. */
async function* largePayload(faultyLines: number[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let [held, line, index] = ["", 1, -1];
  for (const piece of payload(RUNS, { faultEvery: FAULT_EVERY })) {
    if (index >= 0 && index < RUNS && index % FAULT_EVERY === 0) faultyLines.push(line);
    line += piece.split("\n").length - 1;
    index += 1;
    held += piece;
    if (held.length < 1 << 16) continue;
    yield encoder.encode(held);
    held = "";
  }
  yield encoder.encode(held);
}

/** One call of the core with all bytes, which the package's own validation never makes. */
async function inOnePiece(schema: string, document: Uint8Array): Promise<Validation> {
  const compiler = new core.SchemaCompiler();
  compiler.add("schema.xsd", new TextEncoder().encode(schema));
  compiler.compile();
  const compiled = compiler.takeSchema();
  if (compiled === undefined) throw new Error("the schema is valid");
  const validator = new core.Validating().validator(compiled);
  validator.push(document);
  return JSON.parse(validator.finish()) as Validation;
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const held: Uint8Array[] = [];
  for await (const chunk of chunks) held.push(chunk);
  return Buffer.concat(held);
}

function places({ diagnostics }: Validation): string[] {
  return diagnostics.map(({ line, code }) => `${line} ${code}`);
}

/** Documents with faults: one of payloads, one of a schema with keys, in two encodings. */
async function smallDocuments(): Promise<{ schema: Schema; document: Uint8Array }[]> {
  const payloads = await compileSchema(await bundledSchema());
  const heavy = await compileSchema(heavySchema());
  const faulty = [...payload(20, { faultEvery: 4 })].join("");
  const keyed = [...heavyDocument({ hasFaults: true })].slice(0, 60).join("");
  return [
    { schema: payloads, document: Buffer.from(faulty) },
    { schema: payloads, document: Buffer.from(`\uFEFF${faulty.replace("UTF-8", "UTF-16")}`, "utf16le") },
    { schema: heavy, document: Buffer.from(`${keyed} </section>\n</catalogue>\n`) },
  ];
}

/** The document in pieces of these sizes, in turn. */
async function* pieces(document: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < document.length; index += 1) {
    const size = sizes[index % sizes.length] || 1;
    yield document.subarray(at, at + size);
    at += size;
  }
}
