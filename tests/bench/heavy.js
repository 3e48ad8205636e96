/**
 * A schema that asks much of a validator, and documents of it: 20 families of 12 types, each derived from the one
 * before, in one substitution group; patterns, unions, lists, enumerations and bounds; keys and references within each
 * section. Made by rule, as the payloads are.
 */

const FAMILIES = 20;
const LEVELS = 12;
const SECTIONS = 60;
const ITEMS = 100;
const FAULT_EVERY = 150;
const COLOURS = Array.from({ length: 60 }, (_, index) => `colour-${index * 7}`);

/**
 * Kinds of values: their type, and a value of it for any number.
 *
 * @type {{ name: string, type: string, value: (n: number) => string }[]}
 */
const VALUES = [
  {
    name: "Code",
    type: restriction("xs:token", '<xs:pattern value="[A-Z]{2}-\\d{4}(-[a-z]+)?"/>'),
    value: (n) => `AB-${1000 + (n % 9000)}${n % 3 === 0 ? "-draft" : ""}`,
  },
  {
    name: "Colour",
    type: restriction("xs:NMTOKEN", COLOURS.map((colour) => `<xs:enumeration value="${colour}"/>`).join("")),
    value: (n) => COLOURS[n % COLOURS.length] ?? "",
  },
  {
    name: "Price",
    type: restriction(
      "xs:decimal",
      '<xs:totalDigits value="9"/><xs:fractionDigits value="2"/><xs:minInclusive value="0.01"/>',
    ),
    value: (n) => `${n % 100_000}.${10 + (n % 90)}`,
  },
  {
    name: "Day",
    type: restriction(
      "xs:date",
      '<xs:minInclusive value="2000-01-01"/><xs:maxExclusive value="2100-01-01"/>',
    ),
    value: (n) => `20${10 + (n % 90)}-${10 + (n % 3)}-${10 + (n % 19)}`,
  },
  {
    name: "Sizes",
    type: restriction("b:SizeList", '<xs:minLength value="1"/><xs:maxLength value="8"/>'),
    value: (n) => Array.from({ length: 1 + (n % 8) }, (_, index) => `${(n + index) % 500}`).join(" "),
  },
  {
    name: "Amount",
    type: '<xs:union memberTypes="b:Price xs:boolean b:Colour"/>',
    value: (n) => [`${n % 1000}.25`, "true", COLOURS[n % COLOURS.length]][n % 3] ?? "",
  },
  {
    name: "Moment",
    type: restriction("xs:dateTime", '<xs:pattern value=".*Z"/>'),
    value: (n) => `2025-0${1 + (n % 9)}-1${n % 10}T0${n % 10}:3${n % 10}:00Z`,
  },
  {
    name: "Remark",
    type: restriction("b:Text9", '<xs:pattern value="[\\p{L}\\p{N} .,&amp;]*"/>'),
    value: (n) => `Größe ${n}, with some words &amp; a full stop.`,
  },
];

/**
 * @param {string} base
 * @param {string} facets
 */
function restriction(base, facets) {
  return `<xs:restriction base="${base}">${facets}</xs:restriction>`;
}

/** The schema. */
export function heavySchema() {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:example:bench"',
    ' targetNamespace="urn:example:bench" elementFormDefault="qualified">\n',
    ...simpleTypes(),
    ROOT,
    ...Array.from({ length: FAMILIES }, (_, family) => familyTypes(family)),
    "</xs:schema>\n",
  ].join("");
}

function simpleTypes() {
  const texts = Array.from({ length: 10 }, (_, level) =>
    simpleType(
      `Text${level}`,
      restriction(level === 0 ? "xs:string" : `b:Text${level - 1}`, `<xs:maxLength value="${200 - level}"/>`),
    ),
  );
  const sizes = simpleType("SizeList", '<xs:list itemType="xs:unsignedShort"/>');
  return [...texts, sizes, ...VALUES.map(({ name, type }) => simpleType(name, type))];
}

/**
 * @param {string} name
 * @param {string} content
 */
function simpleType(name, content) {
  return `<xs:simpleType name="${name}">${content}</xs:simpleType>\n`;
}

const ROOT = `
<xs:element name="catalogue">
  <xs:complexType>
    <xs:sequence><xs:element name="section" type="b:Section" maxOccurs="unbounded">
      <xs:key name="identity"><xs:selector xpath="b:*"/><xs:field xpath="@id"/></xs:key>
      <xs:unique name="position"><xs:selector xpath="b:*"/><xs:field xpath="@row"/><xs:field xpath="@column"/></xs:unique>
      <xs:keyref name="reference" refer="b:identity"><xs:selector xpath=".//b:see"/><xs:field xpath="@to"/></xs:keyref>
    </xs:element></xs:sequence>
  </xs:complexType>
</xs:element>
<xs:complexType name="Section">
  <xs:sequence><xs:element ref="b:item" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="title" type="b:Text5" use="required"/>
</xs:complexType>
<xs:element name="item" type="b:Item" abstract="true"/>
<xs:complexType name="Item">
  <xs:sequence><xs:element name="see" minOccurs="0" maxOccurs="3">
    <xs:complexType><xs:attribute name="to" type="xs:NCName" use="required"/></xs:complexType>
  </xs:element></xs:sequence>
  <xs:attribute name="id" type="xs:NCName" use="required"/>
  <xs:attribute name="row" type="xs:int" use="required"/>
  <xs:attribute name="column" type="xs:int" use="required"/>
</xs:complexType>
`;

/** @param {number} family */
function familyTypes(family) {
  return Array.from({ length: LEVELS }, (_, level) => {
    const base = level === 0 ? "Item" : `F${family}L${level - 1}`;
    const own = kindOf(family, level).name;
    return [
      `<xs:complexType name="F${family}L${level}"><xs:complexContent><xs:extension base="b:${base}"><xs:sequence>`,
      `<xs:choice><xs:element name="v${level}" type="b:${own}"/><xs:element name="none${level}"/></xs:choice>`,
      `</xs:sequence><xs:attribute name="a${level}" type="b:${own}"/></xs:extension></xs:complexContent></xs:complexType>\n`,
      `<xs:element name="f${family}l${level}" type="b:F${family}L${level}" substitutionGroup="b:item"/>\n`,
    ].join("");
  }).join("");
}

/**
 * @param {number} family
 * @param {number} level
 * @returns {(typeof VALUES)[number]}
 */
function kindOf(family, level) {
  const kind = VALUES[(family + level) % VALUES.length];
  if (kind === undefined) throw new Error("there is a kind for each remainder");
  return kind;
}

/** What can be wrong with an item: each is one fault, of another kind. */
const FAULTS = [
  (/** @type {string} */ item) => item.replace(/ id="[^"]*"/, ' id="i0"'),
  (/** @type {string} */ item) => item.replace(/<see to="[^"]*"/, '<see to="nobody"'),
  (/** @type {string} */ item) => item.replace(/ row="\d+"/, ""),
  (/** @type {string} */ item) => item.replace(/<(v0)>[^<]*</, "<$1>?<"),
  (/** @type {string} */ item) => item.replace(/<(v0)>[^<]*<\/v0>/, "<unknown/>"),
  (/** @type {string} */ item) => item.replace(/ a0="[^"]*"/, ' a0="?"'),
];

/**
 * A document of the schema, in pieces.
 *
 * @param {{ hasFaults: boolean }} options
 * @returns {Generator<string>}
 */
export function* heavyDocument({ hasFaults }) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<catalogue xmlns="urn:example:bench">\n';
  for (let section = 0; section < SECTIONS; section += 1) {
    yield ` <section title="Section ${section}">\n`;
    for (let index = 0; index < ITEMS; index += 1) yield anItem(section * ITEMS + index, hasFaults);
    yield " </section>\n";
  }
  yield "</catalogue>\n";
}

/**
 * @param {number} n counted through the document
 * @param {boolean} hasFaults
 */
function anItem(n, hasFaults) {
  const fault =
    hasFaults && n % FAULT_EVERY === 20 ? FAULTS[Math.floor(n / FAULT_EVERY) % FAULTS.length] : undefined;
  return fault === undefined ? item(n) : fault(item(n));
}

/** @param {number} n */
function item(n) {
  const [family, level, place] = [n % FAMILIES, (n * 5) % LEVELS, n % ITEMS];
  const levels = Array.from({ length: level + 1 }, (_, index) => index);
  const attributes = levels.map((index) => ` a${index}="${kindOf(family, index).value(n + index)}"`).join("");
  const values = levels.map(
    (index) => `   <v${index}>${kindOf(family, index).value(n * 3 + index)}</v${index}>\n`,
  );
  return [
    `  <f${family}l${level} id="i${place}" row="${Math.floor(place / 10)}" column="${place % 10}"${attributes}>\n`,
    `   <see to="i${(place * 7) % ITEMS}"/>\n`,
    ...values,
    `  </f${family}l${level}>\n`,
  ].join("");
}
