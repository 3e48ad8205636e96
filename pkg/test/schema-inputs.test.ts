/** What `compileSchema` and `validate` take, and what they refuse. */

import { expect, test } from "vitest";
import { compileSchema, type Schema, SchemaError } from "../src/index.js";

const SCHEMA = xsd('<x:element name="a" type="x:int"/>');
const bytes = (text: string) => new TextEncoder().encode(text);

function xsd(content: string, attributes = ""): string {
  return `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" ${attributes}>${content}</x:schema>`;
}

async function codes(schema: Schema, document: Parameters<Schema["validate"]>[0]): Promise<string[]> {
  const { diagnostics } = await schema.validate(document);
  return diagnostics.map(({ code }) => code);
}

async function* bytewise(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of bytes(text)) yield Uint8Array.of(byte);
}

test("a document is a string, bytes, a blob, a stream or an async iterable, and the verdict is the same", async () => {
  const schema = await compileSchema(SCHEMA);
  for (const [text, expected] of [
    ["<a>1</a>", []],
    ["<a>ä</a>", ["cvc-datatype-valid.1.2.1"]],
    ["<a>", ["xml-unexpected-end"]],
    ["", ["xml-no-root"]],
  ] as const) {
    const forms = [text, bytes(text), new Blob([text]), new Blob([text]).stream(), bytewise(text)];
    for (const form of forms) expect(await codes(schema, form), text).toEqual(expected);
  }
});

test("a schema is a string, bytes, or a list whose first document is the entry", async () => {
  const other = { location: "b.xsd", content: xsd('<x:element name="b"/>') };
  for (const form of [SCHEMA, bytes(SCHEMA), [{ location: "a.xsd", content: SCHEMA }, other]]) {
    const schema = await compileSchema(form);
    expect(await codes(schema, "<a>1</a>")).toEqual([]);
    expect(await codes(schema, "<b/>")).toEqual(["cvc-elt.1"]);
  }
});

test("what is no schema is thrown with its findings, and their places", async () => {
  const error = await compileSchema(xsd('<x:element name="a" type="b"/>')).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SchemaError);
  const { diagnostics } = error as SchemaError;
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "src-resolve", file: "schema.xsd", line: 1 },
  ]);
});

test("a document of a wrong type is refused before anything is read", async () => {
  const schema = await compileSchema(SCHEMA);
  for (const wrong of [1, null, {}, ["<a/>"]]) {
    await expect(schema.validate(wrong as unknown as string)).rejects.toThrow(TypeError);
  }
  await expect(compileSchema(1 as unknown as string)).rejects.toThrow(TypeError);
});

test("documents that are referred to are asked of the resolver, by the location of the one that refers", async () => {
  const asked: unknown[] = [];
  const include = (location: string) => `<x:include schemaLocation="${location}"/>`;
  const files: Record<string, string> = {
    "http://x/lib/b.xsd": xsd(include("c.xsd")),
    "http://x/lib/c.xsd": xsd('<x:element name="c"/>'),
  };
  const schema = await compileSchema([{ location: "a.xsd", content: xsd(include("b.xsd")) }], {
    resolve: async (location, base, namespace) => {
      asked.push([location, base, namespace]);
      const found = `http://x/lib/${location}`;
      return { location: found, content: files[found] ?? "" };
    },
  });
  expect(asked).toEqual([
    ["b.xsd", "a.xsd", undefined],
    ["c.xsd", "http://x/lib/b.xsd", undefined],
  ]);
  expect(await codes(schema, "<c/>")).toEqual([]);
});

test("what the resolver throws ends the compilation", async () => {
  const resolve = () => Promise.reject(new Error("no way"));
  const schema = xsd('<x:include schemaLocation="b.xsd"/>');
  await expect(compileSchema(schema, { resolve })).rejects.toThrow("no way");
});

test("a signal stops the compilation and the validation with its reason", async () => {
  const controller = new AbortController();
  const schema = await compileSchema(SCHEMA);
  let isLetGo = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      stream.enqueue(bytes("<a>"));
      controller.abort(new Error("enough"));
    },
    cancel: () => {
      isLetGo = true;
    },
  });
  const { signal } = controller;
  await expect(schema.validate(endless, { signal })).rejects.toThrow("enough");
  expect(isLetGo).toBe(true);
  await expect(compileSchema(SCHEMA, { signal })).rejects.toThrow("enough");
});
