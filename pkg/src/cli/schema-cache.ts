/** Schemas that servers gave, by server and workspace: for servers that give none today. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptSchema, SchemaStore, WorkspaceAddress } from "../index.js";
import type { Environment } from "./environment.js";
import { CommandFailure } from "./failure.js";
import { writeWhole } from "./files.js";
import { cacheFolder } from "./places.js";

/** The schemas in the user's cache folder. One that cannot be written keeps none: it is a convenience. */
export function cachedSchemas(env: Environment): SchemaStore {
  return {
    find: (place) => found(pathOf(place, env)),
    keep: ({ server, sharedSpace, workspace }, schema) => {
      const place = { server, sharedSpace, workspace };
      try {
        writeWhole(pathOf(place, env), JSON.stringify({ ...place, ...schema }));
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
      }
    },
  };
}

function found(path: string): KeptSchema | undefined {
  try {
    const { fetched, sha256, text } = JSON.parse(readFileSync(path, "utf8")) as KeptSchema;
    return { fetched, sha256, text };
  } catch {
    // Missing, unreadable and damaged are one here: there is none to fall back on.
    return undefined;
  }
}

function pathOf({ server, sharedSpace, workspace }: WorkspaceAddress, env: Environment): string {
  const key = createHash("sha256")
    .update(JSON.stringify([server, sharedSpace, workspace]))
    .digest("hex");
  return join(cacheFolder(env), "schemas", `${key.slice(0, 32)}.json`);
}
