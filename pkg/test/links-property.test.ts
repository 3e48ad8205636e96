/**
 * What is written means the same under every rule that a server may have, and is what the policy said: payloads with links
 * on both levels, settled under every policy, and read again by a small model that shares nothing with the code under test.
 */
import { XMLParser } from "fast-xml-parser";
import { expect, test } from "vitest";
import { type LinkKind, type LinkPolicy, resolveLinks } from "../src/index.js";
import { dice, type Roll } from "./support/dice.js";

/** The kinds as elements, and how a roll of the dice writes one. */
const KINDS: Record<LinkKind, { elements: string[]; write(roll: Roll): string }> = {
  suite: { elements: ["suite_ref"], write: (roll) => `<suite_ref id="${roll(3)}"/>` },
  program: { elements: ["program_ref"], write: (roll) => `<program_ref id="${roll(3)}"/>` },
  release: {
    elements: ["release_ref", "release"],
    write: (roll) => (roll(2) ? `<release_ref id="${roll(2)}"/>` : `<release name="r${roll(2)}"/>`),
  },
  milestone: { elements: ["milestone_ref"], write: (roll) => `<milestone_ref id="${roll(3)}"/>` },
  backlogItems: {
    elements: ["backlog_items"],
    write: (roll) => list(roll, "backlog_items", () => `<backlog_item_ref id="${roll(3)}"/>`),
  },
  productAreas: {
    elements: ["product_areas"],
    write: (roll) => list(roll, "product_areas", () => `<product_area_ref id="${roll(3)}"/>`),
  },
  testFields: {
    elements: ["test_fields"],
    write: (roll) => list(roll, "test_fields", () => `<test_field type="Framework" value="f${roll(3)}"/>`),
  },
  environment: {
    elements: ["environment"],
    write: (roll) => list(roll, "environment", () => `<taxonomy type="t${roll(2)}" value="v${roll(2)}"/>`),
  },
};

const NAMES = Object.keys(KINDS) as LinkKind[];
const MULTI: readonly LinkKind[] = ["backlogItems", "productAreas", "testFields", "environment"];
const POLICIES: readonly LinkPolicy[] = ["run-wins", "report-wins", "unite"];

type Links = Record<string, string[]>;
type Node = Record<string, unknown>;

function list(roll: Roll, name: string, item: () => string): string {
  return `<${name}>${Array.from({ length: roll(3) }, item).join("")}</${name}>`;
}

const links = (roll: Roll) => NAMES.map((kind) => (roll(2) ? KINDS[kind].write(roll) : "")).join("");

const PARSER = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "" });

/** Name, attributes and children of a node as the parser has it. */
function opened(node: Node): { name: string; attributes: string; children: Node[] } {
  const name = Object.keys(node).find((key) => key !== ":@") ?? "";
  return { name, attributes: JSON.stringify(node[":@"] ?? {}), children: (node[name] ?? []) as Node[] };
}

/** The links among the children, by kind, each value in words. */
function linksOf(children: Node[]): Links {
  const found: Links = {};
  for (const child of children.map(opened)) {
    const kind = NAMES.find((kind) => KINDS[kind].elements.includes(child.name));
    if (kind === undefined) continue;
    const items = MULTI.includes(kind) ? child.children.map(opened) : [child];
    const values = items.map(({ name, attributes }) => `${name} ${attributes}`);
    if (values.length > 0) found[kind] = [...new Set(values)].sort();
  }
  return found;
}

interface Document {
  report: Links;
  runs: Map<string, Links>;
}

function read(document: string): Document {
  const root = (PARSER.parse(document) as Node[]).map(opened).find(({ name }) => name === "test_result");
  const children = root?.children ?? [];
  const runs = children.map(opened).find(({ name }) => name === "test_runs")?.children ?? [];
  const named = runs.map(opened).map(({ attributes, children }) => {
    const { name } = JSON.parse(attributes) as { name: string };
    return [name, linksOf(children)] as const;
  });
  return { report: linksOf(children), runs: new Map(named) };
}

/** What a server makes of both levels: the three rules that it may have. */
const SERVERS: Record<string, (report?: string[], run?: string[]) => string[] | undefined> = {
  "run-wins": (report, run) => run ?? report,
  "report-wins": (report, run) => report ?? run,
  unite: (report, run) => (report || run) && [...new Set([...(report ?? []), ...(run ?? [])])].sort(),
};

function effective(report: Links, run: Links, rule: (kind: LinkKind) => string): Links {
  const each = NAMES.map((kind) => [kind, SERVERS[rule(kind)]?.(report[kind], run[kind])] as const);
  return Object.fromEntries(each.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, value]])));
}

/** What the policy promises: for single values to unite is that the run wins. */
const promise = (policy: LinkPolicy) => (kind: LinkKind) =>
  policy === "unite" && !MULTI.includes(kind) ? "run-wins" : policy;

test("10,000 payloads mean the same to every server, and what the policy said", {
  timeout: 300_000,
}, async () => {
  const roll = dice(20260102);
  for (let index = 0; index < 10_000; index += 1) {
    const isGherkin = roll(10) === 0;
    const runs = Array.from({ length: 1 + roll(4) }, (_, run) =>
      isGherkin
        ? `<gherkin_test_run name="r${run}" duration="1" status="Passed">${links(roll)}<feature name="f" path="p" tag="" started="1"><file/></feature></gherkin_test_run>`
        : `<test_run name="r${run}" duration="1" status="Passed">${links(roll)}</test_run>`,
    );
    const document = `<test_result>${links(roll)}<test_runs>${runs.join("")}</test_runs></test_result>`;
    const linkPolicy = POLICIES[index % POLICIES.length] as LinkPolicy;
    const before = read(document);
    const { parts } = await resolveLinks(document, { linkPolicy });
    const seen = new Set<string>();
    for (const part of parts) {
      expect(part.valid, document).toBe(true);
      const after = read(new TextDecoder().decode(part.bytes));
      for (const [name, run] of after.runs) {
        seen.add(name);
        const promised = effective(before.report, before.runs.get(name) ?? {}, promise(linkPolicy));
        for (const server of Object.keys(SERVERS)) {
          const said = `${server} reads ${document} under ${linkPolicy}`;
          expect(
            effective(after.report, run, () => server),
            said,
          ).toEqual(promised);
        }
        for (const kind of NAMES) expect(after.report[kind] && run[kind], document).toBeUndefined();
      }
    }
    expect(seen.size, document).toBe(runs.length);
  }
});
