/** Schema, validation and reading by libxml2: a core for the sandbox that shares no line with ours. */

import { readFileSync } from "node:fs";
import { XmlDocument, type XmlElement, XmlParseError } from "libxml2-wasm";
import type { SandboxCore } from "../../src/sandbox/core.js";
import type { Payload, ReportedRun } from "../../src/sandbox/payload.js";
import type { Build, Diagnostic, EntityId, Links, Taxonomy, TestField } from "../../src/types.js";
import { libxml2Oracle, type Oracle } from "./libxml2.js";
import { referenceSchema } from "./reference-schema.js";

const SCHEMA = readFileSync(new URL("../../schema/test-results.xsd", import.meta.url), "utf8");

/** The core. */
export function libxml2Core(): SandboxCore {
  const oracle = libxml2Oracle(referenceSchema());
  return {
    schema: async () => SCHEMA,
    validate: async (bytes) => {
      const { valid, messages } = judge(oracle, new TextDecoder().decode(bytes));
      const diagnostics = messages.map((message) => finding(message));
      return { valid, diagnostics };
    },
    readPayload: async (bytes) => readPayload(XmlDocument.fromBuffer(bytes)),
  };
}

function finding(message: string): Diagnostic {
  return { severity: "error", code: "libxml2", message, path: "/" };
}

function judge(oracle: Oracle, text: string) {
  try {
    return oracle.check(text);
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return { valid: false, messages: [error.message] };
  }
}

function readPayload(document: XmlDocument): Payload {
  const build = document.get("/test_result/build") as XmlElement | null;
  const runs = document.find("/test_result/test_runs/*") as XmlElement[];
  const context = { ...(build === null ? {} : { build: readBuild(build) }), ...readLinks(document.root) };
  return { context, runs: runs.map(readRun) };
}

function readBuild(build: XmlElement): Build {
  return {
    serverId: given(build, "server_id"),
    jobId: given(build, "job_id"),
    buildId: given(build, "build_id"),
  };
}

function readRun(run: XmlElement): ReportedRun {
  const runName = run.attr("run_name")?.value;
  const started = run.attr("started")?.value;
  return {
    module: given(run, "module"),
    package: given(run, "package"),
    class: given(run, "class"),
    name: given(run, "name"),
    ...(runName === undefined ? {} : { runName }),
    status: given(run, "status"),
    duration: wholeNumber(given(run, "duration")),
    ...(started === undefined ? {} : { started: wholeNumber(started) }),
    links: readLinks(run),
  };
}

/** Kinds of links that are not there have no entry. */
function readLinks(owner: XmlElement): Links {
  const ids = (path: string) => owner.find(`${path}/@id`).map(({ content }) => entityId(content));
  const pairs = <T>(path: string) => (owner.find(path) as XmlElement[]).map((node) => pair(node) as T);
  const [suite] = ids("suite_ref");
  const all = {
    suite: suite === undefined ? undefined : { id: suite },
    program: ids("program_ref")[0],
    release: readRelease(owner, ids("release_ref")),
    milestone: ids("milestone_ref")[0],
    backlogItems: ids("backlog_items/backlog_item_ref"),
    productAreas: ids("product_areas/product_area_ref"),
    testFields: pairs<TestField>("test_fields/test_field"),
    environment: pairs<Taxonomy>("environment/taxonomy"),
  };
  const isThere = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isThere(value)));
}

function readRelease(owner: XmlElement, [id]: EntityId[]): Links["release"] {
  const name = owner.get("release/@name")?.content;
  if (id !== undefined) return { id };
  return name === undefined ? undefined : { name };
}

function pair(node: XmlElement): { type: string; value: string } {
  return { type: given(node, "type"), value: given(node, "value") };
}

/** A number, or a text where no number can hold it. */
function entityId(text: string): EntityId {
  const id = BigInt(text.trim().replace("+", ""));
  return BigInt.asIntN(54, id) === id && id !== -(2n ** 53n) ? Number(id) : String(id);
}

/** By way of a BigInt, which knows no minus zero; a plus sign is not for it. */
function wholeNumber(text: string): number {
  return Number(BigInt(text.trim().replace("+", "")));
}

function given(node: XmlElement, name: string): string {
  return node.attr(name)?.value ?? "";
}
