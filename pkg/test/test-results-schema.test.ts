/** The bundled schema against the one that servers hand out, document by document, judged by libxml2. */

import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { describe, expect, test } from "vitest";
import { allCases, type Case } from "./schema/cases.js";
import { bentPayloads, validPayloads } from "./schema/documents.js";
import { type Mutant, mutantsOf } from "./schema/mutants.js";
import { write, type XmlNode } from "./schema/xml-tree.js";
import { libxml2Oracle, type Oracle } from "./support/libxml2.js";
import { sharedText } from "./support/shared.js";

const BUNDLED = readFileSync(new URL("../schema/test-results.xsd", import.meta.url), "utf8");
const SERVER = sharedText("octane/xsd/test-results-2025-04.xsd");
const ABSENT = "left out: ../shared/octane/xsd/test-results-2025-04.xsd is absent";

/** Thousands of documents and a thousand schemas take seconds on a quiet machine, and longer beside other work. */
const LONG = 120_000;

const bundled = libxml2Oracle(BUNDLED);
const server = SERVER === undefined ? undefined : libxml2Oracle(SERVER);
const cases = allCases();

describe("the bundled schema", () => {
  test("gives every single-fault document the verdict that the reference gives it", () => {
    expect(misjudged(bundled)).toEqual([]);
    expect(cases.length).toBeGreaterThan(3000);
    expect(cases.filter(({ valid }) => valid).length).toBeGreaterThan(1000);
  });

  test(
    "accepts payloads drawn from the reference at random",
    async () => {
      await fc.assert(
        fc.property(validPayloads(), (payload) => bundled.check(write(payload)).valid),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  test(
    "differs from each of its mutants on some document, so no declaration goes unseen",
    () => {
      const mutants = mutantsOf(BUNDLED);
      const judged = judgedDocuments();
      const unseen = mutants.filter((mutant) => !isSeen(mutant, judged)).map(({ name }) => name);
      for (const { document } of judged) document.dispose();
      expect(mutants.length).toBeGreaterThan(1000);
      expect(unseen).toEqual([]);
    },
    LONG,
  );
});

describe("beside the schema of a server", () => {
  if (server === undefined) {
    test(ABSENT, () => expect(SERVER).toBeUndefined());
    return;
  }

  test("the server's schema, too, gives every single-fault document that verdict", () => {
    expect(misjudged(server)).toEqual([]);
  });

  test(
    "both accept the same random payloads",
    async () => {
      const tally = await compare(server, validPayloads());
      expect(tally.accepted).toBe(tally.all);
    },
    LONG,
  );

  test(
    "both refuse the same bent payloads",
    async () => {
      const tally = await compare(server, bentPayloads());
      expect(tally.all - tally.accepted).toBeGreaterThan(4000);
    },
    LONG,
  );

  test("both give the same defaults", () => {
    expect(defaults(BUNDLED)).toEqual(defaults(SERVER ?? ""));
  });
});

function misjudged(oracle: Oracle): string[] {
  return cases.flatMap(({ name, document, valid }) => {
    const verdict = oracle.check(write(document));
    return verdict.valid === valid ? [] : [`${name}: ${valid ? "refused" : "accepted"} ${verdict.messages}`];
  });
}

/** Draws documents, demands one verdict of both schemas, and counts. */
async function compare(
  other: Oracle,
  payloads: fc.Arbitrary<XmlNode>,
): Promise<{ all: number; accepted: number }> {
  const tally = { all: 0, accepted: 0 };
  const property = fc.property(payloads, (payload) => {
    const text = write(payload);
    const ours = bundled.check(text);
    tally.all += 1;
    tally.accepted += ours.valid ? 1 : 0;
    expect({ ours, text }).toMatchObject({ ours: { valid: other.check(text).valid } });
  });
  await fc.assert(property, { numRuns: 6000 });
  return tally;
}

interface Judged {
  text: string;
  document: XmlDocument;
  valid: boolean;
}

function judgedDocuments(): Judged[] {
  return cases.map(({ document, valid }: Case) => {
    const text = write(document);
    return { text, document: XmlDocument.fromString(text), valid };
  });
}

function isSeen(mutant: Mutant, judged: Judged[]): boolean {
  const oracle = libxml2Oracle(mutant.schema);
  const differs = ({ document, valid }: Judged) => oracle.check(document).valid !== valid;
  const isNear = ({ text }: Judged) => text.includes(mutant.declares);
  try {
    return (
      judged.some((one) => isNear(one) && differs(one)) || judged.some((one) => !isNear(one) && differs(one))
    );
  } finally {
    oracle.dispose();
  }
}

function defaults(schema: string): string[] {
  const document = XmlDocument.fromString(schema);
  const found = document.find("//*[@default or @fixed]/@*").map(({ content }) => content);
  document.dispose();
  return found.toSorted();
}
