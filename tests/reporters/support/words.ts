/** Runs as short lines, so that what a tool's tests come to is seen at once. */
import type { Links, TestRun } from "octane-payload";

/** `Failed  file · class · name  [run name]  type: first line of the message  {links}`; without what is not there. */
export function wordsOf(run: TestRun): string {
  const { status, package: file = "-", class: class_ = "-", name, runName, error, links } = run;
  const pieces = [
    status,
    [file, class_, name].join(" · "),
    runName && `[${runName}]`,
    error && [error.type, error.message?.split("\n")[0]].filter(Boolean).join(": "),
    links && `{${linkWords(links)}}`,
    run.description && `(${run.description.split("\n")[0]})`,
  ];
  return pieces.filter(Boolean).join("  ");
}

function linkWords({ release, milestone, backlogItems, environment }: Links): string {
  const words = [
    release && ("name" in release ? release.name : String(release.id)),
    milestone && `milestone ${milestone}`,
    backlogItems && `items ${backlogItems.join(" ")}`,
    environment?.map(({ type, value }) => `${type}:${value}`).join(" "),
  ];
  return words.filter(Boolean).join(", ");
}
