/** Findings as SARIF 2.1.0, the static analysis format of OASIS, which code scanning services read. */

import type { Diagnostic, Fix } from "../../types.js";

const LEVELS: Readonly<Record<Diagnostic["severity"], string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** The log of one run of this program. */
export function sarifLog(diagnostics: readonly Diagnostic[], version: string): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))];
  const run = {
    tool: { driver: { name: "octane-payload", version, rules: codes.map((id) => ({ id })) } },
    columnKind: "unicodeCodePoints",
    results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return JSON.stringify(log, null, 2);
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const { severity, code, message, help, file, fix } = diagnostic;
  const text = help === undefined ? message : `${message}. ${help}`;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    ...(file !== undefined && { locations: [locationOf(diagnostic, file)] }),
    ...(file !== undefined && fix !== undefined && fix.edits.length > 0 && { fixes: [fixOf(fix, file)] }),
  };
}

function locationOf({ line, column, path }: Diagnostic, file: string): object {
  const region = {
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line !== undefined && { region }),
    },
    ...(path !== "" && { logicalLocations: [{ fullyQualifiedName: path }] }),
  };
}

function fixOf({ description, edits }: Fix, file: string): object {
  const replacements = edits.map(({ offset, length, text }) => ({
    deletedRegion: { byteOffset: offset, byteLength: length },
    insertedContent: { text },
  }));
  return {
    description: { text: description },
    artifactChanges: [{ artifactLocation: { uri: uriOf(file) }, replacements }],
  };
}

/** A relative reference, as SARIF wants it: with slashes and without blanks. */
function uriOf(file: string): string {
  const path = encodeURI(file.replaceAll("\\", "/")).replace(/[#?]/g, encodeURIComponent);
  return path.startsWith("/") ? `file://${path}` : path.replace(/^\.\//, "");
}
