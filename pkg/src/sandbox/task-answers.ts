/** What the sandbox says about a task: status as JSON, log as text. */

import type { Task, TaskStatus } from "./tasks.js";

/** Minutes east of UTC that logs are written in: they carry the server's own offset, the JSON form does not. */
const LOG_OFFSET = 180;

/** The answer to a look at the status. */
export function statusBody(task: Task, status: TaskStatus): Record<string, unknown> {
  return { id: task.id, status, until: timestamp(task.until, 0) };
}

/** The answer to a payload that was sent before; form and odd spelling are those of the documentation. */
export function olderPushBody(task: Task, status: TaskStatus): Record<string, unknown> {
  return {
    fromOlderPush: "true",
    id: task.id,
    until: timestamp(task.until, 0),
    status: ` ${status.toUpperCase()} `,
  };
}

/** The log: header lines, an empty line, then one message per line. */
export function logText(task: Task, status: TaskStatus): string {
  const isOver = status !== "queued" && status !== "running";
  const messages = isOver ? task.injection.messages : [];
  const lines = [`status: ${status}`, `until: ${timestamp(task.until, LOG_OFFSET)}`, "", ...messages];
  return `${lines.join("\n")}\n`;
}

/** A time as Octane writes it, such as `2016-05-18T08:33:53+0300`. */
export function timestamp(milliseconds: number, offset: number): string {
  const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, 19);
  const digits = (value: number) => String(value).padStart(2, "0");
  return `${local}+${digits(Math.floor(offset / 60))}${digits(offset % 60)}`;
}
