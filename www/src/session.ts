/**
 * A session with one Octane: the client, the server's schema and what the workspace knows.
 *
 * Owns the secrets while it lasts, in memory only. Runs in the worker.
 */

import {
  compileSchema,
  OctaneClient,
  type Schema,
  SchemaError,
  type Submission,
  type SubmissionProgress,
} from "octane-payload";
import { readCatalogue } from "./catalogue.js";
import type { SchemaOrigin, SignInAnswer, SignInRequest, SubmitRequest } from "./protocol.js";

/** The session; signed out at first. */
export class Session {
  #client: OctaneClient | undefined;
  /** The server's schema, where there is a session and the schema can be used. */
  schema: Schema | undefined;
  /** Where the schema in use comes from. */
  origin: SchemaOrigin = { from: "bundled" };

  /**
   * Signs in, fetches the schema and asks for the catalogue.
   *
   * @throws {OctaneError} When the server cannot be reached or refuses.
   */
  async signIn({ server, sharedSpace, workspace, credentials }: SignInRequest): Promise<SignInAnswer> {
    this.#forget();
    const client = new OctaneClient({ server, sharedSpace, workspace, credentials });
    await client.signIn();
    const schemaDiagnostics = await this.#adopt(await client.schema(), server);
    const catalogue = await readCatalogue({ server, sharedSpace, workspace });
    this.#client = client;
    return { schema: this.origin, schemaDiagnostics, catalogue };
  }

  /** Signs out; everything is forgotten, also when the server cannot be told. */
  async signOut(): Promise<null> {
    const client = this.#client;
    this.#forget();
    await client?.signOut();
    return null;
  }

  /** Sends the parts that Octane does not have yet, and waits for the end of all. */
  submit(
    { parts, skipErrors }: SubmitRequest,
    signal: AbortSignal,
    onProgress: (progress: SubmissionProgress) => void,
  ): Promise<Submission> {
    return this.#open().submit(parts, { skipErrors, signal, onProgress });
  }

  #open(): OctaneClient {
    if (!this.#client) throw new Error("nobody is signed in");
    return this.#client;
  }

  #forget(): void {
    this.#client = undefined;
    this.schema = undefined;
    this.origin = { from: "bundled" };
  }

  /** Uses the server's schema; one that cannot be used is told of, and the bundled one stays. */
  async #adopt(schema: string, server: string): Promise<SignInAnswer["schemaDiagnostics"]> {
    try {
      this.schema = await compileSchema(schema);
      this.origin = { from: "server", server, fetched: Date.now() };
      return [];
    } catch (error) {
      if (error instanceof SchemaError) return error.diagnostics;
      throw error;
    }
  }
}
