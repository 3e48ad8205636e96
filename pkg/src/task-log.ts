/** Logs of tasks, with their lines tied to what they name. */

import { core } from "./load.js";
import type { LinkKind } from "./types.js";

/** A log, read. */
export interface TaskLog {
  /** The status in the log's head, as written. */
  status?: string;
  /** Until when the server keeps the task, as written. */
  until?: string;
  lines: TaskLogLine[];
}

/** One message of a log. */
export interface TaskLogLine {
  /** As the server writes it. */
  text: string;
  /** The links of the payload that it names. */
  links: { kind: LinkKind | "build"; value: string; onReport: boolean }[];
  /** The runs that it names or whose links it names, the first twenty; `index` among the runs of the payload, from 0. */
  runs: { index: number; name: string }[];
  /** How many runs there are. */
  runCount: number;
}

/**
 * Ties the messages of a task's log to the payload that the task is about: its build, its links and its runs. A message that names
 * nothing of it stands alone.
 *
 * @param log as {@link OctaneClient.log} gives it.
 * @param payload the bytes that were sent.
 */
export async function readTaskLog(log: string, payload: Uint8Array): Promise<TaskLog> {
  return JSON.parse((await core()).tieLog(log, payload));
}
