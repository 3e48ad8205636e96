/** The flags that say how reports are read: what stands for illegal characters, and how much may be unpacked. */

import { type Command, InvalidArgumentError, Option } from "commander";
import type { IllegalCharacters, UnpackLimits } from "../types.js";

/** The flags as commander gives them. */
export interface ReadingFlags {
  illegalCharacter?: string;
  escapeSequence?: string;
  unpackLimit?: UnpackLimits;
}

/** The options of a conversion that they come to. */
export interface ReadingOptions {
  illegalCharacters?: IllegalCharacters;
  unpackLimits?: UnpackLimits;
}

const LIMITS: Readonly<Record<string, keyof UnpackLimits>> = {
  entries: "entries",
  "entry-bytes": "entryBytes",
  "total-bytes": "totalBytes",
  ratio: "ratio",
};

/** Adds the flags to a command. */
export function addReadingOptions(command: Command): Command {
  return command
    .addOption(new Option("--illegal-character <text>").hideHelp())
    .addOption(new Option("--escape-sequence <text>").hideHelp())
    .addOption(new Option("--unpack-limit <limit=n>").argParser(readLimit).hideHelp());
}

/** What the flags come to; nothing for those that are not given. */
export function readingOf(flags: ReadingFlags): ReadingOptions {
  const { illegalCharacter: character, escapeSequence, unpackLimit: unpackLimits } = flags;
  const illegalCharacters = {
    ...(character !== undefined && { character }),
    ...(escapeSequence !== undefined && { escapeSequence }),
  };
  return {
    ...(Object.keys(illegalCharacters).length > 0 && { illegalCharacters }),
    ...(unpackLimits && { unpackLimits }),
  };
}

function readLimit(text: string, before: UnpackLimits = {}): UnpackLimits {
  const [name = "", value = ""] = text.split("=", 2);
  const limit = LIMITS[name];
  if (limit === undefined)
    throw new InvalidArgumentError(`The limit is one of ${Object.keys(LIMITS).join(", ")}.`);
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError("It takes LIMIT=NUMBER.");
  return { ...before, [limit]: Number(value) };
}
