/** What the sandbox needs of the core, as an interface, so that tests can hand in another judge. */

import type { Payload } from "./payload.js";

/** What is wrong with a payload; the public diagnostics have these fields, and more. */
export interface Finding {
  severity: string;
  message: string;
  path: string;
  line?: number;
  column?: number;
}

/** Schema, validation and reading of payloads. */
export interface SandboxCore {
  /** The schema that the sandbox hands out, and validates by. */
  schema(): Promise<string>;
  /** Validates a payload by the schema. */
  validate(bytes: Uint8Array): Promise<{ valid: boolean; diagnostics: Finding[] }>;
  /** Reads a valid payload. */
  readPayload(bytes: Uint8Array): Promise<Payload>;
}
