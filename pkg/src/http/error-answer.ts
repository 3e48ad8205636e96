/** Error answers in the shape that Octane gives them, for the sandbox and the gateway alike. */

import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What an error answer says. */
export interface ErrorFacts {
  /** HTTP status code. */
  status: ContentfulStatusCode;
  /** Stable code, such as `testbox.not_found`. */
  code: string;
  /** What is wrong, for people. */
  description: string;
  /** The id that ties the answer to its request; null where the request had none. */
  correlationId?: string | null | undefined;
  /** Further facts for machines. */
  properties?: Record<string, unknown> | undefined;
  /** Headers beside the content type. */
  headers?: Record<string, string> | undefined;
}

/** The answer: JSON without a charset, as Octane sends it. */
export function errorAnswer(facts: ErrorFacts): Response {
  const body = {
    error_code: facts.code,
    correlation_id: facts.correlationId ?? null,
    description: facts.description,
    description_translated: facts.description,
    properties: facts.properties ?? null,
  };
  const headers = { ...facts.headers, "content-type": "application/json" };
  return new Response(JSON.stringify(body), { status: facts.status, headers });
}
