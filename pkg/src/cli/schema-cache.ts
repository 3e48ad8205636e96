/** Schemas that servers gave, by server and workspace, each with its hash and date: for servers that give none today. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./environment.js";
import { CommandFailure } from "./failure.js";
import { writeWhole } from "./files.js";
import { cacheFolder } from "./places.js";
import type { ServerPlace } from "./server-options.js";

/** A schema as a server gave it. */
export interface CachedSchema extends ServerPlace {
  /** When, as ISO 8601. */
  fetched: string;
  /** Of the text, in hexadecimal. */
  sha256: string;
  text: string;
}

/** The schema that the server gave last; undefined where none is kept, or what is kept is damaged. */
export function cachedSchema(place: ServerPlace, env: Environment): CachedSchema | undefined {
  try {
    const cached = JSON.parse(readFileSync(pathOf(place, env), "utf8")) as CachedSchema;
    return hashOf(cached.text) === cached.sha256 ? cached : undefined;
  } catch {
    // Missing, unreadable and damaged are one here: there is none to fall back on.
    return undefined;
  }
}

/** Keeps a schema. A folder that cannot be written keeps none: it is a convenience. */
export function keepSchema(place: ServerPlace, text: string, env: Environment): CachedSchema {
  const { server, sharedSpace, workspace } = place;
  const fetched = new Date().toISOString();
  const kept: CachedSchema = { server, sharedSpace, workspace, fetched, sha256: hashOf(text), text };
  try {
    writeWhole(pathOf(place, env), JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
  }
  return kept;
}

function pathOf({ server, sharedSpace, workspace }: ServerPlace, env: Environment): string {
  const key = hashOf(JSON.stringify([server, sharedSpace, workspace])).slice(0, 32);
  return join(cacheFolder(env), "schemas", `${key}.json`);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
