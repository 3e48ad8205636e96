/**
 * A journal in the browser's own database, for pages and workers. What is in it survives a reload, a crash and a closed browser;
 * it holds hashes, ids and the place they belong to, and nothing that opens anything.
 */

import { done, openDatabase } from "./indexed-db.js";
import type { Journal, JournalScope, JournalStep, KnownPart } from "./journal.js";

const DATABASE = "octane-payload";
const STORE = "parts";
/** Octane keeps tasks for some time only; what is older helps nobody. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Entry extends KnownPart {
  /** Scope and hash. */
  key: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A journal that can be closed. */
export interface BrowserJournal extends Journal {
  /** Closes the database. Nothing can be written afterwards. */
  close(): void;
}

/**
 * Opens the journal of this origin for one place.
 *
 * A part that came to its end is forgotten: sent again, the server says what it makes of it.
 *
 * @throws DOMException where the browser keeps no database, as in some private windows.
 */
export async function openBrowserJournal(scope: JournalScope): Promise<BrowserJournal> {
  const database = await opened();
  const keyOf = (sha256: string) => JSON.stringify([...Object.values(placed(scope)), sha256]);
  await forgetOld(database);
  return {
    find: async (sha256) => {
      const entry = await done<Entry | undefined>(store(database, "readonly").get(keyOf(sha256)));
      return entry === undefined ? undefined : { id: entry.id };
    },
    write: (step) => write(database, keyOf(step.sha256), step),
    close: () => database.close(),
  };
}

/** The fields in one order, whatever the caller's; ids alike as numbers and as text. */
function placed({ server, sharedSpace, workspace, skipErrors }: JournalScope): JournalScope {
  return { server, sharedSpace: String(sharedSpace), workspace: String(workspace), skipErrors };
}

async function write(database: IDBDatabase, key: string, step: JournalStep): Promise<void> {
  if (step.step === "sending") return;
  const parts = store(database, "readwrite");
  if (step.step === "accepted") await done(parts.put({ key, id: step.id, at: Date.now() } satisfies Entry));
  else await done(parts.delete(key));
}

async function forgetOld(database: IDBDatabase): Promise<void> {
  const old = IDBKeyRange.upperBound(Date.now() - KEPT_MS);
  const parts = store(database, "readwrite");
  const keys = await done(parts.index("at").getAllKeys(old));
  await Promise.all(keys.map((key) => done(parts.delete(key))));
}

function opened(): Promise<IDBDatabase> {
  return openDatabase(DATABASE, (fresh) => {
    fresh.createObjectStore(STORE, { keyPath: "key" }).createIndex("at", "at");
  });
}

function store(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction(STORE, mode).objectStore(STORE);
}
