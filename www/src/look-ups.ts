/**
 * Entities of the workspace by a part of their names, by the look-ups of Octane's REST interface:
 * `GET …/releases?fields=id,name&query="name='*x*'"&offset=0&limit=20`.
 *
 * Owns the requests and what is made of their answers. Of the query language only that one form is documented; what it cannot
 * ask for, such as the values of one type of environment, is picked out of the answers. Runs in the worker.
 */

import type { FetchFunction } from "octane-payload";
import type { Choice, LookUpAnswer, LookUpKind, LookUpRequest, ServerAddress } from "./protocol.js";

/** Which workspace, and where. */
export type Place = Pick<ServerAddress, "server" | "sharedSpace" | "workspace">;

/** Choices that are offered at a time. */
export const most = 20;

/** Where answers are picked from: entries of a page, and pages at most. */
const picking = { limit: 200, pages: 5 };

/** How long one look-up may take, in milliseconds. */
const patience = 15_000;

/** Characters of the typed text that are asked for. */
const longestText = 100;

/** One entry of an answer, of which nothing is sure. */
export interface Entry {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly category?: Entry | null;
  readonly list_root?: Entry | null;
}

/** One page of an answer. */
interface EntryPage {
  readonly entries: readonly Entry[];
  readonly total: number;
}

const plain: Readonly<Partial<Record<LookUpKind, string>>> = {
  releases: "releases",
  milestones: "milestones",
  programs: "programs",
  modules: "product_areas",
  backlogItems: "work_items",
  suites: "test_suites",
};

/** An answer that is no list. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answered ${status} to a look-up`);
    this.status = status;
  }
}

/** Looks up what fits; a server that refuses or cannot be reached is told, and leaves the field to be typed. */
export async function lookUp(
  place: Place,
  request: LookUpRequest,
  fetch: FetchFunction,
  stop: AbortSignal,
): Promise<LookUpAnswer> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
  const read: ReadPage = (collection, fields, { offset, limit }) => {
    const query = queryOf(request.typed);
    const path = `${collection}?fields=${fields}${query}&offset=${offset}&limit=${limit}`;
    return pageOf(`${baseOf(place)}/${path}`, fetch, signal);
  };
  try {
    return await answered(request, read);
  } catch (error) {
    if (stop.aborted) throw error;
    return { refused: error instanceof Refusal ? error.status : "unreachable" };
  }
}

type ReadPage = (
  collection: string,
  fields: string,
  part: { readonly offset: number; readonly limit: number },
) => Promise<EntryPage>;

async function answered({ kind, of = "" }: LookUpRequest, read: ReadPage): Promise<LookUpAnswer> {
  const collection = plain[kind];
  if (collection !== undefined) {
    const { entries, total } = await read(collection, "id,name", { offset: 0, limit: most });
    return { choices: choicesOf(entries), total };
  }
  const [nodes, pick] =
    kind === "testFieldValues"
      ? (["list_nodes?list_root", (entries: readonly Entry[]) => valuesOfField(entries, of)] as const)
      : (["taxonomy_nodes?category", (entries: readonly Entry[]) => environment(entries, kind, of)] as const);
  return picked(nodes.split("?"), pick, read);
}

/** Reads on until there are enough that fit, or no more, or too many that do not. */
async function picked(
  [collection = "", link = ""]: readonly string[],
  pick: (entries: readonly Entry[]) => Choice[],
  read: ReadPage,
): Promise<LookUpAnswer> {
  const { limit, pages } = picking;
  const entries: Entry[] = [];
  let total = Number.POSITIVE_INFINITY;
  for (let page = 0; page < pages && entries.length < total && pick(entries).length <= most; page += 1) {
    const next = await read(collection, `id,name,${link}`, { offset: page * limit, limit });
    entries.push(...next.entries);
    total = next.entries.length < limit ? entries.length : next.total;
  }
  const choices = pick(entries);
  const isAll = entries.length >= total;
  return { choices: choices.slice(0, most), ...(isAll && { total: choices.length }) };
}

/**
 * The query for a part of a name. What is not a letter, a digit or harmless stands for any text: how such characters are
 * written in a query is not documented, and so nothing that is typed can end the query's quotes.
 */
export function queryOf(typed: string): string {
  const text = [...typed.trim()].slice(0, longestText).join("");
  if (text === "") return "";
  const pattern = `*${text}*`.replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, "*");
  return `&query=${encodeURIComponent(`"name='${pattern}'"`)}`;
}

function baseOf({ server, sharedSpace, workspace }: Place): string {
  return `${server.replace(/\/$/, "")}/api/shared_spaces/${sharedSpace}/workspaces/${workspace}`;
}

async function pageOf(url: string, fetch: FetchFunction, signal: AbortSignal): Promise<EntryPage> {
  const response = await fetch(url, {
    method: "GET",
    headers: [["Accept", "application/json"]],
    redirect: "manual",
    credentials: "same-origin",
    cache: "no-store",
    signal,
  });
  if (response.status !== 200) throw new Refusal(response.status);
  const said: unknown = JSON.parse(new TextDecoder().decode(await response.arrayBuffer()));
  const { data, total_count: total } = said as { data?: unknown; total_count?: unknown };
  if (!Array.isArray(data)) throw new Refusal(response.status);
  return { entries: data, total: typeof total === "number" ? total : data.length };
}

/** The entries that have an id. */
export function choicesOf(entries: readonly Entry[]): Choice[] {
  return entries.flatMap(({ id, name }) => {
    const isId = typeof id === "string" || typeof id === "number";
    return isId ? [{ id: String(id), name: String(name ?? "") }] : [];
  });
}

/** A node without a category is a type of environment; one with a category is a value of it. */
function environment(nodes: readonly Entry[], kind: LookUpKind, of: string): Choice[] {
  const isType = kind === "environmentTypes";
  const fits = ({ category }: Entry) => (category ? !isType && (category.name ?? of) === of : isType);
  return choicesOf(nodes.filter(fits));
}

/** The values of a field. What its list is called is not documented: where none is called like it, all are offered with their lists. */
export function valuesOfField(nodes: readonly Entry[], field: string): Choice[] {
  const isNamed = ({ list_root: root }: Entry) => lettersOf(String(root?.name ?? "")) === lettersOf(field);
  const named = nodes.filter(isNamed);
  if (named.length > 0) return choicesOf(named);
  return nodes.flatMap((node) => {
    const list = node.list_root?.name;
    return choicesOf([node]).map((choice) => ({ ...choice, ...(typeof list === "string" && { list }) }));
  });
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
