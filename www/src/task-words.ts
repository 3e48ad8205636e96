/** The words for what became of a part. */

import { text } from "./texts/index.js";

const statuses = [
  "queued",
  "running",
  "success",
  "warning",
  "failed",
  "refused",
  "sending",
  "waiting",
  "not-sent",
  "unanswered",
  "cancelled",
  "paused",
] as const;

/** A status in words; one that the documentation does not name is shown as the server wrote it. */
export function taskStatus(status: string): string {
  const known = statuses.find((name) => name === status);
  return known ? text(`task.${known}`) : status;
}
