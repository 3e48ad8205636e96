/** Schemas of servers in the browser's own database, for pages and workers: they outlast a reload and a closed browser. */

import { done, openDatabase } from "./indexed-db.js";
import type { KeptSchema, SchemaStore, WorkspaceAddress } from "./served-schema.js";

const DATABASE = "octane-payload-schemas";
const STORE = "schemas";

/** The schemas of this origin. Where the browser keeps no database, as in some private windows, none is kept. */
export function browserSchemas(): SchemaStore {
  return {
    find: (place) => inStore<KeptSchema>("readonly", (store) => store.get(keyOf(place))).catch(nothing),
    keep: async (place, schema) => {
      await inStore("readwrite", (store) => store.put(schema, keyOf(place))).catch(nothing);
    },
  };
}

/** Ids alike as numbers and as text. */
function keyOf({ server, sharedSpace, workspace }: WorkspaceAddress): string {
  return JSON.stringify([server, String(sharedSpace), String(workspace)]);
}

/** Schemas are kept for convenience: a page without a database goes on without. */
function nothing(): undefined {}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result | undefined> {
  const database = await openDatabase(DATABASE, (fresh) => fresh.createObjectStore(STORE));
  try {
    return await done<Result | undefined>(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}
