/** Which schema counts: the one named on the command line, the server's, or the one that comes with the package. */

import { readFile } from "node:fs/promises";
import { dirname, resolve as resolvePath } from "node:path";
import type { OctaneClient } from "../index.js";
import { isOctaneError } from "../octane-error.js";
import type { CompileOptions, Schema, SchemaDocument } from "../schema.js";
import type { Diagnostic } from "../types.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, inFile, notice } from "./failure.js";
import { requireReadable, unreadable } from "./files.js";

/** A schema, and the finding that says where it is from. */
export interface ChosenSchema {
  schema: Schema;
  origin: Diagnostic;
}

/** The schema of a file, or the bundled one where none is named. */
export async function localSchema(file: string | undefined): Promise<Schema> {
  if (file === undefined) return bundled();
  await requireReadable([file]);
  return compiled(await readFile(file), file, besideIt);
}

/** What a schema file refers to is looked for beside it, among this machine's files alone. */
async function besideIt(location: string, base: string): Promise<SchemaDocument | undefined> {
  const path = resolvePath(dirname(base), location);
  return (await unreadable(path)) === undefined
    ? { location: path, content: await readFile(path) }
    : undefined;
}

/** The schema of a file, else the server's, else the bundled one where the server gives none. */
export async function schemaFor(
  client: OctaneClient,
  file: string | undefined,
  signal: AbortSignal,
): Promise<ChosenSchema> {
  if (file !== undefined) return { schema: await localSchema(file), origin: used(`the schema "${file}"`) };
  const document = await serverSchema(client, signal);
  if (document !== undefined) {
    return { schema: await compiled(document, SERVER_SCHEMA), origin: used("the server's schema") };
  }
  return { schema: await bundled(), origin: used("the bundled schema: the server gives none") };
}

/** What findings of the server's schema name as their file. */
const SERVER_SCHEMA = "the server's schema";

function used(words: string): Diagnostic {
  return notice("schema-used", `payloads are checked against ${words}`);
}

/** `undefined` where the server has no such resource; any other trouble is told. */
async function serverSchema(client: OctaneClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await client.schema({ signal });
  } catch (error) {
    if (isOctaneError(error) && error.kind === "not-found") return undefined;
    throw error;
  }
}

async function bundled(): Promise<Schema> {
  const { bundledSchema } = await import("../index.js");
  return compiled(await bundledSchema(), "the bundled schema");
}

/** The compiled schema; one that does not compile fails the command with its findings, named by where it is from. */
async function compiled(
  content: string | Uint8Array,
  location: string,
  resolve?: CompileOptions["resolve"],
): Promise<Schema> {
  const { compileSchema, SchemaError } = await import("../index.js");
  try {
    return await compileSchema([{ location, content }], resolve === undefined ? {} : { resolve });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const diagnostics = error.diagnostics.map((each) => inFile(location, each));
    throw new CommandFailure(ExitCode.input, diagnostics, { cause: error });
  }
}
