/** Real payloads of the vendor's tools: our verdict is libxml2's, and what is converted again says the same. */

import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { compileSchema, convert, parsePayload } from "../src/index.js";
import { filesBelow } from "./support/corpus.js";
import { libxml2Oracle } from "./support/libxml2.js";
import { sharedText } from "./support/shared.js";

const SCHEMA = sharedText("octane/xsd/test-results-2025-04.xsd");
const SAMPLES = (filesBelow("octane/samples") ?? []).filter(({ bytes }) => bytes.includes("<test_result>"));
const named = (fact: string) =>
  SCHEMA === undefined ? `left out, because ../shared is absent: ${fact}` : fact;

test(named("libxml2 and the core give every real payload the same verdict"), async () => {
  if (SCHEMA === undefined) return;
  const schema = await compileSchema(SCHEMA);
  const oracle = libxml2Oracle(SCHEMA);
  const verdicts = [];
  for (const { name, bytes } of SAMPLES) {
    const { valid, diagnostics } = await schema.validate(bytes);
    const document = XmlDocument.fromBuffer(bytes);
    expect(valid, `${name}: ${JSON.stringify(diagnostics)}`).toBe(oracle.check(document).valid);
    document.dispose();
    verdicts.push(valid);
  }
  oracle.dispose();
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
});

test(named("a real payload that is valid is the same when it is converted"), async () => {
  if (SCHEMA === undefined) return;
  const schema = await compileSchema(SCHEMA);
  for (const { name, bytes } of SAMPLES) {
    if (!(await schema.validate(bytes)).valid) continue;
    const { parts } = await convert({ name, content: bytes }, { schema });
    const [part] = parts;
    if (part === undefined) throw new Error(`${name} gives no part`);
    expect(await parsePayload(part.bytes), name).toEqual(await parsePayload(bytes));
    expect(part.valid, name).toBe(true);
  }
});
