/**
 * A session with one Octane: the client, the server's schema, and look-ups in the workspace.
 *
 * Owns the secrets while it lasts, in memory only. Runs in the worker.
 */

import {
  type BrowserJournal,
  browserSchemas,
  bundledSchema,
  compileSchema,
  type Diagnostic,
  type FetchFunction,
  isOctaneError,
  keptSchema,
  markAsNew,
  OctaneClient,
  type OctaneError,
  openBrowserJournal,
  type Part,
  type PartToSubmit,
  readTaskLog,
  type Schema,
  SchemaError,
  type ServedSchema,
  type ServedSchemaOptions,
  type Submission,
  type SubmissionProgress,
  servedSchema,
  type WorkspaceAddress,
} from "octane-payload";
import { lookUp, type Place } from "./look-ups.js";
import type {
  LookUpAnswer,
  LookUpRequest,
  PagePart,
  ReadLog,
  ReadLogsRequest,
  SchemaOrigin,
  SignInAnswer,
  SignInRequest,
  SubmitRequest,
} from "./protocol.js";
import { fetchBy } from "./way.js";

/** How long signing in may take, in milliseconds; the client itself waits for a busy server much longer. */
const signInTime = 15_000;

/** The session; signed out at first. */
export class Session {
  #client: OctaneClient | undefined;
  #place: WorkspaceAddress | undefined;
  #lookUp: ((request: LookUpRequest, signal: AbortSignal) => Promise<LookUpAnswer>) | undefined;
  #schema: Promise<Schema> | undefined;
  #schemaText: string | undefined;
  /** Where the schema in use comes from. */
  origin: SchemaOrigin = { from: "bundled" };

  /**
   * The schema in use: the server's where there is a session and it can be used; the one that it gave before, where it could not
   * be reached; else the one of the package.
   */
  schema(): Promise<Schema> {
    this.#schema ??= bundledSchema().then(compile);
    return this.#schema;
  }

  /** The schema in use as it is written. */
  async schemaText(): Promise<string> {
    return this.#schemaText ?? (await bundledSchema());
  }

  /**
   * Signs in and fetches the schema.
   *
   * @throws {OctaneError} When the server cannot be reached or refuses, or when it takes too long.
   */
  async signIn(request: SignInRequest, stop: AbortSignal): Promise<SignInAnswer> {
    this.#forget();
    const { server, sharedSpace, workspace, credentials } = request;
    const place = { server, sharedSpace, workspace };
    const signal = AbortSignal.any([stop, AbortSignal.timeout(signInTime)]);
    const fetch = fetchBy(request);
    const client = new OctaneClient({ ...place, credentials, fetch });
    const isThere = () => hasLists(place, fetch, signal);
    const schemaDiagnostics = await this.#meet(client, place, { signal, isThere });
    this.#client = client;
    this.#place = place;
    this.#lookUp = (wanted, abort) => lookUpSignedIn(client, place, wanted, fetch, abort);
    return { schema: this.origin, schemaDiagnostics };
  }

  /** Signs in and takes the server's schema; where the server is out of reach, the one that it gave before. */
  async #meet(
    client: OctaneClient,
    place: WorkspaceAddress,
    options: ServedSchemaOptions,
  ): Promise<readonly Diagnostic[]> {
    try {
      await client.signIn(options);
      return await this.#take(await servedSchema(client, place, browserSchemas(), options), place);
    } catch (error) {
      const kept = isOutOfReach(error) ? await keptSchema(place, browserSchemas()) : undefined;
      if (kept) await this.#take({ from: "kept", schema: kept }, place);
      throw error;
    }
  }

  /** Looks a thing of the workspace up by a part of its name. */
  async lookUp(request: LookUpRequest, signal: AbortSignal): Promise<LookUpAnswer> {
    if (!this.#lookUp) throw new Error("nobody is signed in");
    return this.#lookUp(request, signal);
  }

  /** Signs out; everything is forgotten, also when the server cannot be told. */
  async signOut(): Promise<null> {
    const client = this.#client;
    this.#forget();
    await client?.signOut();
    return null;
  }

  /**
   * Sends the parts that Octane does not have yet, and waits for the end of all. What it has is known from the page, or from the
   * browser's journal, where the page was closed in between.
   */
  async submit(
    { parts, skipErrors, mark }: SubmitRequest,
    signal: AbortSignal,
    onProgress: (progress: SubmissionProgress) => void,
  ): Promise<Submission> {
    const client = this.#open();
    const journal = await this.#journal(skipErrors);
    try {
      const options = { skipErrors, signal, onProgress, ...(journal && { journal }) };
      return await client.submit(withBytes(parts, mark), options);
    } finally {
      journal?.close();
    }
  }

  /** A private window may keep no database: then an interrupted submission is sent again as a whole, and known again. */
  #journal(skipErrors: boolean): Promise<BrowserJournal | undefined> {
    if (!this.#place) return Promise.resolve(undefined);
    return openBrowserJournal({ ...this.#place, skipErrors }).catch(() => undefined);
  }

  #open(): OctaneClient {
    if (!this.#client) throw new Error("nobody is signed in");
    return this.#client;
  }

  #forget(): void {
    this.#client = undefined;
    this.#place = undefined;
    this.#lookUp = undefined;
    this.#schema = undefined;
    this.#schemaText = undefined;
    this.origin = { from: "bundled" };
  }

  /** Uses the server's schema and keeps it; one that cannot be used is told of, and the bundled one stays. */
  async #take(served: ServedSchema | undefined, place: WorkspaceAddress): Promise<readonly Diagnostic[]> {
    if (served === undefined) {
      this.origin = { from: "bundled", isMissing: true };
      return [];
    }
    const { text } = served.schema;
    try {
      const schema = await compile(text);
      this.origin = await originOf(served, schema, place.server);
      this.#schema = Promise.resolve(schema);
      this.#schemaText = text;
    } catch (error) {
      if (error instanceof SchemaError) return error.diagnostics;
      throw error;
    }
    if (served.from === "server") await browserSchemas().keep(place, served.schema);
    return [];
  }
}

async function originOf(
  { from, schema: { fetched, sha256 }, replaced }: ServedSchema,
  schema: Schema,
  server: string,
): Promise<SchemaOrigin> {
  const since = async (text: string) => (await compile(text)).differences(schema);
  const differences = await since(await bundledSchema());
  const before = replaced && {
    fetched: Date.parse(replaced.fetched),
    differences: await since(replaced.text),
  };
  const origin = { from, server, fetched: Date.parse(fetched), sha256, differences };
  return { ...origin, ...(before && { replaced: before }) };
}

/** Whether the server could not be asked, for whatever reason, as against one that was asked and refuses. */
function isOutOfReach(error: unknown): boolean {
  if (!isOctaneError(error)) return false;
  return ["network", "unavailable", "protocol"].includes(error.kind) || isLate(error);
}

/** Whether an operation was ended by its time limit: that is no act of the tester, the server did not answer. */
export function isLate({ kind, cause }: OctaneError): boolean {
  return kind === "aborted" && cause instanceof DOMException && cause.name === "TimeoutError";
}

/** Whether the workspace lists anything: a wrong number is told at the sign-in, and not first when the payload is sent. */
async function hasLists(place: Place, fetch: FetchFunction, signal: AbortSignal): Promise<boolean> {
  const answer = await lookUp(place, { kind: "releases", typed: "" }, fetch, signal);
  return !("refused" in answer && answer.refused === 404);
}

/** A submission closes its session behind it, and sessions expire: then the look-up signs in and asks once more. */
async function lookUpSignedIn(
  client: OctaneClient,
  place: Place,
  wanted: LookUpRequest,
  fetch: FetchFunction,
  signal: AbortSignal,
): Promise<LookUpAnswer> {
  const answer = await lookUp(place, wanted, fetch, signal);
  if (!("refused" in answer) || answer.refused !== 401) return answer;
  const isIn = await client.signIn({ signal }).then(
    () => true,
    () => false,
  );
  signal.throwIfAborted();
  return isIn ? lookUp(place, wanted, fetch, signal) : answer;
}

/** Compiles under the name that the documentation gives the schema's resource. */
function compile(content: string): Promise<Schema> {
  return compileSchema([{ location: "test-results/xsd", content }]);
}

/** The parts with their bytes, each fetched from the browser's keeping when its turn comes. */
async function* withBytes(
  parts: SubmitRequest["parts"],
  mark: string | undefined,
): AsyncGenerator<PartToSubmit> {
  for (const { id, ...shown } of parts) {
    const part = await withItsBytes(shown);
    const sent = mark === undefined ? part : await markAsNew(part, mark);
    yield { ...sent, ...(id !== undefined && { id }) };
  }
}

async function withItsBytes({ content, ...part }: PagePart): Promise<Part> {
  return { ...part, bytes: new Uint8Array(await content.arrayBuffer()) };
}

/** A log with its messages tied to what they name in the payload. */
export async function readLog({ index, log, part }: ReadLogsRequest["logs"][number]): Promise<ReadLog> {
  const { lines } = await readTaskLog(log, new Uint8Array(await part.content.arrayBuffer()));
  return { index, lines };
}
