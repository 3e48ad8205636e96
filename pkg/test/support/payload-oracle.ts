/** Every payload that a test produces is also judged by libxml2, against the server's schema where it is at hand. */
import { expect } from "vitest";
import { libxml2Oracle, type Oracle } from "./libxml2.js";
import { referenceSchema } from "./reference-schema.js";

let oracle: Oracle | undefined;

/** Fails the test where libxml2 refuses the payload. Without the reference schema the bundled one counts. */
export function expectValidForLibxml2(payload: Uint8Array): void {
  oracle ??= libxml2Oracle(referenceSchema());
  expect(oracle.check(new TextDecoder().decode(payload))).toEqual({ valid: true, messages: [] });
}
