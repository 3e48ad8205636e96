/** Findings as workflow commands of GitHub Actions: annotations at the lines of a pull request. */

import type { Diagnostic } from "../../types.js";

const COMMANDS: Readonly<Record<Diagnostic["severity"], string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** A line for each finding, as GitHub's runner reads them from standard output. */
export function githubCommands(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(commandOf).join("\n");
}

function commandOf({ severity, code, message, help, file, line, column }: Diagnostic): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${property(String(value))}`);
  const words = help === undefined ? message : `${message}\n${help}`;
  return `::${COMMANDS[severity]} ${properties.join(",")}::${escaped(words)}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
