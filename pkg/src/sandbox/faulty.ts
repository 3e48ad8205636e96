/** A sandbox with faults: between a request and its answer, whatever a plan or the request itself asks for goes wrong. */

import { errorAnswer } from "../http/error-answer.js";
import type { Wire } from "../http/wire.js";
import { FAULT_HEADER, type FaultName, type FaultPlan, isFault, phaseOf } from "./faults.js";
import { SESSION_COOKIE, type Sessions } from "./sign-in.js";

/** Answers a request. */
export type Handler = (request: Request, wire?: Wire) => Promise<Response>;

/** A handler that meets with the faults of the plan. */
export function faulty(handle: Handler, plan: FaultPlan, sessions: Sessions): Handler {
  return async (request, wire) => {
    const fault = faultOf(request, plan);
    if (fault === undefined) return handle(request);
    const instead = await answerInstead(fault, request, wire);
    if (instead !== undefined) return instead;
    if (fault === "session-expired") sessions.expireAll();
    return spoiled(fault, await handle(request), { request, wire, sessions });
  };
}

function faultOf(request: Request, plan: FaultPlan): FaultName | undefined {
  const asked = request.headers.get(FAULT_HEADER) ?? "";
  if (isFault(asked)) return asked;
  return plan.take(phaseOf(request.method, new URL(request.url).pathname));
}

const REFUSALS: Partial<
  Record<FaultName, [status: 403 | 404 | 405 | 413 | 429 | 500 | 502 | 503, code: string]>
> = {
  "queue-full": [503, "testbox.queue_full"],
  "request-limit": [503, "testbox.request_limit"],
  "too-many-requests": [429, "platform.too_many_requests"],
  "bad-gateway": [502, "platform.general_error"],
  error: [500, "platform.general_error"],
  forbidden: [403, "platform.not_authorized"],
  "too-large": [413, "platform.request_too_large"],
  gone: [404, "testbox.not_found"],
};

/** What comes in place of carrying the request out; undefined where it is carried out. */
async function answerInstead(fault: FaultName, request: Request, wire?: Wire): Promise<Response | undefined> {
  if (fault === "reset-before") return reset(wire);
  if (fault === "silence") return silence(request);
  if (fault === "outage") return page(503);
  if (fault === "page") return page(200);
  // By POST the log is still to be had.
  const refusal = fault === "method" && request.method === "GET" ? NOT_BY_GET : REFUSALS[fault];
  if (refusal === undefined) return undefined;
  const [status, code] = refusal;
  const headers = fault === "too-many-requests" ? { "retry-after": "1" } : {};
  const correlationId = request.headers.get("x-correlation-id");
  return errorAnswer({ status, code, description: `sandbox fault: ${fault}`, correlationId, headers });
}

const NOT_BY_GET = [405, "platform.method_not_allowed"] as const;

function page(status: number): Response {
  const text =
    "<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>Back soon.</body></html>";
  return new Response(text, { status, headers: { "content-type": "text/html;charset=utf-8" } });
}

/** Without a connection to tear down, it fails as `fetch` would. */
function reset(wire: Wire | undefined): Response {
  if (wire !== undefined) return wire.reset();
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
  });
}

function silence({ signal }: Request): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

interface Surroundings {
  request: Request;
  wire: Wire | undefined;
  sessions: Sessions;
}

/** The right answer, spoiled. */
async function spoiled(fault: FaultName, answer: Response, around: Surroundings): Promise<Response> {
  switch (fault) {
    case "reset-after":
      await answer.arrayBuffer();
      return reset(around.wire);
    case "cut":
      return cut(answer, around.wire);
    case "slow":
      return withBody(answer, slowly(new Uint8Array(await answer.arrayBuffer())));
    case "gzip":
      return withBody(answer, answer.body?.pipeThrough(new CompressionStream("gzip")), "gzip");
    case "cookie-rotation":
      return rotated(answer, around);
    case "stuck":
      return withStatus(answer, "running");
    case "unknown-status":
      return withStatus(answer, "postponed");
    default:
      return answer;
  }
}

async function cut(answer: Response, wire: Wire | undefined): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const half = bytes.slice(0, bytes.length / 2);
  if (wire !== undefined) return wire.cut(answer, half, Math.max(bytes.length, 1));
  const source = {
    start: (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(half),
    pull: (controller: ReadableStreamDefaultController<Uint8Array>) =>
      controller.error(new TypeError("terminated")),
  };
  return withBody(answer, new ReadableStream(source));
}

const PIECES = 5;
const PAUSE_MS = 100;

function slowly(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let piece = 0;
  return new ReadableStream({
    pull: async (controller) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const at = (index: number) => Math.floor((bytes.length * index) / PIECES);
      controller.enqueue(bytes.slice(at(piece), at(piece + 1)));
      piece += 1;
      if (piece === PIECES) controller.close();
    },
  });
}

async function withStatus(answer: Response, status: string): Promise<Response> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  if (typeof body !== "object" || body === null || !("status" in body)) return answer;
  return withBody(answer, JSON.stringify({ ...body, status }));
}

/** The session goes on under another key. */
function rotated(answer: Response, { request, sessions }: Surroundings): Response {
  const cookies = [request.headers.get("cookie") ?? "", ...answer.headers.getSetCookie()];
  const keys = cookies.flatMap((text) => new RegExp(`${SESSION_COOKIE}=([^;]*)`).exec(text)?.[1] ?? []);
  const renewed = sessions.rotate(keys.at(-1) ?? "");
  const changed = withBody(answer, answer.body);
  if (renewed !== undefined)
    changed.headers.append("set-cookie", `${SESSION_COOKIE}=${renewed}; Path=/; HttpOnly`);
  return changed;
}

function withBody(answer: Response, body: BodyInit | null | undefined, encoding?: string): Response {
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  if (encoding !== undefined) headers.set("content-encoding", encoding);
  return new Response(isBodyless(answer.status) ? null : body, { status: answer.status, headers });
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 304;
}
