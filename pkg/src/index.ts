/**
 * Test reports to ALM Octane test-results payloads: read, validated against the server's XSD, with link conflicts
 * settled, and submitted.
 */
export { bundledSchema, renderDiagnostic, version } from "./core.js";
export { init, type WasmSource } from "./load.js";
export type * from "./types.js";
