/** The flags that say how requests travel: how many in a second, and which payloads compressed. */

import { type Command, Option } from "commander";
import type { OctaneClientOptions } from "../index.js";
import { wholeNumber } from "./numbers.js";

/** The flags as commander gives them. */
export interface TrafficFlags {
  rate?: number;
  gzip?: "auto" | "always" | "never";
}

/** Adds the flags to a command; its help is the command's own. */
export function addTrafficOptions(command: Command): Command {
  return command
    .addOption(new Option("--rate <n>").argParser(wholeNumber(1, 100_000)).hideHelp())
    .addOption(new Option("--gzip <when>").choices(["auto", "always", "never"]).hideHelp());
}

/** The client's options that they come to. */
export function trafficOf({
  rate,
  gzip,
}: TrafficFlags): Pick<OctaneClientOptions, "requestsPerSecond" | "gzip"> {
  return { ...(rate !== undefined && { requestsPerSecond: rate }), ...(gzip !== undefined && { gzip }) };
}
