/**
 * What a workspace knows, by the look-ups of Octane's REST interface: releases, milestones, programs, modules, backlog
 * items, environments.
 *
 * Owns the look-ups and their shape. They are an offer: a server that refuses one leaves its field to be typed.
 */

import type { FetchFunction } from "octane-payload";
import type { Catalogue, Choice, ServerAddress } from "./protocol.js";

/** Which workspace, and where. */
type Place = Pick<ServerAddress, "server" | "sharedSpace" | "workspace">;

/** Entries of each kind that are asked for. */
const most = 500;

/** How long one look-up may take, in milliseconds. */
const patience = 15_000;

/** Asks for a collection of the workspace; gives nothing where the server does not list it. */
type LookUp = (collection: string, fields: string) => Promise<readonly Entry[]>;

/** One entry of an answer, of which nothing is sure. */
interface Entry {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly category?: Entry | null;
}

/** The catalogue of the workspace that the session is signed in to. */
export async function readCatalogue(place: Place, fetch: FetchFunction): Promise<Catalogue> {
  const lookUp: LookUp = (collection, fields) =>
    entriesOf(place, `${collection}?fields=${fields}&limit=${most}`, fetch);
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

async function entriesOf(place: Place, query: string, fetch: FetchFunction): Promise<readonly Entry[]> {
  const { server, sharedSpace, workspace } = place;
  const base = `${server.replace(/\/$/, "")}/api/shared_spaces/${sharedSpace}/workspaces/${workspace}`;
  const answer = await asked(`${base}/${query}`, fetch).catch(() => undefined);
  const data = (answer as { data?: unknown } | undefined)?.data;
  return Array.isArray(data) ? data : [];
}

async function asked(url: string, fetch: FetchFunction): Promise<unknown> {
  const response = await fetch(url, {
    method: "GET",
    headers: [["Accept", "application/json"]],
    redirect: "manual",
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  if (response.status !== 200) return undefined;
  return JSON.parse(new TextDecoder().decode(await response.arrayBuffer()));
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
