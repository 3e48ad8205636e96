/**
 * The schema of a server, and what is kept of it for times when the server does not give it.
 *
 * A server's schema goes before the bundled one: servers differ by version. Schemas are no secret, and nothing else is kept.
 */

import type { OctaneClient, OperationOptions } from "./client.js";
import { isOctaneError } from "./octane-error.js";
import { sha256 } from "./sha256.js";
import type { EntityId } from "./types.js";

/** Whose schema it is. */
export interface WorkspaceAddress {
  /** Base URL, as the client has it. */
  server: string;
  /** Id of the shared space. */
  sharedSpace: EntityId;
  /** Id of the workspace. */
  workspace: EntityId;
}

/** A schema as a server gave it. */
export interface KeptSchema {
  /** When, as ISO 8601. */
  fetched: string;
  /** Of the text in UTF-8, in hexadecimal. */
  sha256: string;
  /** The XSD. */
  text: string;
}

/** Keeps the last schema of each place. A store that cannot keep anything is a store that finds nothing: neither throws. */
export interface SchemaStore {
  /** The schema of the place; undefined where none is kept. */
  find(place: WorkspaceAddress): KeptSchema | undefined | Promise<KeptSchema | undefined>;
  /** Keeps a schema in the place of the earlier one. */
  keep(place: WorkspaceAddress, schema: KeptSchema): void | Promise<void>;
}

/** What {@link servedSchema} may be given. */
export interface ServedSchemaOptions extends OperationOptions {
  /**
   * Asked where the server has no schema at the address: whether the workspace is there at all. Where it is not, that is the
   * trouble, and nothing is fallen back on. Default: it is taken to be there.
   */
  isThere?: () => Promise<boolean>;
}

/** The schema that counts for a server. */
export interface ServedSchema {
  /** `server`: given just now; `kept`: given before, and not now. */
  from: "server" | "kept";
  /** The schema. */
  schema: KeptSchema;
  /** The one that was kept before, where the server has another one now. */
  replaced?: KeptSchema;
}

/**
 * Asks a server for its schema. Where it cannot give it now, and gave it before, that is what is kept of it.
 *
 * To keep it is the caller's, by {@link SchemaStore.keep} once it compiles: one that cannot be used must not take the place of
 * one that can.
 *
 * @returns the schema; undefined where the server has no such resource, and none is kept.
 * @throws {@link OctaneError} for any other trouble, and where the server cannot give it now and none is kept.
 */
export async function servedSchema(
  client: Pick<OctaneClient, "schema">,
  place: WorkspaceAddress,
  store: SchemaStore,
  options: ServedSchemaOptions = {},
): Promise<ServedSchema | undefined> {
  const earlier = await keptSchema(place, store);
  const text = await given(client, options, earlier);
  if (text === undefined) return earlier && { from: "kept", schema: earlier };
  const schema = { fetched: new Date().toISOString(), sha256: await hashOf(text), text };
  const isNew = earlier !== undefined && earlier.sha256 !== schema.sha256;
  return { from: "server", schema, ...(isNew && { replaced: earlier }) };
}

/** What is kept of a server's schema; undefined where that is nothing, or damaged. */
export async function keptSchema(
  place: WorkspaceAddress,
  store: SchemaStore,
): Promise<KeptSchema | undefined> {
  const kept = await store.find(place);
  return kept && (await hashOf(kept.text)) === kept.sha256 ? kept : undefined;
}

/** `undefined` where the server has no schema, or where it cannot give it now and gave it before. */
async function given(
  client: Pick<OctaneClient, "schema">,
  { isThere = async () => true, ...options }: ServedSchemaOptions,
  earlier: KeptSchema | undefined,
): Promise<string | undefined> {
  try {
    return await client.schema(options);
  } catch (error) {
    if (!isOctaneError(error)) throw error;
    const isForNow = error.kind === "unavailable" || error.kind === "protocol";
    if (isForNow && earlier !== undefined) return undefined;
    if (error.kind === "not-found" && (await isThere())) return undefined;
    throw error;
  }
}

function hashOf(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text));
}
