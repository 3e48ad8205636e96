/** Answers of the sandbox: JSON and errors as Octane shapes them, and the mark on what is not verified. */

import type { Context } from "hono";
import { type ErrorFacts, errorAnswer } from "../http/error-answer.js";

/** Header that names what in an answer is sandbox behaviour, not verified against Octane. */
export const UNVERIFIED = "x-sandbox-unverified";

/** JSON without a charset, as Octane sends it. */
export function json(body: unknown, status = 200, unverified: string[] = []): Response {
  const headers = { "content-type": "application/json" };
  return marked(new Response(JSON.stringify(body), { status, headers }), unverified);
}

/** An error answer that carries the request's correlation id. */
export function refuse(context: Context, facts: ErrorFacts, unverified: string[] = []): Response {
  const correlationId = context.req.header("x-correlation-id");
  return marked(errorAnswer({ ...facts, correlationId }), unverified);
}

/** The same answer, with the mark where there is something to mark. */
export function marked(response: Response, unverified: string[]): Response {
  if (unverified.length > 0) response.headers.set(UNVERIFIED, unverified.join("; "));
  return response;
}
