/**
 * Lists of the workspace's entities: `GET …/releases?fields=id,name&query="name='*x*'"&offset=0&limit=50`.
 *
 * Of the query language only one equality, with `*` for any text, is understood: what the vendor's own tests use.
 */

import { type Context, Hono } from "hono";
import { json, refuse } from "./answers.js";
import type { Catalogue, Entity } from "./catalogue.js";
import type { Runs, SandboxRun } from "./runs.js";

const DEFAULT_LIMIT = 1000;
/** Collections whose names the reference does not have. */
const UNVERIFIED_COLLECTIONS = new Set(["test_suites", "ci_builds"]);
const QUERY = /^"?\(?\s*(?<field>\w+)\s*(?:=|EQ)\s*(?:'(?<text>[^']*)'|(?<number>\d+))\s*\)?"?$/u;

/** The look-ups of a workspace, relative to its path. */
export function lookUps(catalogue: Catalogue, runs: Runs): Hono {
  const app = new Hono();
  for (const [name, entities] of Object.entries(collections(catalogue, runs))) {
    app.get(`/${name}`, (context) => list(context, name, entities()));
  }
  return app;
}

function collections(catalogue: Catalogue, runs: Runs): Record<string, () => Entity[]> {
  return {
    releases: () => catalogue.releases,
    milestones: () => catalogue.milestones,
    programs: () => catalogue.programs,
    product_areas: () => catalogue.productAreas,
    work_items: () => catalogue.workItems,
    test_suites: () => catalogue.testSuites,
    ci_builds: () => catalogue.builds.map(buildEntity),
    taxonomy_nodes: () => taxonomyNodes(catalogue),
    list_nodes: () => listNodes(catalogue),
    runs: () => runs.all().map((run) => runEntity(run, catalogue)),
  };
}

function list(context: Context, name: string, entities: Entity[]): Response {
  const matches = matcher(context.req.query("query"));
  if (matches === undefined) {
    const description = "the sandbox understands queries of the form \"name='*x*'\" only";
    return refuse(context, { status: 400, code: "platform.invalid_query", description }, ["queries"]);
  }
  const offset = wholeNumber(context.req.query("offset") ?? "0");
  const limit = wholeNumber(context.req.query("limit") ?? String(DEFAULT_LIMIT));
  if (offset === undefined || limit === undefined) {
    const description = "offset and limit are whole numbers";
    return refuse(context, { status: 400, code: "platform.invalid_page", description }, ["pages of lists"]);
  }
  const found = entities.filter(matches);
  const fields = context.req.query("fields")?.split(",");
  const data = found.slice(offset, offset + limit).map((entity) => pick(entity, fields));
  const unverified = UNVERIFIED_COLLECTIONS.has(name)
    ? ["name of the collection", "its fields"]
    : ["ids as text"];
  return json({ total_count: found.length, data }, 200, unverified);
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Whether an entity is asked for; undefined where the query is not understood. */
function matcher(query: string | undefined): ((entity: Entity) => boolean) | undefined {
  if (query === undefined) return () => true;
  const { field, text, number } = QUERY.exec(query)?.groups ?? {};
  if (field === undefined) return undefined;
  const wanted = (text ?? number ?? "").split("*");
  return (entity) => hasParts(String(entity[field] ?? ""), wanted);
}

/** Whether the value is these parts with any text between them. */
function hasParts(value: string, parts: string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return value === first;
  if (!value.startsWith(first) || !value.slice(first.length).endsWith(last)) return false;
  let rest = value.slice(first.length, value.length - last.length);
  return parts.slice(1, -1).every((part) => {
    const at = rest.indexOf(part);
    rest = rest.slice(at + part.length);
    return at >= 0;
  });
}

function pick(entity: Entity, fields: string[] | undefined): Record<string, unknown> {
  if (fields === undefined) return entity;
  const wanted = new Set(["id", "type", ...fields.map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(entity).filter(([name]) => wanted.has(name)));
}

function buildEntity({ serverId, jobId, buildId }: Catalogue["builds"][number], index: number): Entity {
  return {
    id: String(1701 + index),
    type: "ci_build",
    name: buildId,
    ci_server: { type: "ci_server", instance_id: serverId },
    ci_job: { type: "ci_job", ci_id: jobId },
  };
}

/** A tree of two levels: the type of an environment, and its values. */
function taxonomyNodes({ taxonomies }: Catalogue): Entity[] {
  return Object.entries(taxonomies).flatMap(([category, values], index) => {
    const id = String(1801 + 100 * index);
    const parent = { type: "taxonomy_category_node", id, name: category };
    const items = values.map((name, offset) => ({
      id: String(Number(id) + 1 + offset),
      type: "taxonomy_item_node",
      name,
      category: parent,
    }));
    return [{ ...parent, category: null }, ...items];
  });
}

function listNodes({ testFields }: Catalogue): Entity[] {
  return Object.entries(testFields).flatMap(([field, values], index) =>
    values.map((name, offset) => ({
      id: String(4001 + 100 * index + offset),
      type: "list_node",
      name,
      list_root: { type: "list_node", name: field },
    })),
  );
}

function runEntity({ links, ...run }: SandboxRun, { releases }: Catalogue): Entity {
  const { release, environment = [] } = links;
  const isIts = ({ id }: Entity) => release !== undefined && "id" in release && id === String(release.id);
  return {
    id: run.id,
    type: "run_automated",
    name: run.runName ?? run.name,
    native_status: run.status,
    duration: run.duration,
    release: releases.find(isIts) ?? null,
    taxonomies: {
      data: environment.map(({ type, value }) => ({
        type: "taxonomy_item_node",
        name: value,
        category: type,
      })),
    },
  };
}
