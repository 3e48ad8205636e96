/** A sandbox with a fault that also serves the page with the package: the page's own origin is Octane's, as for an external action. */

import { type Listening, listen } from "../../../pkg/src/http/listen.js";
import type { SandboxCore } from "../../../pkg/src/sandbox/core.js";
import { createSandbox, type Fault, type Sandbox } from "../../../pkg/src/sandbox/index.js";
import { codeAt, PAGE } from "./client-house.js";

/** A house that is open. */
export interface FaultHouse extends Listening {
  sandbox: Sandbox;
}

/** Opens a house in which the fault waits. */
export async function openFaultHouse(core: SandboxCore, fault: Fault): Promise<FaultHouse> {
  const sandbox = createSandbox({ core, faults: [fault] });
  const listening = await listen(() => ({
    fetch: async (request, wire) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/page") return new Response(PAGE, { headers: { "content-type": "text/html" } });
      return (await codeAt(pathname)) ?? sandbox.fetch(request, wire);
    },
  }));
  return { ...listening, sandbox };
}
