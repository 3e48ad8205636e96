/** Single links as they are typed, and as a context file has them. */

import type { EntityId } from "octane-payload";
import type { ContextContent } from "octane-payload/context-file";

/** A release as it is typed. */
export interface TypedRelease {
  readonly by: "none" | "id" | "name" | "default";
  readonly id: string;
  readonly name: string;
}

/** A suite as it is typed. */
export interface TypedSuite {
  readonly id: string;
  readonly runId: string;
  readonly component: string;
}

/** An id as a number as long as JavaScript can hold it, and as text beyond. */
export function idOf(typed: string): EntityId {
  const id = Number(typed);
  return Number.isSafeInteger(id) ? id : BigInt(typed.replace("+", "")).toString();
}

/** The release, when there is one. */
export function releaseOf({ by, id, name }: TypedRelease): ContextContent["release"] {
  if (by === "id") return { id: idOf(id) };
  if (by === "name") return { name };
  return by === "default" ? { default: true } : undefined;
}

/** The suite. */
export function suiteOf({ id, runId, component }: TypedSuite): NonNullable<ContextContent["suite"]> {
  return {
    id: idOf(id),
    ...(runId !== "" && { externalRunId: runId }),
    ...(component !== "" && { component }),
  };
}
