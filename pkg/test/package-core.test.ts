/** This package's core and libxml2, side by side in the sandbox's service: they judge and read every payload alike. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createSandbox, TRY_USER } from "../src/sandbox/index.js";
import { packageCore } from "../src/sandbox/package-core.js";
import type { Payload, ReportedRun } from "../src/sandbox/payload.js";
import type { Context, Links } from "../src/types.js";
import { allCases } from "./schema/cases.js";
import { bentPayloads, validPayloads } from "./schema/documents.js";
import { write, type XmlNode } from "./schema/xml-tree.js";
import { libxml2Core } from "./support/libxml2-core.js";
import { payload, visitor } from "./support/sandbox-visit.js";

const ours = packageCore();
const theirs = libxml2Core();
const LONG = 120_000;

const bytesOf = (document: XmlNode) => new TextEncoder().encode(write(document));

test(
  "every single-fault document has one verdict",
  async () => {
    const misjudged: string[] = [];
    for (const { name, document, valid } of allCases()) {
      const verdict = await ours.validate(bytesOf(document));
      if (verdict.valid !== valid)
        misjudged.push(`${name}: ${verdict.diagnostics[0]?.message ?? "accepted"}`);
    }
    expect(misjudged).toEqual([]);
  },
  LONG,
);

test.each([
  ["valid", validPayloads()],
  ["bent", bentPayloads()],
])(
  "random %s payloads have one verdict",
  async (_, payloads) => {
    const isAgreed = async (document: XmlNode) => {
      const bytes = bytesOf(document);
      return (await ours.validate(bytes)).valid === (await theirs.validate(bytes)).valid;
    };
    await fc.assert(fc.asyncProperty(payloads, isAgreed), { numRuns: 2000 });
  },
  LONG,
);

test(
  "random valid payloads are read alike",
  async () => {
    const areAlike = async (document: XmlNode) => {
      // The oracle's binding takes U+FEFF at the start of a value for a byte order mark, and drops it.
      fc.pre(!write(document).includes("\uFEFF"));
      const bytes = bytesOf(document);
      expect(plain(await ours.readPayload(bytes))).toEqual(plain(await theirs.readPayload(bytes)));
    };
    await fc.assert(fc.asyncProperty(validPayloads(), areAlike), { numRuns: 1000 });
  },
  LONG,
);

/** The fields that the sandbox reads, whatever else the core knows. */
function plain({ context, runs }: Payload) {
  const { build, ...links } = context as Context;
  const { serverId, jobId, buildId } = build ?? {};
  return { build: { serverId, jobId, buildId }, links: plainLinks(links), runs: runs.map(plainRun) };
}

function plainRun(run: ReportedRun) {
  const { module = "", package: inPackage = "", class: ofClass = "", name, runName, status, duration } = run;
  const links = plainLinks(run.links ?? {});
  return { module, inPackage, ofClass, name, runName, status, duration, started: run.started, links };
}

function plainLinks({ suite, release, ...links }: Links) {
  const {
    program,
    milestone,
    backlogItems = [],
    productAreas = [],
    testFields = [],
    environment = [],
  } = links;
  const ids = [
    suite?.id,
    program,
    milestone,
    release !== undefined && "id" in release ? release.id : undefined,
  ];
  const lists = [backlogItems, productAreas];
  const name = release !== undefined && "name" in release ? release.name : undefined;
  return { ids, lists, name, testFields, environment };
}

test("a sandbox that is told nothing says where a payload is wrong", async () => {
  const visit = visitor(createSandbox());
  await visit.signIn({ user: TRY_USER.user, password: TRY_USER.password });
  const refused = await visit.post("<test_result>\n  <test_runs>\n    <test_run/></test_runs></test_result>");
  const { description, properties } = await refused.json();
  expect([refused.status, description]).toEqual([400, expect.stringContaining("(line 3, column ")]);
  expect(properties.violations.length).toBe(3);
  expect((await visit.post(payload('<release name="_default_"/>'))).status).toBe(202);
  expect(visit.sandbox.runs).toMatchObject([{ name: "a", links: { release: { id: 1101 } } }]);
});
