/** What the sandbox needs of the core, as an interface, so that tests can hand in another judge. */

import type { Validation } from "../schema.js";
import type { Payload } from "./payload.js";

/** Schema, validation and reading of payloads. */
export interface SandboxCore {
  /** The schema that the sandbox hands out, and validates by. */
  schema(): Promise<string>;
  /** Validates a payload by the schema. */
  validate(bytes: Uint8Array): Promise<Validation>;
  /** Reads a valid payload. */
  readPayload(bytes: Uint8Array): Promise<Payload>;
}
