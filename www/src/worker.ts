/**
 * The worker: the core behind numbered calls.
 *
 * Owns which function answers a call, and the abort of one. The session lives in `session`.
 */

import { convert as convertReports, OctaneError, SchemaError } from "octane-payload";
import type { CallName, Calls, Failure, FromWorker, ToWorker } from "./protocol.js";
import { Session } from "./session.js";

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
const running = new Map<number, AbortController>();

const answerers: Answerers = {
  convert: async ({ reports, context, linkPolicy }, signal) => {
    const schema = session.schema;
    const conversion = await convertReports([...reports], {
      context,
      linkPolicy,
      signal,
      ...(schema && { schema }),
    });
    return { ...conversion, schema: session.origin };
  },
  signIn: (request) => session.signIn(request),
  signOut: () => session.signOut(),
  submit: (request, signal, onProgress) => session.submit(request, signal, onProgress),
};

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
  if (error instanceof OctaneError) {
    return { kind: error.kind, message, diagnostics: error.diagnostics, parts: error.submission?.parts };
  }
  if (aborted) return { kind: "aborted", message, diagnostics: [] };
  if (error instanceof SchemaError) return { kind: "schema", message, diagnostics: error.diagnostics };
  return {
    kind: error instanceof WebAssembly.RuntimeError ? "crashed" : "unknown",
    message,
    diagnostics: [],
  };
}
