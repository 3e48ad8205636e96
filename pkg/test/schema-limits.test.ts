/** Bounds as options: each stops what it is for, with a finding of its own. */

import { expect, test } from "vitest";
import { compileSchema, SchemaError, type SchemaLimits, type ValidateLimits } from "../src/index.js";

const SCHEMA = xsd('<x:element name="a"/>');

function xsd(content: string): string {
  return `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">${content}</x:schema>`;
}

/** Codes and messages of a document under bounds. */
async function found(document: string, limits: ValidateLimits): Promise<string[]> {
  const schema = await compileSchema(SCHEMA);
  const { diagnostics } = await schema.validate(document, { limits, doctype: "internal" });
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

const DOCUMENTS: [keyof ValidateLimits, string, string][] = [
  ["depth", "<a><b/></a>", "depth"],
  ["attributes", "<a b='' c=''/>", "attributes"],
  ["nameBytes", "<ab/>", "name_bytes"],
  ["markupBytes", "<a/>", "markup_bytes"],
  ["namespaces", "<a xmlns='u' xmlns:p='v'/>", "namespaces"],
  ["entities", "<!DOCTYPE a [<!ENTITY b ''><!ENTITY c ''>]><a/>", "entities"],
  ["entityDepth", "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c ''>]><a>&b;</a>", "entity_depth"],
  ["entityBytes", "<!DOCTYPE a [<!ENTITY b '12'>]><a>&b;</a>", "entity_bytes"],
];

test.each(DOCUMENTS)("the limit %s of a document is an option", async (option, document, name) => {
  expect(await found(document, { [option]: 1 })).toContain(`xml-limit the limit "${name}" of 1 is passed`);
  expect((await found(document, {})).join()).not.toContain("xml-limit");
});

test("findings past the limit are counted only", async () => {
  const wrong =
    "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><a xsi:nil='x'/><a xsi:nil='x'/></a>";
  expect(await found(wrong, { diagnostics: 1 })).toHaveLength(2);
});

const SCHEMAS: [keyof SchemaLimits, string][] = [
  ["documents", '<x:include schemaLocation="b.xsd"/>'],
  ["positions", group('<x:element name="b"/><x:element name="c"/>')],
  ["states", group('<x:element name="b"/><x:element name="c"/>')],
  ["patternInstructions", pattern("[a-c]{3}")],
  ["patternNesting", pattern("((a))")],
  ["depth", group('<x:element name="b"/>')],
];

function group(content: string): string {
  return `<x:element name="a"><x:complexType><x:sequence>${content}</x:sequence></x:complexType></x:element>`;
}

function pattern(value: string): string {
  return `<x:simpleType name="t"><x:restriction base="x:string"><x:pattern value="${value}"/></x:restriction></x:simpleType>`;
}

test.each(SCHEMAS)("the limit %s of a schema is an option", async (option, content) => {
  const resolve = (location: string) => ({ location, content: SCHEMA });
  await compileSchema(xsd(content), { resolve });
  const error = await compileSchema(xsd(content), { resolve, limits: { [option]: 1 } }).catch(
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(SchemaError);
});

test("a table that does not fit leaves the pattern slower, and the verdict as it is", async () => {
  const content = `${pattern("[a-c]{3}")}<x:element name="a" type="t"/>`;
  const schema = await compileSchema(xsd(content), { limits: { patternTableCells: 1 } });
  expect((await schema.validate("<a>abc</a>")).valid).toBe(true);
  expect((await schema.validate("<a>abd</a>")).valid).toBe(false);
});

test("a limit that there is not, and a value that is no bound, are refused", async () => {
  const schema = await compileSchema(SCHEMA);
  const unknown = { dept: 1 } as ValidateLimits;
  await expect(schema.validate("<a/>", { limits: unknown })).rejects.toThrow('there is no limit "dept"');
  await expect(compileSchema(SCHEMA, { limits: unknown })).rejects.toThrow(TypeError);
  for (const depth of [-1, 1.5, Number.NaN, 2 ** 32, "1" as unknown as number]) {
    await expect(schema.validate("<a/>", { limits: { depth } })).rejects.toThrow(RangeError);
  }
});
