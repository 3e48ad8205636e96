/** XML documents as data, so that tests can build and bend them; well-formed whatever is in them. */

/** An element; children are elements, texts, or markup that is written as it stands. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string | { markup: string })[];
}

/** An element. */
export function element(
  name: string,
  attributes: XmlNode["attributes"] = {},
  children: XmlNode["children"] = [],
): XmlNode {
  return { name, attributes, children };
}

/** The tree as XML. */
export function write(node: XmlNode): string {
  const attributes = Object.entries(node.attributes).map(
    ([name, value]) => ` ${name}="${escapeValue(value)}"`,
  );
  const content = node.children.map(writeChild).join("");
  return `<${node.name}${attributes.join("")}>${content}</${node.name}>`;
}

function writeChild(child: XmlNode["children"][number]): string {
  if (typeof child === "string") return child.replace(/[&<>\r]/gu, reference);
  return "markup" in child ? child.markup : write(child);
}

/** White space is written as references, because a parser turns it into spaces otherwise. */
function escapeValue(value: string): string {
  return value.replace(/[&<"\t\n\r]/gu, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
