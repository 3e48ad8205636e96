/** How V8 is to treat the core in a process that lives for a tenth of a second. */

import { setFlagsFromString } from "node:v8";

/**
 * Functions of the core are checked when they are first called, and optimised once they have run for longer than a small
 * report takes: what a thread optimises before that is not ready in time, and keeps the one that works from its processor. A
 * large report passes the budget in its first tenths of a second. A V8 that does not know a flag leaves it.
 */
export function startCoreQuickly(): void {
  setFlagsFromString("--wasm-lazy-validation");
  setFlagsFromString("--wasm-tiering-budget=30000000");
}
