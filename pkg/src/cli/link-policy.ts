/** `--link-policy`: one policy for every kind of link, or `KIND=POLICY` for one kind. */

import { type Command, InvalidArgumentError, Option } from "commander";
import type { LinkKind, LinkPolicy } from "../types.js";

/** The policies given; `default` counts for the kinds that are not named. */
export type LinkPolicies = Partial<Record<LinkKind | "default", LinkPolicy>>;

const POLICIES: readonly LinkPolicy[] = ["run-wins", "report-wins", "unite", "refuse"];

/** The kinds by the names of the flags that set them, and by those of the context. */
const KINDS: Readonly<Record<string, LinkKind>> = {
  suite: "suite",
  program: "program",
  release: "release",
  milestone: "milestone",
  "backlog-item": "backlogItems",
  "product-area": "productAreas",
  field: "testFields",
  tag: "environment",
  backlogItems: "backlogItems",
  productAreas: "productAreas",
  testFields: "testFields",
  environment: "environment",
};

/** Kinds that hold one value at a time: nothing to unite. */
const SINGLE: readonly LinkKind[] = ["suite", "program", "release", "milestone"];

/** Adds the option to a command; it may be given many times. */
export function addLinkPolicyOption(command: Command): Command {
  const words =
    "for a link of both report and run: run-wins (default), report-wins, unite, refuse; or KIND=POLICY";
  return command.addOption(new Option("--link-policy <policy>", words).argParser(readPolicy));
}

/** One `--link-policy`, added to those before it; the same kind twice is refused. */
export function readPolicy(text: string, before: LinkPolicies = {}): LinkPolicies {
  const [name, policy] = text.includes("=") ? text.split("=", 2) : ["default", text];
  const kind = name === "default" ? name : KINDS[name ?? ""];
  if (kind === undefined)
    throw new InvalidArgumentError(`The kind is one of ${Object.keys(KINDS).join(", ")}.`);
  if (!isPolicy(policy)) throw new InvalidArgumentError(`The policy is one of ${POLICIES.join(", ")}.`);
  if (policy === "unite" && SINGLE.includes(kind as LinkKind)) {
    throw new InvalidArgumentError(`A run has one ${name}: there is nothing to unite.`);
  }
  if (before[kind] !== undefined) throw new InvalidArgumentError(`The policy for ${name} is given twice.`);
  return { ...before, [kind]: policy };
}

function isPolicy(text: string | undefined): text is LinkPolicy {
  return POLICIES.includes(text as LinkPolicy);
}
