/** `explain` at work. */

import type { TestSelector, TextPattern } from "../context.js";
import type { Status } from "../payload.js";
import type { Result, Surroundings } from "./act.js";
import { type ConversionFlags, convertFiles, forEachPart } from "./conversion.js";
import { ExitCode } from "./exit-codes.js";
import { explanationTables } from "./explanation-words.js";
import { withProgress } from "./progress.js";
import { localSchema } from "./schemas.js";

/** The flags of `explain`. */
export interface ExplainFlags extends ConversionFlags {
  test?: string;
  ofClass?: string;
  ofPackage?: string;
  ofModule?: string;
  ofFile?: string;
  ofTag?: string;
  ofStatus?: Status;
  most?: number;
  json?: boolean;
}

/** Tests that are explained where nobody says how many. */
const MOST = 20;

/** Explains the tests that the flags choose. */
export async function explainFiles(
  files: string[],
  flags: ExplainFlags,
  surroundings: Surroundings,
): Promise<Result> {
  const schema = await localSchema(undefined);
  const explain = { when: selectorOf(flags), limit: flags.most ?? MOST };
  const summary = await withProgress(surroundings, flags, (progress) =>
    forEachPart(
      convertFiles(files, flags, { schema, signal: surroundings.signal, explain, progress }),
      () => {},
    ),
  );
  const { inputs, explanations, conflicts, diagnostics } = summary;
  const isRead = !diagnostics.some(({ severity }) => severity === "error");
  return {
    exitCode: isRead && explanations.length > 0 ? ExitCode.done : ExitCode.input,
    document: { inputs, explanations, conflicts, diagnostics },
    diagnostics,
    show: ({ out }) =>
      out.line(explanations.length > 0 ? explanationTables(explanations) : "no test fits what is asked for"),
  };
}

function selectorOf({
  test,
  ofClass,
  ofPackage,
  ofModule,
  ofFile,
  ofTag,
  ofStatus,
}: ExplainFlags): TestSelector {
  const patterns = {
    name: test,
    class: ofClass,
    package: ofPackage,
    module: ofModule,
    file: ofFile,
    tag: ofTag,
  };
  const given = Object.entries(patterns).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const selector = Object.fromEntries(given.map(([name, text]) => [name, patternOf(text)]));
  return { ...selector, ...(ofStatus !== undefined && { status: ofStatus }) };
}

/** Between slashes it is a regular expression, as context files have it with the key `regex`; else a glob. */
function patternOf(text: string): TextPattern {
  const regex = /^\/(.+)\/$/.exec(text)?.[1];
  return regex === undefined ? text : { regex };
}
