/** Whole payloads at random: valid ones drawn from the grammar, and the same ones with a few faults put in. */

import * as fc from "fast-check";
import { type ElementRule, PAYLOAD, type Slot } from "./grammar.js";
import { anyValue, validValue, xmlText } from "./values.js";
import { element, type XmlNode } from "./xml-tree.js";

/** A document and the elements of it, each with its rule, so that faults can aim. */
interface Drawn {
  root: XmlNode;
}

const FOREIGN = fc.constantFrom<XmlNode>(element("zzz"), element("test_run"), element("step"), element("id"));

/** Payloads that the grammar allows. */
export function validPayloads(): fc.Arbitrary<XmlNode> {
  return nodeOf(PAYLOAD);
}

/** Payloads with one to three changes, most of which the schema refuses. */
export function bentPayloads(): fc.Arbitrary<XmlNode> {
  const faults = fc.array(faultArbitrary(), { minLength: 1, maxLength: 3 });
  return fc.tuple(validPayloads(), faults).map(([root, wanted]) => bend({ root }, wanted));
}

function nodeOf(rule: ElementRule): fc.Arbitrary<XmlNode> {
  const attributes = fc.record(
    Object.fromEntries(rule.attributes.map(({ name, holds }) => [name, validValue(holds)])),
    { requiredKeys: rule.attributes.flatMap(({ name, required }) => (required ? [name] : [])) },
  );
  return fc
    .tuple(attributes, childrenOf(rule))
    .map(([given, children]) => element(rule.name, given as Record<string, string>, children));
}

function childrenOf(rule: ElementRule): fc.Arbitrary<XmlNode["children"]> {
  if (rule.content === "nothing") return fc.constant([]);
  if (rule.content === "slots") {
    return fc.tuple(...rule.slots.map(slotChildren)).map((parts) => parts.flat());
  }
  const text = fc.array(xmlText(1, 20), { maxLength: 2 });
  if (rule.content !== "anything") return text;
  return fc.array(fc.oneof(xmlText(1, 20), FOREIGN), { maxLength: 3 });
}

function slotChildren(slot: Slot): fc.Arbitrary<XmlNode[]> {
  const maxLength = slot.max === "one" ? 1 : 3;
  const ofOption = slot.options.map((rule) =>
    fc.array(nodeOf(rule), { minLength: slot.min, maxLength, size: "max", depthIdentifier: "payload" }),
  );
  return fc.oneof(...ofOption);
}

/** A change of one element; the number picks which. */
interface Fault {
  pick: number;
  apply: (node: XmlNode, rule: ElementRule | undefined) => void;
}

function faultArbitrary(): fc.Arbitrary<Fault> {
  const change = fc.oneof(
    fc.tuple(fc.nat(), fc.nat()).map(swapChildren),
    fc.nat().map(dropChild),
    fc.nat().map(repeatChild),
    fc.nat().map(dropAttribute),
    fc.tuple(fc.nat(), FOREIGN).map(insertChild),
    fc.tuple(fc.nat(), xmlText(1, 3)).map(insertChild),
    fc.constantFrom("zzz", "id", "name", "type", "xml:space").map(addAttribute),
    fc.constantFrom("test_run", "steps", "release", "other").map(rename),
    attributeFault(),
  );
  return fc.record({ pick: fc.nat(), apply: change });
}

type Change = Fault["apply"];

function swapChildren([left, right]: [number, number]): Change {
  return ({ children }) => {
    const [first, second] = [children[left % children.length], children[right % children.length]];
    if (first === undefined || second === undefined) return;
    children.splice(left % children.length, 1, second);
    children.splice(right % children.length, 1, first);
  };
}

function dropChild(at: number): Change {
  return ({ children }) => {
    children.splice(at % Math.max(children.length, 1), 1);
  };
}

function repeatChild(at: number): Change {
  return ({ children }) => {
    const child = children[at % Math.max(children.length, 1)];
    if (child !== undefined) children.push(structuredClone(child));
  };
}

function dropAttribute(at: number): Change {
  return ({ attributes }) => {
    const names = Object.keys(attributes);
    const name = names[at % Math.max(names.length, 1)];
    if (name !== undefined) delete attributes[name];
  };
}

function insertChild([at, child]: [number, XmlNode | string]): Change {
  return ({ children }) => {
    children.splice(at % (children.length + 1), 0, structuredClone(child));
  };
}

function addAttribute(name: string): Change {
  return ({ attributes }) => {
    attributes[name] = "default";
  };
}

function rename(name: string): Change {
  return (node) => {
    node.name = name;
  };
}

/** Sets a declared attribute to a value of any kind, allowed or not. */
function attributeFault(): fc.Arbitrary<Change> {
  const kinds = allRules(PAYLOAD).flatMap(({ attributes }) => attributes.map(({ holds }) => holds));
  const values = fc.constantFrom(...new Set(kinds)).chain(anyValue);
  return fc.tuple(fc.nat(), values).map(
    ([at, value]): Change =>
      ({ attributes }, rule) => {
        const names = rule?.attributes.map(({ name }) => name) ?? Object.keys(attributes);
        const name = names[at % Math.max(names.length, 1)];
        if (name !== undefined) attributes[name] = value;
      },
  );
}

function bend({ root }: Drawn, faults: Fault[]): XmlNode {
  const bent = structuredClone(root);
  for (const { pick, apply } of faults) {
    const nodes = allNodes(bent, PAYLOAD);
    const aim = nodes[pick % nodes.length];
    if (aim !== undefined) apply(aim.node, aim.rule);
  }
  return bent;
}

function allNodes(
  node: XmlNode,
  rule: ElementRule | undefined,
): { node: XmlNode; rule: ElementRule | undefined }[] {
  const inner = node.children.filter(
    (child): child is XmlNode => typeof child === "object" && "name" in child,
  );
  const ruleOf = (name: string) =>
    rule?.slots.flatMap(({ options }) => options).find((option) => option.name === name);
  return [{ node, rule }, ...inner.flatMap((child) => allNodes(child, ruleOf(child.name)))];
}

function allRules(rule: ElementRule): ElementRule[] {
  return [rule, ...rule.slots.flatMap(({ options }) => options.flatMap(allRules))];
}
