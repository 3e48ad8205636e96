/** The answers by which the test-results resource refuses a request; each is thrown and ends it. */

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { BodyEncodingError, BodyTooLargeError } from "../http/body.js";
import type { ErrorFacts } from "../http/error-answer.js";
import type { Diagnostic } from "../types.js";
import { refuse } from "./answers.js";

/** The payload is of another media type. */
export function mediaTypeRefusal(context: Context, type: string): HTTPException {
  const description = `Content type "${type}" is not supported, "application/xml" is`;
  return stop(context, { status: 415, code: "platform.unsupported_media_type", description }, "error code");
}

/** The payload is compressed in a way that is not spoken of. */
export function encodingRefusal(context: Context, encoding: string): HTTPException {
  const description = `Content encoding "${encoding}" is not supported, "gzip" is`;
  const facts: ErrorFacts = { status: 415, code: "platform.unsupported_content_encoding", description };
  return stop(context, facts, "status and error code for a content encoding");
}

/** The body cannot be read: it is too large, or not what it says. Other errors go on as they are. */
export function bodyRefusal(context: Context, error: unknown): HTTPException {
  if (error instanceof BodyTooLargeError) {
    const description = `Request is larger than ${error.limit} bytes`;
    const facts: ErrorFacts = { status: 413, code: "platform.request_too_large", description };
    return stop(context, facts, "status and error code for a body over the limit");
  }
  if (!(error instanceof BodyEncodingError)) throw error;
  const facts: ErrorFacts = {
    status: 400,
    code: "platform.invalid_body",
    description: "Request body is not valid gzip",
  };
  return stop(context, facts, "status and error code for a body that is not gzip");
}

/** The payload does not conform to the schema; all that is wrong stands in the properties. */
export function schemaRefusal(context: Context, findings: Diagnostic[]): HTTPException {
  const violations = findings.filter(({ severity }) => severity === "error");
  const description = `Payload was not processed as it does not conform to the XSD schema: ${inWords(violations[0])}`;
  const facts: ErrorFacts = {
    status: 400,
    code: "testbox.invalid_payload",
    description,
    properties: { violations },
  };
  return stop(context, facts, "error code and text of a schema refusal");
}

/** The payload has more tests than may be posted at once. */
export function countRefusal(context: Context, count: number, most: number): HTTPException {
  const description = `Payload has ${count} tests, at most ${most} can be posted at once`;
  const facts: ErrorFacts = { status: 400, code: "testbox.too_many_tests", description };
  return stop(context, facts, "what happens to more than 1000 tests");
}

/** There is no task of this number, or no more. */
export function unknownTask(context: Context): HTTPException {
  const description = `QueueItem id=${context.req.param("id")} does not exist`;
  return stop(
    context,
    { status: 404, code: "testbox.not_found", description },
    "status code of an unknown id",
  );
}

function inWords(finding: Diagnostic | undefined): string {
  if (finding === undefined) return "no reason is known";
  const { message, line, column, path } = finding;
  return line === undefined ? message : `${message} (line ${line}, column ${column}, ${path})`;
}

function stop(context: Context, facts: ErrorFacts, unverified: string): HTTPException {
  return new HTTPException(facts.status, { res: refuse(context, facts, [unverified]) });
}
