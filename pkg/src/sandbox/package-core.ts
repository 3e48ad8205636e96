/** This package's own core, as the sandbox needs it: the bundled schema, validation by it, and reading. */

import { bundledSchema } from "../core.js";
import { parsePayload } from "../payload.js";
import { bundled } from "../schema.js";
import type { SandboxCore } from "./core.js";

/** The core; what it needs is loaded when it is first asked. */
export function packageCore(): SandboxCore {
  return {
    schema: bundledSchema,
    validate: async (bytes) => (await bundled()).validate(bytes),
    readPayload: parsePayload,
  };
}
