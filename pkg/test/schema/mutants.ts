/**
 * The bundled schema with one declaration changed at a time. A set of documents that tells each of these from the
 * schema itself has looked at every declaration.
 */

import { XmlDocument, type XmlElement } from "libxml2-wasm";

/** A changed schema, named by the declaration and the change. */
export interface Mutant {
  name: string;
  /** Name of the declaration that is changed, to look at its documents first. */
  declares: string;
  schema: string;
}

interface Change {
  name: string;
  apply: (node: XmlElement) => void;
}

const COMPOSITORS = new Set(["sequence", "choice"]);
const XS = { xs: "http://www.w3.org/2001/XMLSchema" };

/** Every mutant of a schema. */
export function mutantsOf(schema: string): Mutant[] {
  const document = XmlDocument.fromString(schema);
  const nodes = declarations(document);
  const types = document.find("/*/xs:simpleType/@name", XS).map(({ content }) => content);
  const mutants = nodes.flatMap((node, index) => [
    ...changesOf(node, ["xs:string", "xs:long", "xs:boolean", ...types]).map((change) =>
      mutate(schema, index, node, change),
    ),
    ...compositorMutants(schema, node),
  ]);
  document.dispose();
  return mutants;
}

function declarations(document: XmlDocument): XmlElement[] {
  return document.find("/xs:schema//xs:*[not(ancestor-or-self::xs:annotation)]", XS) as XmlElement[];
}

function mutate(schema: string, index: number, node: XmlElement, change: Change): Mutant {
  const document = XmlDocument.fromString(schema);
  const target = declarations(document)[index];
  if (target === undefined) throw new Error(`the schema has no declaration ${index}`);
  const name = `line ${node.line} ${node.name} ${label(node)}: ${change.name}`;
  change.apply(target);
  const mutant = { name, declares: attribute(node, "name") ?? "", schema: document.toString() };
  document.dispose();
  return mutant;
}

function label(node: XmlElement): string {
  return attribute(node, "name") ?? attribute(node, "ref") ?? attribute(node, "value") ?? "";
}

function attribute(node: XmlElement, name: string): string | undefined {
  return node.attr(name)?.value;
}

function changesOf(node: XmlElement, types: string[]): Change[] {
  switch (node.name) {
    case "element":
      return [
        removed,
        renamed,
        ...occurrences(node),
        ...retyped(node, ["xs:anyType", "Build", "Steps", "Report"]),
      ];
    case "attribute":
      return [removed, renamed, useChanged(node), ...retyped(node, types)];
    case "complexType":
      return [mixedChanged(node), openAttributes];
    case "choice":
      return attribute(node, "minOccurs") === undefined ? [] : occurrences(node);
    case "group":
      return attribute(node, "ref") === undefined ? [] : [removed];
    case "enumeration":
    case "pattern":
      return [removed, valueChanged("Xyz")];
    case "minLength":
    case "maxLength":
      return [removed, valueMoved(node, -1), valueMoved(node, 1)];
    case "sequence":
    case "restriction":
    case "simpleType":
    case "schema":
      return [];
    default:
      throw new Error(`no change is known for xs:${node.name}`);
  }
}

const removed: Change = { name: "removed", apply: (node) => node.remove() };
const renamed: Change = { name: "renamed", apply: (node) => node.setAttr("name", "renamed") };

const openAttributes: Change = {
  name: "any attribute allowed",
  apply: (node) => node.addElement("anyAttribute", "xs").setAttr("processContents", "lax"),
};

/** A branch of a choice that may be absent altogether says nothing new by being optional itself. */
function occurrences(node: XmlElement): Change[] {
  if (node.parent?.name === "schema") return [];
  const set = (name: string, value: string): Change => ({
    name: `${name}=${value}`,
    apply: (target) => target.setAttr(name, value),
  });
  const min = attribute(node, "minOccurs") === "0" ? set("minOccurs", "1") : set("minOccurs", "0");
  const many = attribute(node, "maxOccurs") === "unbounded";
  const max = (many ? ["1", "2"] : ["2"]).map((value) => set("maxOccurs", value));
  return node.parent?.name === "choice" ? max : [min, ...max];
}

function useChanged(node: XmlElement): Change {
  const use = attribute(node, "use") === "required" ? "optional" : "required";
  return {
    name: `use=${use}`,
    apply: (target) => {
      target.attr("default")?.remove();
      target.setAttr("use", use);
    },
  };
}

function retyped(node: XmlElement, types: string[]): Change[] {
  return types
    .filter((type) => type !== (attribute(node, "type") ?? "xs:anyType"))
    .map((type) => ({
      name: `type=${type}`,
      apply: (target) => {
        target.attr("default")?.remove();
        target.setAttr("type", type);
      },
    }));
}

function mixedChanged(node: XmlElement): Change {
  const mixed = attribute(node, "mixed") === "true" ? "false" : "true";
  return { name: `mixed=${mixed}`, apply: (target) => target.setAttr("mixed", mixed) };
}

/** A sequence becomes a choice, or the other way round; nothing to see where it holds one thing only. */
function compositorMutants(schema: string, node: XmlElement): Mutant[] {
  if (!COMPOSITORS.has(node.name) || node.find("xs:*", XS).length < 2) return [];
  const other = node.name === "sequence" ? "choice" : "sequence";
  const lines = schema.split("\n");
  const indent = lines[node.line - 1]?.match(/^\t*/)?.[0] ?? "";
  const end = lines.indexOf(`${indent}</xs:${node.name}>`, node.line);
  for (const line of [node.line - 1, end])
    lines[line] = lines[line]?.replace(`xs:${node.name}`, `xs:${other}`) ?? "";
  return [
    { name: `line ${node.line} ${node.name}: made a ${other}`, declares: "", schema: lines.join("\n") },
  ];
}

function valueChanged(value: string): Change {
  return { name: `value=${value}`, apply: (target) => target.setAttr("value", value) };
}

function valueMoved(node: XmlElement, by: number): Change {
  return valueChanged(String(Number(attribute(node, "value")) + by));
}
