/**
 * Every single thing that can be right or wrong at every place of a payload, one at a time: the documents in which one
 * declaration decides the verdict.
 */

import type { AttributeRule, ElementRule, Slot } from "./grammar.js";
import { PAYLOAD } from "./grammar.js";
import { plainValue, samples } from "./values.js";
import { element, type XmlNode } from "./xml-tree.js";

/** A document with the verdict that the grammar gives it. */
export interface Case {
  name: string;
  document: XmlNode;
  valid: boolean;
}

/** An element rule at a place, and the way to put a node there into the smallest document. */
interface Spot {
  path: string;
  rule: ElementRule;
  wrap: (node: XmlNode) => XmlNode;
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** All cases, at all places. */
export function allCases(): Case[] {
  const spots = [...spotsOf({ path: "/test_result", rule: PAYLOAD, wrap: (node) => node })];
  return [...spots.flatMap(casesAt), ...rootCases()];
}

function* spotsOf(spot: Spot): Generator<Spot> {
  yield spot;
  for (const [index, slot] of spot.rule.slots.entries()) {
    for (const rule of slot.options) {
      const wrap = (node: XmlNode) => spot.wrap(withSlots(spot.rule, { [index]: [node] }));
      yield* spotsOf({ path: `${spot.path}/${rule.name}`, rule, wrap });
    }
  }
}

/** The smallest valid element. */
export function minimal(rule: ElementRule): XmlNode {
  return withSlots(rule, {});
}

/** The smallest valid element but for the slots that are given. */
function withSlots(rule: ElementRule, filled: Record<number, XmlNode[]>): XmlNode {
  const children = rule.slots.flatMap((slot, index) => filled[index] ?? fillOfSlot(slot));
  return element(rule.name, plainAttributes(rule.attributes.filter(({ required }) => required)), children);
}

function fillOfSlot(slot: Slot): XmlNode[] {
  return slot.min === 0 ? [] : slot.options.slice(0, 1).map(minimal);
}

function plainAttributes(rules: AttributeRule[]): Record<string, string> {
  return Object.fromEntries(rules.map(({ name, holds }) => [name, plainValue(holds)]));
}

function casesAt(spot: Spot): Case[] {
  const make = (name: string, node: XmlNode, valid: boolean): Case => ({
    name: `${spot.path}: ${name}`,
    document: spot.wrap(node),
    valid,
  });
  const all = [...attributeCases(spot.rule), ...slotCases(spot.rule), ...contentCases(spot.rule)];
  return all.map(({ name, document, valid }) => make(name, document, valid));
}

function attributeCases(rule: ElementRule): Case[] {
  const plain = minimal(rule);
  const given = (attributes: Record<string, string>): XmlNode => ({ ...plain, attributes });
  const values = rule.attributes.flatMap(({ name, holds }) =>
    samples(holds).map(({ value, valid }) => ({
      name: `@${name}=${JSON.stringify(value.slice(0, 20))} (${[...value].length})`,
      document: given({ ...plain.attributes, [name]: value }),
      valid,
    })),
  );
  const missing = rule.attributes.map(({ name, required }) => {
    const { [name]: _, ...rest } = plainAttributes(rule.attributes);
    return { name: `no @${name}`, document: given(rest), valid: !required };
  });
  const unknown = ["zzz", "ID", "xml:lang"].map((name) => ({
    name: `unknown @${name}`,
    document: given({ ...plain.attributes, [name]: "1" }),
    valid: rule.content === "anything",
  }));
  const all = { name: "all attributes", document: given(plainAttributes(rule.attributes)), valid: true };
  return [...values, ...missing, ...unknown, all, ...instanceCases(plain)];
}

/** Attributes of the schema-instance namespace may stand anywhere; nil may not, nothing is nillable. */
function instanceCases(plain: XmlNode): Case[] {
  const given = (name: string, value: string) =>
    ({
      ...plain,
      attributes: { ...plain.attributes, "xmlns:xsi": XSI, [`xsi:${name}`]: value },
    }) satisfies XmlNode;
  return [
    { name: "schema location", document: given("noNamespaceSchemaLocation", "a.xsd"), valid: true },
    { name: "nil", document: given("nil", "true"), valid: false },
  ];
}

function slotCases(rule: ElementRule): Case[] {
  const filled = rule.slots.map((slot) => slot.options.slice(0, 1).map(minimal));
  const whole = withSlots(rule, Object.fromEntries(filled.entries()));
  return [
    { name: "every child", document: whole, valid: true },
    ...rule.slots.flatMap((slot, index) => countCases(rule, slot, index)),
    ...rule.slots.flatMap((slot, index) => choiceCases(rule, slot, index)),
    ...swapCases(whole),
  ];
}

function countCases(rule: ElementRule, slot: Slot, index: number): Case[] {
  return slot.options.flatMap((option) =>
    [0, 1, 2, 3].map((count) => ({
      name: `${count} times ${option.name}`,
      document: withSlots(rule, { [index]: Array.from({ length: count }, () => minimal(option)) }),
      valid: count >= slot.min && (slot.max === "many" || count <= 1),
    })),
  );
}

function choiceCases(rule: ElementRule, slot: Slot, index: number): Case[] {
  const both = slot.options.map(minimal);
  if (both.length < 2) return [];
  return [both, [...both].reverse()].map((nodes) => ({
    name: `${nodes.map(({ name }) => name).join(" and ")} together`,
    document: withSlots(rule, { [index]: nodes }),
    valid: false,
  }));
}

/** Two children in each other's place, for every pair. */
function swapCases(whole: XmlNode): Case[] {
  const children = whole.children as XmlNode[];
  return children.flatMap((first, left) =>
    children.slice(left + 1).map((second, offset) => {
      const swapped = children.with(left, second).with(left + 1 + offset, first);
      return {
        name: `${second.name} before ${first.name}`,
        document: { ...whole, children: swapped },
        valid: false,
      };
    }),
  );
}

function contentCases(rule: ElementRule): Case[] {
  const plain = minimal(rule);
  const holdsText = rule.content === "text" || rule.content === "mixed text" || rule.content === "anything";
  const holdsUnknown = rule.content === "anything";
  const around = (before: XmlNode["children"], after: XmlNode["children"]): XmlNode => ({
    ...plain,
    children: [...before, ...plain.children, ...after],
  });
  const unknown = () => element("zzz");
  const foreign = () => element("z:step", { "xmlns:z": "urn:z" });
  return [
    { name: "text before", document: around(["a"], []), valid: holdsText },
    { name: "text after", document: around([], ["a"]), valid: holdsText },
    { name: "CDATA", document: around([{ markup: "<![CDATA[a]]>" }], []), valid: holdsText },
    { name: "long text", document: around(["é😀".repeat(3000)], []), valid: holdsText },
    { name: "white space", document: around(["\n\t"], ["  "]), valid: rule.content !== "nothing" },
    { name: "comment", document: around([{ markup: "<!--a-->" }], []), valid: true },
    { name: "processing instruction", document: around([], [{ markup: "<?a b?>" }]), valid: true },
    { name: "unknown child first", document: around([unknown()], []), valid: holdsUnknown },
    { name: "unknown child last", document: around([], [unknown()]), valid: holdsUnknown },
    { name: "foreign child", document: around([], [foreign()]), valid: holdsUnknown },
    { name: "itself as child", document: around([], [minimal(rule)]), valid: holdsUnknown },
    { name: "renamed", document: { ...plain, name: `${plain.name}s` }, valid: false },
    { name: "in a namespace", document: inNamespace(plain), valid: false },
  ];
}

function inNamespace(node: XmlNode): XmlNode {
  return { ...node, attributes: { ...node.attributes, xmlns: "urn:octane" } };
}

/** Elements that are declared, but not as a root. */
function rootCases(): Case[] {
  const roots = PAYLOAD.slots.flatMap(({ options }) => options.map(minimal));
  return roots.map((document) => ({ name: `root ${document.name}`, document, valid: false }));
}
