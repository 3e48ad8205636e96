/** Schemas: compiled once, documents validated against them. */
/// <reference lib="esnext.disposable" preserve="true" />

import { bytesOf, chunks } from "./content.js";
import { type SchemaLimits, setLimits, type ValidateLimits } from "./limits.js";
import type { Core } from "./load.js";
import { core } from "./load.js";
import { readHints, type SchemaReference } from "./schema-hints.js";
import type { Content, Diagnostic } from "./types.js";

/** One schema document: where it stands, which diagnostics call it by, and what it says. */
export interface SchemaDocument {
  /** What relative locations in it are resolved against. */
  location: string;
  /** The document. Text is taken as it is; bytes are read by the encoding that they declare. */
  content: string | Uint8Array;
}

/**
 * Finds the document that a reference names; `undefined` where there is none. The returned location is the base of what
 * that document refers to.
 */
export type ResolveSchema = (
  location: string,
  base: string,
  namespace: string | undefined,
) => SchemaDocument | undefined | Promise<SchemaDocument | undefined>;

/**
 * What to do with a document type declaration: `refuse` it, or read its `internal` subset, which declares entities and
 * attribute defaults. Nothing outside the document is ever loaded.
 */
export type Doctype = "refuse" | "internal";

/** How to compile. */
export interface CompileOptions {
  /**
   * Finds what the documents include, import and redefine. Default: nothing is found beyond the documents given. Nothing is
   * fetched by itself.
   */
  resolve?: ResolveSchema;
  /** What is done with a document type declaration of a schema document. Default: `refuse`. */
  doctype?: Doctype;
  /** Bounds on the schema and its documents, each with a default. */
  limits?: SchemaLimits;
  /** Stops the compilation between two documents: it throws the signal's reason. Default: nothing does. */
  signal?: AbortSignal;
}

/** How to validate. */
export interface ValidateOptions {
  /** What is done with a document type declaration of the document. Default: `refuse`. */
  doctype?: Doctype;
  /** Bounds on the document, each with a default. */
  limits?: ValidateLimits;
  /**
   * Finds the schema documents that the root element points to with `xsi:schemaLocation` or
   * `xsi:noNamespaceSchemaLocation`, for namespaces of which the schema has nothing. Default: these hints are ignored.
   */
  resolve?: ResolveSchema;
  /** Where the document stands: the `base` of its hints. Default: the empty string. */
  location?: string;
  /** Stops the validation: it throws the signal's reason. Default: nothing does. */
  signal?: AbortSignal;
}

/** What validation comes to. */
export interface Validation {
  /** Whether the document is well-formed and valid. */
  valid: boolean;
  /** Every finding, in order of the document. */
  diagnostics: Diagnostic[];
}

/** What may stand at an element. */
export interface ElementDescription {
  /** In the order of the schema. */
  attributes: {
    /** Local name. */
    name: string;
    /** Whether it must be there. */
    required: boolean;
    /** What its value may be. */
    value: ValueDescription;
  }[];
  /** What its text may be; absent where it takes elements only, or nothing. */
  text?: ValueDescription;
  /** The children that it may have, in the order of the schema. */
  children: {
    /** Local name. */
    name: string;
    /** Whether it may come more than once. */
    repeats: boolean;
  }[];
}

/** Values of a simple type. */
export interface ValueDescription {
  /** The nearest type of XML Schema, such as `long`; `anySimpleType` for lists and unions. */
  type: string;
  /** The values, where they are listed, sorted. */
  words?: string[];
  /** Regular expressions that all have to match; of each, one alternative. */
  patterns?: string[][];
  /** Characters at least: code points, as XML Schema counts them. */
  minLength?: number;
  /** Characters at most. */
  maxLength?: number;
  /** The smallest value, as the schema writes it: it may be beyond JavaScript's numbers. */
  min?: string;
  /** The largest value, likewise. */
  max?: string;
}

/** A schema that cannot be used, and every reason. */
export class SchemaError extends Error {
  /** By which {@link isSchemaError} knows errors of other copies of this package. */
  override readonly name = "SchemaError";
  /** The findings; at least one is an error. */
  readonly diagnostics: Diagnostic[];

  /** The first error among the diagnostics is the message. */
  constructor(diagnostics: Diagnostic[]) {
    const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
    super(first === undefined ? "the schema cannot be used" : `${first.code}: ${first.message}`);
    this.diagnostics = diagnostics;
  }
}

/** Whether something that was caught is a {@link SchemaError}, also one of another copy of this package. */
export function isSchemaError(error: unknown): error is SchemaError {
  return error instanceof Error && error.name === "SchemaError" && "diagnostics" in error;
}

type Compiler = InstanceType<Core["SchemaCompiler"]>;
type Validating = InstanceType<Core["Validating"]>;
type Handle = NonNullable<ReturnType<Compiler["takeSchema"]>>;

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
   * Never throws for a document's faults: they are diagnostics, and so are those of a schema document that it points to.
   *
   * @throws TypeError for content or an option of a wrong type, RangeError for a limit that is no bound; what `resolve`
   * and the document's stream throw; the signal's reason when it aborts.
   */
  async validate(document: Content, options: ValidateOptions = {}): Promise<Validation> {
    const validating = validatingWith(await core(), options);
    const stream = chunks(document, options.signal);
    try {
      return await validated(handleOf(this), stream, validating, options);
    } finally {
      validating.free();
      await stream.return(undefined);
    }
  }

  /**
   * Frees the memory that the schema holds in the core. Without it that is done some time after the schema is out of reach.
   * What it is used for afterwards throws a TypeError; what it is used for already goes on.
   */
  [Symbol.dispose](): void {
    handles.get(this)?.free();
    handles.delete(this);
  }

  /**
   * What another schema says differently, in one line such as `1 more: "build/@artifact_id"`; undefined where it says the
   * same.
   */
  differences(other: Schema): string | undefined {
    return handleOf(this).differences(handleOf(other));
  }

  /**
   * What may stand at an element; undefined where the schema has no such element.
   *
   * @param path local names from the root, such as `["test_result", "test_runs", "test_run"]`, all in no namespace.
   */
  describe(path: readonly string[]): ElementDescription | undefined {
    const described = handleOf(this).describe(path.join("/"));
    return described === undefined ? undefined : (JSON.parse(described) as ElementDescription);
  }
}

function validatingWith({ Validating }: Core, options: ValidateOptions): Validating {
  const validating = new Validating();
  try {
    if (readsInternalSubset(options.doctype)) validating.readInternalSubset();
    setLimits(options.limits ?? {}, (name, value) => validating.bound(name, value));
    return validating;
  } catch (error) {
    validating.free();
    throw error;
  }
}

function readsInternalSubset(doctype: Doctype = "refuse"): boolean {
  if (doctype === "refuse" || doctype === "internal") return doctype === "internal";
  throw new TypeError('the option "doctype" must be "refuse" or "internal"');
}

async function validated(
  schema: Handle,
  stream: AsyncGenerator<Uint8Array>,
  validating: Validating,
  options: ValidateOptions,
): Promise<Validation> {
  if (options.resolve === undefined) return judged(validating.validator(schema), stream);
  const { hints, whole } = await readHints(validating.hints(options.location ?? ""), stream);
  if (hints.length === 0) return judged(validating.validator(schema), whole);
  const extended = await extend(schema, hints, options).catch(faultsOfSchema);
  if (Array.isArray(extended)) return { valid: false, diagnostics: extended };
  try {
    return await judged(validating.validator(extended), whole);
  } finally {
    extended.free();
  }
}

/** What a document points to may be no schema: that is a fault of the document. */
function faultsOfSchema(error: unknown): Diagnostic[] {
  if (error instanceof SchemaError) return error.diagnostics;
  throw error;
}

type Validator = ReturnType<Validating["validator"]>;

async function judged(validator: Validator, stream: AsyncIterable<Uint8Array>): Promise<Validation> {
  try {
    for await (const chunk of stream) validator.push(chunk);
    return JSON.parse(validator.finish()) as Validation;
  } finally {
    validator.free();
  }
}

/** The schema with what a document points to. */
async function extend(schema: Handle, hints: SchemaReference[], options: ValidateOptions): Promise<Handle> {
  const compiler = schema.again();
  try {
    for (const { location, base, namespace } of hints) compiler.hint(location, base, namespace);
    return await compiled(compiler, options);
  } finally {
    compiler.free();
  }
}

/**
 * The core's own schema behind a {@link Schema}.
 *
 * @internal
 */
export function handleOf(schema: Schema): Handle {
  const handle = handles.get(schema);
  if (handle === undefined)
    throw new TypeError("a schema must come from compileSchema, and not be disposed of");
  return handle;
}

let bundledOnce: Promise<Schema> | undefined;

/** The schema that the package brings along, which the core holds compiled. */
export function bundled(): Promise<Schema> {
  bundledOnce ??= core().then(({ Schema: Compiled }) => new Schema(Compiled.bundled()));
  return bundledOnce;
}

/**
 * Compiles a schema.
 *
 * @param documents one document as text or bytes, or several with their locations; the first is the entry.
 * @throws SchemaError with every reason why the schema cannot be used; TypeError for documents or an option of a wrong
 * type, RangeError for a limit that is no bound; what `resolve` throws; the signal's reason when it aborts.
 */
export async function compileSchema(
  documents: string | Uint8Array | SchemaDocument[],
  options: CompileOptions = {},
): Promise<Schema> {
  const { SchemaCompiler } = await core();
  const compiler = new SchemaCompiler();
  try {
    if (readsInternalSubset(options.doctype)) compiler.readInternalSubset();
    setLimits(options.limits ?? {}, (name, value) => compiler.bound(name, value));
    const list = Array.isArray(documents) ? documents : [{ location: "schema.xsd", content: documents }];
    for (const { location, content } of list) compiler.add(location, bytesOf(content));
    return new Schema(await compiled(compiler, options));
  } finally {
    compiler.free();
  }
}

/** Compiles, and asks for documents as long as some are wanted. */
async function compiled(
  compiler: Compiler,
  options: { resolve?: ResolveSchema; signal?: AbortSignal },
): Promise<Handle> {
  options.signal?.throwIfAborted();
  while (!compiler.compile()) await provide(compiler, options);
  const schema = compiler.takeSchema();
  if (schema === undefined) throw new SchemaError(JSON.parse(compiler.diagnostics()) as Diagnostic[]);
  return schema;
}

/** Answers every document that the compiler wants, in its order. */
async function provide(
  compiler: Compiler,
  options: { resolve?: ResolveSchema; signal?: AbortSignal },
): Promise<void> {
  for (const { location, base, namespace } of JSON.parse(compiler.wanted()) as SchemaReference[]) {
    const document = await options.resolve?.(location, base, namespace);
    options.signal?.throwIfAborted();
    if (document === undefined) compiler.provideNothing();
    else compiler.provide(document.location, bytesOf(document.content));
  }
}
