/**
 * What a workspace knows, by the look-ups of Octane's REST interface: releases, milestones, programs, modules, backlog items.
 *
 * Owns the look-ups and their shape. They are an offer: a server that refuses one leaves its field to be typed.
 */

import type { Catalogue, CatalogueKind, Choice, ServerAddress } from "./protocol.js";

/** The collection behind each kind. */
const collections: Readonly<Partial<Record<CatalogueKind, string>>> = {
  releases: "releases",
  milestones: "milestones",
  programs: "programs",
  modules: "product_areas",
  backlogItems: "work_items",
};

/** Entries of each kind that are asked for. */
const most = 200;

/** The catalogue of the workspace that the session is signed in to. */
export async function readCatalogue(address: ServerAddress): Promise<Catalogue> {
  const kinds = Object.entries(collections) as [CatalogueKind, string][];
  const read = await Promise.all(
    kinds.map(async ([kind, name]) => [kind, await readChoices(address, name)] as const),
  );
  return Object.fromEntries(read.filter(([, choices]) => choices !== undefined));
}

async function readChoices(address: ServerAddress, collection: string): Promise<Choice[] | undefined> {
  const { server, sharedSpace, workspace } = address;
  const place = `${server.replace(/\/$/, "")}/api/shared_spaces/${sharedSpace}/workspaces/${workspace}`;
  const options = { headers: { Accept: "application/json" }, redirect: "error" } as const;
  const response = await fetch(`${place}/${collection}?fields=id,name&limit=${most}`, options).catch(
    () => undefined,
  );
  if (!response?.ok) return undefined;
  return choicesOf(await response.json().catch(() => undefined));
}

/** The entries of an answer; nothing when it is of another shape, such as an outage page's. */
export function choicesOf(answer: unknown): Choice[] | undefined {
  const entries = (answer as { data?: unknown } | undefined)?.data;
  if (!Array.isArray(entries)) return undefined;
  return entries.flatMap((entry: { id?: unknown; name?: unknown } | null) => {
    const id = entry?.id;
    const isId = typeof id === "string" || typeof id === "number";
    return isId ? [{ id: String(id), name: String(entry?.name ?? "") }] : [];
  });
}
