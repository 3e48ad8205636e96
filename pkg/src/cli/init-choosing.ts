/** The questions of `init` where a server can be asked: things of the workspace are found by a part of their names. */

import type { OctaneClient } from "../index.js";
import type { Choices, LookUpKind, LookUpRequest } from "../look-up.js";
import { isOctaneError } from "../octane-error.js";
import type { Context, Taxonomy, TestField } from "../types.js";
import type { Surroundings } from "./act.js";
import { askChoice, askText } from "./prompts.js";
import { printable } from "./tables.js";

/** Finds what fits a part of a name. */
type Find = (request: LookUpRequest) => Promise<Choices>;

/** Asks for what there is to link; an empty answer is none. */
export async function chosenContext(client: OctaneClient, surroundings: Surroundings): Promise<Context> {
  const find = finder(client, surroundings);
  const release = await releaseOf(find);
  const milestone = await thing(find, "milestones", "Milestone");
  const productAreas = await several((what) => thing(find, "modules", what), "Application module");
  const backlogItems = await several((what) => thing(find, "backlogItems", what), "Backlog item");
  const testFields = await testFieldsOf(find);
  const environment = await several((what) => pair(find, what), "Environment");
  return {
    ...(release && { release }),
    ...(milestone !== undefined && { milestone }),
    ...(productAreas.length > 0 && { productAreas }),
    ...(backlogItems.length > 0 && { backlogItems }),
    ...(testFields.length > 0 && { testFields }),
    ...(environment.length > 0 && { environment }),
  };
}

/** A look-up that fails is told, and finds nothing: ids can be typed all the same. */
function finder(client: OctaneClient, { terminal, signal }: Surroundings): Find {
  return async (request) => {
    try {
      return await client.lookUp(request, { signal });
    } catch (error) {
      if (signal.aborted || !isOctaneError(error)) throw error;
      terminal.err.line(`warning: ${printable(error.message)}`);
      return { choices: [] };
    }
  };
}

async function releaseOf(find: Find): Promise<Context["release"]> {
  const kind = await askChoice("To which release do the runs belong?", [
    { value: "none", label: "none, or what the reports say" },
    { value: "default", label: "the workspace's default release" },
    { value: "one", label: "one of the workspace" },
  ]);
  if (kind === "default") return { name: "_default_" };
  const id = kind === "one" ? await thing(find, "releases", "Release") : undefined;
  return id === undefined ? undefined : { id };
}

const AGAIN = "again";

/** One thing, by its id. */
async function thing(find: Find, kind: LookUpKind, what: string): Promise<string | undefined> {
  return found(find, { kind }, what, {
    hint: "a part of the name, or an id; none",
    typedFits: isId,
    by: "id",
  });
}

/** What is looked for, and what becomes of it. */
interface Search {
  /** What stands where nothing is typed yet. */
  hint: string;
  /** Whether what is typed may be taken as it is. */
  typedFits: (typed: string) => boolean;
  /** What of the thing is the answer. */
  by: "id" | "name";
}

/** Looks up what is typed until one of the choices is taken; undefined where nothing is typed. */
async function found(
  find: Find,
  request: Omit<LookUpRequest, "typed">,
  what: string,
  { hint, typedFits, by }: Search,
): Promise<string | undefined> {
  for (let question = what; ; ) {
    const typed = await askText(question, () => undefined, hint);
    if (typed === undefined) return undefined;
    const { choices, total } = await find({ ...request, typed });
    const own = typedFits(typed) && !choices.some((choice) => choice[by] === typed);
    question = `Nothing fits "${printable(typed)}". ${what}`;
    if (choices.length === 0 && !own) continue;
    const more = total === undefined || total > choices.length ? `: the first ${choices.length}` : "";
    const taken = await askChoice(`${what}${more}`, [
      ...choices.map((choice) => ({ value: `=${choice[by]}`, label: labelOf(choice) })),
      ...(own ? [{ value: `=${typed}`, label: `${printable(typed)}, as typed` }] : []),
      { value: AGAIN, label: "search again" },
    ]);
    if (taken !== AGAIN) return taken.slice(1);
    question = what;
  }
}

function labelOf({ id, name, list }: Choices["choices"][number]): string {
  return `${printable(name)} (${list === undefined ? id : printable(list)})`;
}

function isId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

/** Asks for one more until there is no more. */
async function several<T>(ask: (what: string) => Promise<T | undefined>, what: string): Promise<T[]> {
  const all: T[] = [];
  const another = `Another ${what.toLowerCase()}`;
  for (let one = await ask(what); one !== undefined; one = await ask(another)) all.push(one);
  return all;
}

const FIELDS = ["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"] as const;

/** The values stand in lists of the workspace; a field without any is not asked for. */
async function testFieldsOf(find: Find): Promise<TestField[]> {
  const fields: TestField[] = [];
  for (const type of FIELDS) {
    const { choices } = await find({ kind: "testFieldValues", of: type, typed: "" });
    if (choices.length === 0) continue;
    const taken = await askChoice(type, [
      { value: "none", label: "none, or what the reports say" },
      ...choices.map((choice) => ({ value: `=${choice.name}`, label: labelOf(choice) })),
    ]);
    if (taken !== "none") fields.push({ type, value: taken.slice(1) });
  }
  return fields;
}

async function pair(find: Find, what: string): Promise<Taxonomy | undefined> {
  const hint = "a part of the name; none";
  const search: Search = { hint, typedFits: () => true, by: "name" };
  const type = await found(find, { kind: "environmentTypes" }, `${what}: its type`, search);
  if (type === undefined) return undefined;
  const request: Omit<LookUpRequest, "typed"> = { kind: "environmentValues", of: type };
  const value = await found(find, request, `Value of ${printable(type)}`, search);
  return value === undefined ? undefined : { type, value };
}
