/** Document type declarations: refused unless asked for, and then read as libxml2 reads them. */

import { ParseOption, XmlDocument, XmlParseError } from "libxml2-wasm";
import { expect, test } from "vitest";
import { compileSchema } from "../src/index.js";

const SCHEMA = `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">
  <x:notation name="png" public="image/png"/>
  <x:element name="a"><x:complexType mixed="true">
    <x:sequence><x:element name="b" type="x:int" minOccurs="0" maxOccurs="9"/></x:sequence>
    <x:attribute name="n" type="x:NCName"/><x:attribute name="e" type="x:ENTITY"/>
    <x:attribute name="es" type="x:ENTITIES"/>
  </x:complexType></x:element>
</x:schema>`;

async function found(document: string, doctype?: "refuse" | "internal"): Promise<string[]> {
  const schema = await compileSchema(SCHEMA);
  const { valid, diagnostics } = await schema.validate(document, doctype === undefined ? {} : { doctype });
  expect(valid).toBe(diagnostics.length === 0);
  return diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

test("a document type declaration is refused with a word of what may be asked for", async () => {
  expect(await found("<!DOCTYPE a><a/>")).toEqual(["1:1 xml-doctype-refused"]);
  const schema = await compileSchema(SCHEMA);
  const { diagnostics } = await schema.validate("<!DOCTYPE a><a/>", { doctype: "refuse" });
  expect(diagnostics[0]?.help).toContain("`internal`");
  await expect(compileSchema(`<!DOCTYPE x>${SCHEMA}`)).rejects.toThrow("xml-doctype-refused");
});

test("an option that is neither refuse nor internal is refused", async () => {
  const doctype = "ignore" as "refuse";
  await expect(compileSchema(SCHEMA, { doctype })).rejects.toThrow(TypeError);
  const schema = await compileSchema(SCHEMA);
  await expect(schema.validate("<a/>", { doctype })).rejects.toThrow(TypeError);
});

test("what entities stand for is validated at the place of the reference", async () => {
  const entities = "<!DOCTYPE a [<!ENTITY one '<b>1</b>'><!ENTITY bad '<b>x</b><c/>'>]>";
  expect(await found(`${entities}<a>&one;&one;</a>`, "internal")).toEqual([]);
  expect(await found(`${entities}\n<a>&one;\n &bad;</a>`, "internal")).toEqual([
    "3:2 cvc-datatype-valid.1.2.1",
    "3:2 cvc-complex-type.2.4.a",
  ]);
});

test("attribute defaults and unparsed entities of the internal subset count", async () => {
  const subset = `<!DOCTYPE a [<!NOTATION png SYSTEM ""><!ENTITY p SYSTEM "p.png" NDATA png><!ENTITY t "t">
    <!ATTLIST a e CDATA "p" n CDATA "1">]>`;
  expect(await found(`${subset}<a n="x" es="p p"/>`, "internal")).toEqual([]);
  expect(await found(`${subset}<a/>`, "internal")).toEqual(["2:43 cvc-datatype-valid.1.2.1"]);
  expect(await found(`${subset}<a n="x" e="t"/>`, "internal")).toEqual(["2:55 cvc-simple-type.2.1"]);
});

test("no fix is offered for what an entity stands for", async () => {
  const schema = await compileSchema(SCHEMA);
  const subset = `<!DOCTYPE a [<!ENTITY bad '<b k="">1</b>'><!ATTLIST a m CDATA ''>]>`;
  for (const [text, expected] of [
    ["<a>&bad;</a>", [false]],
    ['<a><b k="">1</b></a>', [true]],
  ] as const) {
    const { diagnostics } = await schema.validate(subset.replace("a m", "c m") + text, {
      doctype: "internal",
    });
    expect(
      diagnostics.map(({ fix }) => fix !== undefined),
      text,
    ).toEqual(expected);
  }
  const { diagnostics } = await schema.validate(`${subset}<a/>`, { doctype: "internal" });
  expect(diagnostics).toMatchObject([{ code: "cvc-complex-type.3.2.2", column: 68 }]);
  expect(diagnostics[0]?.fix).toBeUndefined();
});

test("a schema document may use an internal subset", async () => {
  const subset = '<!DOCTYPE x:schema [<!ENTITY name "a"><!ATTLIST x:element type CDATA "x:int">]>';
  const content = `${subset}<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="&name;"/></x:schema>`;
  const schema = await compileSchema(content, { doctype: "internal" });
  expect((await schema.validate("<a>1</a>")).valid).toBe(true);
  expect((await schema.validate("<a>x</a>")).valid).toBe(false);
});

test("nothing is loaded from outside, and bombs are stopped", async () => {
  const external = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>';
  expect(await found(external, "internal")).toEqual(["1:60 xml-external-entity"]);
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    "",
  );
  const bomb = `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`;
  expect((await found(bomb, "internal")).join()).toContain("xml-limit");
  const blowup = `<!DOCTYPE a [<!ENTITY l "${"x".repeat(50_000)}">]><a>${"&l;".repeat(50_000)}</a>`;
  expect((await found(blowup, "internal")).join()).toContain("xml-limit");
});

const DECLARATIONS = [
  "<!ENTITY e 'x'>",
  "<!ENTITY e '<b>1</b>'>",
  "<!ENTITY e '<b>'>",
  "<!ENTITY e '</a><a>'>",
  "<!ENTITY e '&e;'>",
  "<!ENTITY e '&#38;'>",
  "<!ENTITY e '&#38;#38;'>",
  "<!ENTITY e ']]>'>",
  "<!ENTITY e '&lt;![CDATA['>",
  "<!ENTITY e '<![CDATA[ ]]>'>",
  "<!ENTITY e '<b a=\"&f;\"/>'><!ENTITY f '&#60;'>",
  "<!ENTITY e '<b a=\"&f;\"/>'><!ENTITY f '&lt;'>",
  "<!ENTITY e 'x'><!ENTITY e '<b>'>",
  "<!ENTITY % p \"<!ENTITY e 'x'>\">%p;",
  "<!ENTITY e '%x;'>",
  "<!ENTITY e 'x' NDATA n>",
  "<!ENTITY e SYSTEM 'x' NDATA n>",
  "<!ENTITY e SYSTEM x>",
  "<!ENTITY e PUBLIC '{' 'x'>",
  "<!ENTITY e'x'>",
  "<!ENTITY  e\n'x'\t>",
  "<!ENTITY e '&#x1F600;&#xD800;'>",
  "<!ENTITY e 'x'><!ATTLIST a n CDATA '&e;'>",
  "<!ENTITY e 'x'><!ATTLIST a n CDATA '<'>",
  "<!ENTITY e 'x'><!ATTLIST a n (x|y|) 'x'>",
  "<!ENTITY e 'x'><!ATTLIST a n (x | 1) #FIXED 'x'>",
  "<!ENTITY e 'x'><!ATTLIST a>",
  "<!ENTITY e 'x'><!ATTLIST a n ID>",
  "<!ENTITY e 'x'><!ELEMENT a (b,(c|d)*,e?)+>",
  "<!ENTITY e 'x'><!ELEMENT a (b,c|d)>",
  "<!ENTITY e 'x'><!ELEMENT a (#PCDATA|b)>",
  "<!ENTITY e 'x'><!ELEMENT a (#PCDATA)*>",
  "<!ENTITY e 'x'><!ELEMENT a ()>",
  "<!ENTITY e 'x'><!NOTATION n PUBLIC 'x'>",
  "<!ENTITY e 'x'><!NOTATION n SYSTEM>",
  "<!ENTITY e 'x'><!-- -- -->",
  "<!ENTITY e 'x'><!-- --->",
  "<!ENTITY e 'x'><?xml x?>",
  "<!ENTITY e 'x'><![INCLUDE[ ]]>",
  "<!ENTITY e 'x'> x",
  "<!entity e 'x'>",
];

test.each(DECLARATIONS)("libxml2 and the core agree on whether %s is well-formed", async (declaration) => {
  const document = `<!DOCTYPE a [${declaration}]><a>&e;</a>`;
  const faults = (await found(document, "internal")).filter((fault) => fault.includes(" xml-"));
  expect(faults.length === 0, faults.join()).toBe(isWellFormed(document));
});

/** Whether libxml2 reads the document with its entities put in. */
function isWellFormed(document: string): boolean {
  try {
    XmlDocument.fromString(document, { option: ParseOption.XML_PARSE_NOENT }).dispose();
    return true;
  } catch (error) {
    if (error instanceof XmlParseError) return false;
    throw error;
  }
}
