/**
 * The worker: the core behind numbered calls.
 *
 * Owns which function answers a call, and the abort of one. The session lives in `session`.
 */

import { init, OctaneError, OptionsError, SchemaError } from "octane-payload";
import { mend } from "./check/mending.js";
import { testConnection } from "./connection-test.js";
import { readLink, writeLink } from "./context-link.js";
import { readContext, writeContext } from "./context-worker.js";
import { ContextError, convertReports } from "./conversion.js";
import { unpack } from "./packed/unpack.js";
import type { CallName, Calls, Failure, FromWorker, ToWorker } from "./protocol.js";
import { RunAnswers } from "./runs/answers.js";
import { isLate, readLog, Session } from "./session.js";
import { zipParts } from "./zip-parts.js";

/** The part of a worker's global scope that is used here; the page's own types name a window instead. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

/** How a call is answered. */
type Answerers = {
  readonly [Name in CallName]: (
    request: Calls[Name]["request"],
    signal: AbortSignal,
    onProgress: (progress: Calls[Name]["progress"]) => void,
  ) => Promise<Calls[Name]["answer"]>;
};

const scope = globalThis as unknown as WorkerScope;
const session = new Session();
const runs = new RunAnswers();
const running = new Map<number, AbortController>();

const answerers: Answerers = {
  convert: async (request, signal, onProgress) => {
    const converted = await convertReports(request, await session.schema(), signal, onProgress);
    runs.adopt(converted.runs, request);
    return { ...converted.conversion, schema: session.origin };
  },
  zip: (parts, signal) => zipParts(parts, signal),
  readContext: (file) => readContext(file),
  writeContext: (content) => writeContext(content),
  readLink: (link) => readLink(link),
  writeLink: (context) => writeLink(context),
  signIn: (request, signal) => session.signIn(request, signal),
  testConnection: (request, signal) => testConnection(request, signal),
  lookUp: (request, signal) => session.lookUp(request, signal),
  signOut: () => session.signOut(),
  submit: (request, signal, onProgress) => session.submit(request, signal, onProgress),
  readLogs: ({ logs }) => Promise.all(logs.map(readLog)),
  listRuns: (request) => runs.window(request),
  readRun: (run) => runs.details(run),
  locateFinding: ({ diagnostic, part }) => runs.locate(diagnostic, part),
  describeElement: async (path) => ({ element: (await session.schema()).describe(path) }),
  readSchema: async () => ({ text: await session.schemaText() }),
  unpack: (packed) => unpack(packed),
  mend: async (request) => mend(request, await session.schema()),
  explainRun: async (run, signal) => runs.reasons(run, await session.schema(), signal),
};

// The core is loaded before anyone asks; that it cannot be loaded is told by the first call that needs it.
init().catch(() => undefined);

scope.onmessage = ({ data }) => {
  if (data.call === "abort") running.get(data.id)?.abort();
  else void answer(data);
};

async function answer({ id, call, request }: Exclude<ToWorker, { call: "abort" }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const answerer = answerers[call] as (...given: unknown[]) => Promise<unknown>;
  const onProgress = (progress: unknown) => scope.postMessage({ id, progress });
  try {
    scope.postMessage({ id, answer: await answerer(request, controller.signal, onProgress) });
  } catch (error) {
    scope.postMessage({ id, failure: failureOf(error, controller.signal) });
  } finally {
    running.delete(id);
  }
}

function failureOf(error: unknown, { aborted }: AbortSignal): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof OctaneError) return ofClient(error, message);
  if (aborted) return { kind: "aborted", message, diagnostics: [] };
  if (error instanceof ContextError) return { kind: "context", message, diagnostics: error.faults };
  if (error instanceof OptionsError) return { kind: "options", message, diagnostics: [] };
  if (error instanceof SchemaError) return { kind: "schema", message, diagnostics: error.diagnostics };
  const kind = error instanceof WebAssembly.RuntimeError ? "crashed" : "unknown";
  return { kind, message, diagnostics: [] };
}

function ofClient(error: OctaneError, message: string): Failure {
  const { kind, diagnostics, submission } = error;
  return { kind: isLate(error) ? "unavailable" : kind, message, diagnostics, parts: submission?.parts };
}
