/** Schemas: compiled once, documents validated against them. */

import { bytesOf, chunks } from "./content.js";
import { bundledSchema } from "./core.js";
import type { Core } from "./load.js";
import { core } from "./load.js";
import type { Content, Diagnostic } from "./types.js";

/** One schema document: where it stands, which diagnostics call it by, and what it says. */
export interface SchemaDocument {
  /** What relative locations in it are resolved against. */
  location: string;
  content: string | Uint8Array;
}

/** A reference from one schema document to another. */
export interface SchemaReference {
  /** `schemaLocation` as it was written. */
  location: string;
  /** Location of the document that refers. */
  base: string;
  /** The namespace that is imported, or the including document's own; absent for none. */
  namespace?: string;
}

/** How to compile. */
export interface CompileOptions {
  /**
   * Finds the document that a reference names; `undefined` where there is none. The returned location is the base of
   * what that document refers to. Default: nothing is found beyond the documents given. Nothing is fetched by itself.
   */
  resolve?: (
    location: string,
    base: string,
    namespace: string | undefined,
  ) => SchemaDocument | undefined | Promise<SchemaDocument | undefined>;
}

/** What validation comes to. */
export interface Validation {
  /** Whether the document is well-formed and valid. */
  valid: boolean;
  /** Every finding, in order of the document. */
  diagnostics: Diagnostic[];
}

/** A schema that cannot be used, and every reason. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  /** The findings; at least one is an error. */
  readonly diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
    super(first === undefined ? "the schema cannot be used" : `${first.code}: ${first.message}`);
    this.diagnostics = diagnostics;
  }
}

type Handle = NonNullable<ReturnType<InstanceType<Core["SchemaCompiler"]>["takeSchema"]>>;

const handles = new WeakMap<Schema, Handle>();

/** A compiled schema: immutable, for any number of documents at a time. {@link compileSchema} makes one. */
export class Schema {
  /** @internal */
  constructor(handle: Handle) {
    handles.set(this, handle);
  }

  /**
   * Validates a document as a stream.
   *
   * Never throws for a document's faults: they are diagnostics.
   *
   * @throws TypeError for content of a wrong type; the signal's reason when it aborts.
   */
  async validate(document: Content, options: { signal?: AbortSignal } = {}): Promise<Validation> {
    const { Validator } = await core();
    const validator = new Validator(handleOf(this));
    try {
      for await (const chunk of chunks(document, options.signal)) validator.push(chunk);
      return JSON.parse(validator.finish()) as Validation;
    } finally {
      validator.free();
    }
  }
}

/**
 * The core's own schema behind a {@link Schema}.
 *
 * @internal
 */
export function handleOf(schema: Schema): Handle {
  const handle = handles.get(schema);
  if (handle === undefined) throw new TypeError("a schema must come from compileSchema");
  return handle;
}

let bundledOnce: Promise<Schema> | undefined;

/** The schema that the package brings along, compiled once. */
export function bundled(): Promise<Schema> {
  bundledOnce ??= bundledSchema().then((content) =>
    compileSchema([{ location: "test-results.xsd", content }]),
  );
  return bundledOnce;
}

/**
 * Compiles a schema.
 *
 * @param documents one document as text or bytes, or several with their locations; the first is the entry.
 * @throws SchemaError with every reason why the schema cannot be used; TypeError for documents of a wrong type.
 */
export async function compileSchema(
  documents: string | Uint8Array | SchemaDocument[],
  options: CompileOptions = {},
): Promise<Schema> {
  const { SchemaCompiler } = await core();
  const compiler = new SchemaCompiler();
  try {
    const list = Array.isArray(documents) ? documents : [{ location: "schema.xsd", content: documents }];
    for (const { location, content } of list) compiler.add(location, bytesOf(content));
    while (!compiler.compile()) await provide(compiler, options);
    const schema = compiler.takeSchema();
    if (schema === undefined) throw new SchemaError(JSON.parse(compiler.diagnostics()) as Diagnostic[]);
    return new Schema(schema);
  } finally {
    compiler.free();
  }
}

/** Answers every document that the compiler wants, in its order. */
async function provide(
  compiler: InstanceType<Core["SchemaCompiler"]>,
  options: CompileOptions,
): Promise<void> {
  for (const { location, base, namespace } of JSON.parse(compiler.wanted()) as SchemaReference[]) {
    const document = await options.resolve?.(location, base, namespace);
    if (document === undefined) compiler.provideNothing();
    else compiler.provide(document.location, bytesOf(document.content));
  }
}
