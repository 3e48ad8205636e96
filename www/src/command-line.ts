/**
 * What the page does, as a line for a POSIX shell: `octane-payload convert …`. Holds no secret and no data: names of reports,
 * and what was chosen.
 */

import { type PageCases, templatesOf } from "./case-form.js";
import { saysAnything } from "./context-form.js";
import { policyOf } from "./flow/policies.js";
import type { LinkPolicies } from "./protocol.js";
import { linkKinds } from "./rule-form.js";
import type { PageState } from "./state.js";

/** The name under which the line expects the context, where the page has one. */
export function contextNameOf({ context, contextSource }: PageState): string | undefined {
  return saysAnything(context) ? (contextSource?.name ?? "octane-context.yaml") : undefined;
}

/** The line; the reports, and the context file, are to lie where it is run. */
export function commandOf(state: PageState): string {
  const context = contextNameOf(state);
  return shellLine([
    "octane-payload",
    "convert",
    ...state.reports.map(({ name }) => path(name)),
    "--out",
    "payload",
    ...(context === undefined ? [] : ["--context", path(context)]),
    ...policyFlags(state.policies),
    ...caseFlags(state.cases),
  ]);
}

/** The words as a shell takes them: each as it is, whatever it holds. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./=:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}

/** A name that begins like a flag is a path all the same. */
function path(name: string): string {
  return name.startsWith("-") ? `./${name}` : name;
}

function policyFlags(policies: LinkPolicies): string[] {
  const flags = policies.default === "run-wins" ? [] : ["--link-policy", policies.default];
  const others = linkKinds.filter(
    (kind) => policyOf(policies, kind) !== policyOf({ default: policies.default }, kind),
  );
  return [...flags, ...others.flatMap((kind) => ["--link-policy", `${kind}=${policyOf(policies, kind)}`])];
}

function caseFlags(cases: PageCases): string[] {
  const { preset, module, package: inPackage, class: inClass, name } = templatesOf(cases);
  const { times, statuses, fit, duplicates, illegalCharacters } = cases;
  const words = Object.entries(statuses?.words ?? {}).map(([word, status]) => `--status=${word}=${status}`);
  const flags: Readonly<Record<string, string | undefined>> = {
    "--identity": preset,
    "--module": module,
    "--package": inPackage,
    "--class": inClass,
    "--name": name,
    "--zone": times?.zone,
    "--starts": times?.starts,
    "--time-unit": times?.unit,
    "--unknown-status": statuses?.unknown,
    "--attempts": statuses?.attempts,
    "--too-long": fit?.tooLong,
    "--empty-name": fit?.emptyName,
    "--placeholder": fit?.placeholder,
    "--bad-url": fit?.badUrl,
    "--negative-duration": fit?.negativeDuration,
    "--duplicates": duplicates,
    "--illegal-character": illegalCharacters?.character,
    "--escape-sequence": illegalCharacters?.escapeSequence,
  };
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag}=${value}`],
  );
  return [...given, ...words];
}
