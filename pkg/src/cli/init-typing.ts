/** The questions of `init` where no server can be asked: ids are typed. */

import type { Context, Taxonomy } from "../types.js";
import { askChoice, askText } from "./prompts.js";

/** Asks for what there is to link, each with an empty answer for "none". */
export async function typedContext(): Promise<Context> {
  const kind = await askChoice("To which release do the runs belong?", [
    { value: "none", label: "none, or what the reports say" },
    { value: "default", label: "the workspace's default release" },
    { value: "id", label: "one by its id" },
    { value: "name", label: "one by its name" },
  ]);
  const release = await releaseOf(kind);
  const milestone = await askText("Milestone, by its id", idFault, "none");
  const areas = await askText("Application modules, by their ids", idsFault, "1401, 1402");
  const items = await askText("Backlog items, by their ids", idsFault, "none");
  const environment = await askText("Environment", pairsFault, "Browser:Chrome, OS:Linux");
  return {
    ...(release !== undefined && { release }),
    ...(milestone !== undefined && { milestone }),
    ...(areas !== undefined && { productAreas: listOf(areas) }),
    ...(items !== undefined && { backlogItems: listOf(items) }),
    ...(environment !== undefined && { environment: pairsOf(environment) }),
  };
}

async function releaseOf(kind: "none" | "default" | "id" | "name"): Promise<Context["release"]> {
  if (kind === "none") return undefined;
  if (kind === "default") return { name: "_default_" };
  const answer = await askText(
    kind === "id" ? "Id of the release" : "Name of the release",
    kind === "id" ? idFault : nameFault,
  );
  if (answer === undefined) return undefined;
  return kind === "id" ? { id: answer } : { name: answer };
}

function idFault(text: string): string | undefined {
  return /^\d{1,18}$/.test(text) ? undefined : "It takes an id: a whole number.";
}

function nameFault(text: string): string | undefined {
  return text.length <= 255 ? undefined : "It takes at most 255 characters.";
}

function idsFault(text: string): string | undefined {
  return listOf(text).every((id) => idFault(id) === undefined)
    ? undefined
    : "It takes ids, with commas between them.";
}

function pairsFault(text: string): string | undefined {
  const isGood = listOf(text).every((pair) => /^[^:]+:.+$/.test(pair));
  return isGood ? undefined : 'It takes TYPE:VALUE, such as "Browser:Chrome", with commas between them.';
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function pairsOf(text: string): Taxonomy[] {
  return listOf(text).map((pair) => ({
    type: pair.slice(0, pair.indexOf(":")),
    value: pair.slice(pair.indexOf(":") + 1),
  }));
}
