/** Schema, validation and reading by libxml2: a core for the sandbox that shares no line with ours. */

import { readFileSync } from "node:fs";
import { XmlDocument, type XmlElement, XmlParseError } from "libxml2-wasm";
import type { SandboxCore } from "../../src/sandbox/core.js";
import type { Links, Payload, ReportedRun, TypedValue } from "../../src/sandbox/payload.js";
import { libxml2Oracle, type Oracle } from "./libxml2.js";

const SCHEMA = readFileSync(new URL("../../schema/test-results.xsd", import.meta.url), "utf8");

/** The core. */
export function libxml2Core(): SandboxCore {
  const oracle = libxml2Oracle(SCHEMA);
  return {
    schema: async () => SCHEMA,
    validate: async (bytes) => {
      const { valid, messages } = judge(oracle, new TextDecoder().decode(bytes));
      const diagnostics = messages.map((message) => ({ severity: "error", message, path: "/" }));
      return { valid, diagnostics };
    },
    readPayload: async (bytes) => readPayload(XmlDocument.fromBuffer(bytes)),
  };
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
  return {
    ...(build === null ? {} : { build: readBuild(build) }),
    links: readLinks(document.root),
    runs: runs.map(readRun),
  };
}

function readBuild(build: XmlElement): NonNullable<Payload["build"]> {
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
    duration: Number(given(run, "duration")),
    ...(started === undefined ? {} : { started: Number(started) }),
    links: readLinks(run),
  };
}

function readLinks(owner: XmlElement): Links {
  const ids = (path: string) =>
    owner.find(`${path}/@id`).map(({ content }) => String(BigInt(content.trim())));
  const pairs = (path: string) => (owner.find(path) as XmlElement[]).map(pair);
  const [suite] = ids("suite_ref");
  const [program] = ids("program_ref");
  const [milestone] = ids("milestone_ref");
  const release = readRelease(owner, ids("release_ref"));
  return {
    ...(suite === undefined ? {} : { suite: { id: suite } }),
    ...(program === undefined ? {} : { program }),
    ...(release === undefined ? {} : { release }),
    ...(milestone === undefined ? {} : { milestone }),
    backlogItems: ids("backlog_items/backlog_item_ref"),
    modules: ids("product_areas/product_area_ref"),
    testFields: pairs("test_fields/test_field"),
    environment: pairs("environment/taxonomy"),
  };
}

function readRelease(owner: XmlElement, [id]: string[]): Links["release"] {
  const name = owner.get("release/@name")?.content;
  if (id !== undefined) return { id };
  return name === undefined ? undefined : { name };
}

function pair(node: XmlElement): TypedValue {
  return { type: given(node, "type"), value: given(node, "value") };
}

function given(node: XmlElement, name: string): string {
  return node.attr(name)?.value ?? "";
}
