/** Which schema counts: the one named on the command line, the server's, or the one that comes with the package. */

import { readFileSync } from "node:fs";
import { dirname, resolve as resolvePath } from "node:path";
import type { OctaneClient, ServedSchema } from "../index.js";
import type { CompileOptions, Schema, SchemaDocument } from "../schema.js";
import type { Diagnostic } from "../types.js";
import type { Environment } from "./environment.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, inFile, notice } from "./failure.js";
import { requireReadable, unreadable } from "./files.js";
import type { ServerPlace } from "./server-options.js";

/** A schema, and the findings that say where it is from and what is special about it. */
export interface ChosenSchema {
  schema: Schema;
  origin: Diagnostic[];
}

/** The word that asks for the schema of the package. */
const BUNDLED = "bundled";

/** The schema of a file, or the bundled one where none is named. */
export async function localSchema(file: string | undefined): Promise<Schema> {
  if (file === undefined || file === BUNDLED) return bundled();
  requireReadable([file]);
  return compiled(readFileSync(file), file, besideIt);
}

/** What a schema file refers to is looked for beside it, among this machine's files alone. */
function besideIt(location: string, base: string): SchemaDocument | undefined {
  const path = resolvePath(dirname(base), location);
  return unreadable(path) === undefined ? { location: path, content: readFileSync(path) } : undefined;
}

/** Whom to ask, and whose answers to remember. */
export interface SchemaSource {
  client: OctaneClient;
  place: ServerPlace;
  env: Environment;
}

/** The schema of a file or the bundled one where it is asked for, else the server's, else what is known of it. */
export async function schemaFor(
  source: SchemaSource,
  file: string | undefined,
  signal: AbortSignal,
): Promise<ChosenSchema> {
  if (file === BUNDLED)
    return { schema: await bundled(), origin: [used("the bundled schema, as asked for")] };
  if (file !== undefined) return { schema: await localSchema(file), origin: [used(`the schema "${file}"`)] };
  return serverSchema(source, signal);
}

async function serverSchema(
  { client, place, env }: SchemaSource,
  signal: AbortSignal,
): Promise<ChosenSchema> {
  const { servedSchema } = await import("../index.js");
  const { cachedSchemas } = await import("./schema-cache.js");
  const store = cachedSchemas(env);
  const served = await servedSchema(client, place, store, { signal });
  if (served === undefined)
    return { schema: await bundled(), origin: [used("the bundled schema: the server gives none")] };
  const schema = await compiled(served.schema.text, SERVER_SCHEMA);
  if (served.from === "server") await store.keep(place, served.schema);
  const differences = (await bundled()).differences(schema);
  const told =
    differences && notice("schema-differs", `compared with the bundled one, it has ${differences}`);
  return { schema, origin: [used(wordsFor(served)), ...(told ? [told] : [])] };
}

function wordsFor({ from, schema: { sha256, fetched }, replaced }: ServedSchema): string {
  const hash = `sha256 ${sha256.slice(0, 12)}…`;
  if (from === "kept") return `the server's schema of ${fetched} (${hash}): it gives none now`;
  const change = replaced ? `, which has changed since ${replaced.fetched}` : "";
  return `the server's schema (${hash})${change}`;
}

/** What findings of the server's schema name as their file. */
const SERVER_SCHEMA = "the server's schema";

function used(words: string): Diagnostic {
  return notice("schema-used", `payloads are checked against ${words}`);
}

async function bundled(): Promise<Schema> {
  return (await import("../schema.js")).bundled();
}

/** The compiled schema; one that does not compile fails the command with its findings, named by where it is from. */
async function compiled(
  content: string | Uint8Array,
  location: string,
  resolve?: CompileOptions["resolve"],
): Promise<Schema> {
  const { compileSchema, SchemaError } = await import("../schema.js");
  try {
    return await compileSchema([{ location, content }], resolve === undefined ? {} : { resolve });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const diagnostics = error.diagnostics.map((each) => inFile(location, each));
    throw new CommandFailure(ExitCode.input, diagnostics, { cause: error });
  }
}
