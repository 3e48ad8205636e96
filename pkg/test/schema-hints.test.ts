/** `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation`: followed through the resolver of the validation only. */

import { expect, test } from "vitest";
import { compileSchema, type Schema, type SchemaDocument, type ValidateOptions } from "../src/index.js";

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const ENVELOPE = xsd(
  "urn:e",
  '<x:element name="e"><x:complexType><x:sequence><x:any namespace="##other" maxOccurs="unbounded"/></x:sequence></x:complexType></x:element>',
);
const FILES: Record<string, string> = {
  "in/p.xsd": xsd("urn:p", '<x:include schemaLocation="more/q.xsd"/>'),
  "in/more/q.xsd": xsd("urn:p", '<x:element name="p" type="x:int"/>'),
  "in/broken.xsd": xsd("urn:p", '<x:element name="p" type="x:none"/>'),
  "in/e.xsd": xsd("urn:e", '<x:element name="e" type="x:int"/>'),
  "in/none.xsd":
    '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="n" type="x:int"/></x:schema>',
};

function xsd(namespace: string, content: string): string {
  return `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">${content}</x:schema>`;
}

const document = (hints: string, value = "1") =>
  `<e xmlns="urn:e" ${XSI} ${hints}><p xmlns="urn:p">${value}</p></e>`;
const HINT = 'xsi:schemaLocation="urn:p p.xsd"';

async function envelope(): Promise<Schema> {
  return compileSchema([{ location: "e.xsd", content: ENVELOPE }]);
}

/** The resolver of the files, which takes its time. */
async function resolve(location: string, base: string): Promise<SchemaDocument | undefined> {
  await Promise.resolve();
  const path = new URL(location, `file:///${base}`).pathname.slice(1);
  const content = FILES[path];
  return content === undefined ? undefined : { location: path, content };
}

async function codes(schema: Schema, text: string, options: ValidateOptions): Promise<string[]> {
  const { valid, diagnostics } = await schema.validate(text, options);
  expect(valid).toBe(diagnostics.length === 0);
  return diagnostics.map(({ code }) => code);
}

const OPTIONS = { resolve, location: "in/a.xml" };

test("without a resolver hints are ignored", async () => {
  expect(await codes(await envelope(), document(HINT), {})).toEqual(["cvc-complex-type.2.4.c"]);
});

test("a hint for a namespace that the schema lacks is followed, with what it refers to", async () => {
  const schema = await envelope();
  expect(await codes(schema, document(HINT), OPTIONS)).toEqual([]);
  expect(await codes(schema, document(HINT, "x"), OPTIONS)).toEqual(["cvc-datatype-valid.1.2.1"]);
  expect(await codes(schema, document(""), OPTIONS)).toEqual(["cvc-complex-type.2.4.c"]);
});

test("a hint for a namespace that the schema has is ignored, and the schema stays as it is", async () => {
  const schema = await envelope();
  const both = 'xsi:schemaLocation="urn:e e.xsd  urn:p p.xsd"';
  expect(await codes(schema, document(both), OPTIONS)).toEqual([]);
  expect(await codes(schema, document(both), {})).toEqual(["cvc-complex-type.2.4.c"]);
});

test("a hint for no namespace is followed", async () => {
  const text = (value: string) =>
    `<e xmlns="urn:e" ${XSI} xsi:noNamespaceSchemaLocation=" none.xsd "><n xmlns="">${value}</n></e>`;
  const content = ENVELOPE.replace("##other", "##any");
  const schema = await compileSchema([{ location: "e.xsd", content }]);
  expect(await codes(schema, text("1"), OPTIONS)).toEqual([]);
  expect(await codes(schema, text("x"), OPTIONS)).toEqual(["cvc-datatype-valid.1.2.1"]);
});

test("a hint that leads nowhere is ignored, and one to what is no such schema is a fault", async () => {
  const schema = await envelope();
  const hinted = (location: string) => document(`xsi:schemaLocation="urn:p ${location}"`);
  expect(await codes(schema, hinted("absent.xsd"), OPTIONS)).toEqual(["cvc-complex-type.2.4.c"]);
  expect(await codes(schema, hinted("e.xsd"), OPTIONS)).toEqual(["schema-hint"]);
  const { diagnostics } = await schema.validate(hinted("broken.xsd"), OPTIONS);
  expect(diagnostics).toMatchObject([{ code: "src-resolve", file: "in/broken.xsd" }]);
});

test("what the resolver throws ends the validation, and the stream is let go", async () => {
  const schema = await envelope();
  let isLetGo = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode(document(HINT))),
    cancel: () => {
      isLetGo = true;
    },
  });
  const failing = () => Promise.reject(new Error("no way"));
  await expect(schema.validate(stream, { resolve: failing })).rejects.toThrow("no way");
  expect(isLetGo).toBe(true);
});

test("a document whose chunks share their memory is read whole", async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const shared = new Uint8Array(1);
    for (const byte of new TextEncoder().encode(document(HINT, "x"))) {
      shared[0] = byte;
      yield shared;
    }
  }
  const { diagnostics } = await (await envelope()).validate(chunks(), OPTIONS);
  expect(diagnostics).toMatchObject([{ code: "cvc-datatype-valid.1.2.1" }]);
});

test("what is not well-formed before the root element is told as always", async () => {
  for (const text of ["", "<", "<!-- ", "x", '<?xml version="1.0"?>']) {
    const schema = await envelope();
    expect(await schema.validate(text, OPTIONS), text).toEqual(await schema.validate(text));
  }
});
