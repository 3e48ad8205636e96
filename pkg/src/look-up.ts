/**
 * Entities of the workspace by a part of their names, by the look-ups of Octane's REST interface:
 * `GET …/releases?fields=id,name&query="name='*x*'"&offset=0&limit=20`.
 *
 * Owns what is asked and what is made of the answers; who asks is the caller's. Of the query language only that one form is
 * documented; what it cannot ask for, such as the values of one type of environment, is picked out of the answers.
 */

/** The kinds of thing in a workspace that are looked up. */
export type LookUpKind =
  | "releases"
  | "milestones"
  | "programs"
  | "modules"
  | "backlogItems"
  | "suites"
  | "testFieldValues"
  | "environmentTypes"
  | "environmentValues";

/** What is looked up. */
export interface LookUpRequest {
  /** Among which things. */
  readonly kind: LookUpKind;
  /** Whose values are meant: a test field, or a type of environment. Default: none is. */
  readonly of?: string | undefined;
  /** A part of the name, of which 100 characters count; empty where any will do. */
  readonly typed: string;
}

/** A thing in the workspace. */
export interface Choice {
  /** As the server knows it. */
  readonly id: string;
  /** As its users know it; empty where the server says none. */
  readonly name: string;
  /** The list that a value of a test field is in, where that may be another field's. Default: there is no doubt. */
  readonly list?: string;
}

/** What fits. */
export interface Choices {
  /** The first 20 at most, in the server's order. */
  readonly choices: readonly Choice[];
  /** How many fit in all; absent where not everything was seen. */
  readonly total?: number;
}

/** One entry of an answer, of which nothing is sure. */
export interface Entry {
  /** Text or a number. */
  readonly id?: unknown;
  /** Text. */
  readonly name?: unknown;
  /** Of a node of the taxonomy: the type that it is a value of. */
  readonly category?: Entry | null;
  /** Of a node of a list: the list. */
  readonly list_root?: Entry | null;
}

/** One page of an answer. */
export interface EntryPage {
  /** In the server's order. */
  readonly entries: readonly Entry[];
  /** Entries of all pages. */
  readonly total: number;
}

/** Asks the server for a page, by the collection and its query: what stands behind the workspace in the address. */
export type ReadPage = (query: string) => Promise<EntryPage>;

/** Choices that are offered at a time. */
const MOST = 20;

/** Where answers are picked from: entries of a page, and pages at most. */
const PICKING = { limit: 200, pages: 5 };

/** Characters of the typed text that are asked for. */
const LONGEST_TEXT = 100;

const PLAIN: Readonly<Partial<Record<LookUpKind, string>>> = {
  releases: "releases",
  milestones: "milestones",
  programs: "programs",
  modules: "product_areas",
  backlogItems: "work_items",
  suites: "test_suites",
};

/** Looks up what fits. */
export async function lookUpBy(read: ReadPage, { kind, of = "", typed }: LookUpRequest): Promise<Choices> {
  const ask = (collection: string, fields: string, offset: number, limit: number) =>
    read(`${collection}?fields=${fields}${queryOf(typed)}&offset=${offset}&limit=${limit}`);
  const collection = PLAIN[kind];
  if (collection !== undefined) {
    const { entries, total } = await ask(collection, "id,name", 0, MOST);
    return { choices: choicesOf(entries), total };
  }
  if (kind === "testFieldValues")
    return picked(
      (offset, limit) => ask("list_nodes", "id,name,list_root", offset, limit),
      (entries) => valuesOfField(entries, of),
    );
  return picked(
    (offset, limit) => ask("taxonomy_nodes", "id,name,category", offset, limit),
    (entries) => environment(entries, kind, of),
  );
}

/** The page that an answer is, as text; undefined where it is no list. */
export function pageOf(text: string): EntryPage | undefined {
  const { data, total_count: total } = JSON.parse(text) as { data?: Entry[]; total_count?: unknown };
  if (!Array.isArray(data)) return undefined;
  return { entries: data, total: typeof total === "number" ? total : data.length };
}

/** Reads on until there are enough that fit, or no more, or too many that do not. */
async function picked(
  read: (offset: number, limit: number) => Promise<EntryPage>,
  pick: (entries: readonly Entry[]) => Choice[],
): Promise<Choices> {
  const { limit, pages } = PICKING;
  const entries: Entry[] = [];
  let total = Number.POSITIVE_INFINITY;
  for (let page = 0; page < pages && entries.length < total && pick(entries).length <= MOST; page += 1) {
    const next = await read(page * limit, limit);
    entries.push(...next.entries);
    total = next.entries.length < limit ? entries.length : next.total;
  }
  const choices = pick(entries);
  const isAll = entries.length >= total;
  return { choices: choices.slice(0, MOST), ...(isAll && { total: choices.length }) };
}

/**
 * The query for a part of a name. What is not a letter, a digit or harmless stands for any text: how such characters are
 * written in a query is not documented, and so nothing that is typed can end the query's quotes.
 */
export function queryOf(typed: string): string {
  const text = [...typed.trim()].slice(0, LONGEST_TEXT).join("");
  if (text === "") return "";
  const pattern = `*${text}*`.replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, "*");
  return `&query=${encodeURIComponent(`"name='${pattern}'"`)}`;
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
