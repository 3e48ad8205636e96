/**
 * What a workspace knows, by the look-ups of Octane's REST interface: releases, milestones, programs, modules, backlog
 * items, environments.
 *
 * Owns the look-ups and their shape. They are an offer: a server that refuses one leaves its field to be typed.
 */

import type { Catalogue, Choice, ServerAddress } from "./protocol.js";

/** Entries of each kind that are asked for. */
const most = 500;

/** Asks for a collection of the workspace; gives nothing where the server does not list it. */
type LookUp = (collection: string, fields: string) => Promise<readonly Entry[]>;

/** One entry of an answer, of which nothing is sure. */
interface Entry {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly category?: Entry | null;
}

/** The catalogue of the workspace that the session is signed in to. */
export async function readCatalogue(address: ServerAddress): Promise<Catalogue> {
  const lookUp: LookUp = (collection, fields) =>
    entriesOf(address, `${collection}?fields=${fields}&limit=${most}`);
  const choices = async (collection: string) => choicesOf(await lookUp(collection, "id,name"));
  const [releases, milestones, programs, modules, backlogItems, nodes] = await Promise.all([
    choices("releases"),
    choices("milestones"),
    choices("programs"),
    choices("product_areas"),
    choices("work_items"),
    lookUp("taxonomy_nodes", "id,name,category"),
  ]);
  const entities = { releases, milestones, programs, modules, backlogItems };
  return { entities, environment: environmentOf(nodes) };
}

async function entriesOf(address: ServerAddress, query: string): Promise<readonly Entry[]> {
  const { server, sharedSpace, workspace } = address;
  const place = `${server.replace(/\/$/, "")}/api/shared_spaces/${sharedSpace}/workspaces/${workspace}`;
  const options = { headers: { Accept: "application/json" }, redirect: "error" } as const;
  const response = await fetch(`${place}/${query}`, options).catch(() => undefined);
  const answer: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
  const data = (answer as { data?: unknown } | undefined)?.data;
  return Array.isArray(data) ? data : [];
}

/** The entries that have an id. */
export function choicesOf(entries: readonly Entry[]): Choice[] {
  return entries.flatMap(({ id, name }) => {
    const isId = typeof id === "string" || typeof id === "number";
    return isId ? [{ id: String(id), name: String(name ?? "") }] : [];
  });
}

/** The values of each type. A node without a category is a type; one with a category is a value of it. */
export function environmentOf(nodes: readonly Entry[]): Record<string, string[]> {
  const environment: Record<string, string[]> = {};
  for (const { name, category } of nodes) {
    if (typeof category?.name !== "string" || typeof name !== "string") continue;
    environment[category.name] = [...(environment[category.name] ?? []), name];
  }
  return environment;
}
