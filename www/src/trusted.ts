/**
 * The page's own Trusted Types policy: the addresses of its two workers.
 *
 * Owns every string that is handed to a guarded browser function. lit-html brings a policy of its own for its templates.
 */

import workerAddress from "./worker.ts?worker&url";

interface Policy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

/** Beside the page: a service worker serves what lies below itself. */
const serviceWorkerAddress = "./service-worker.js";

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
const rules: Policy = { createScriptURL: ourScript };
const policy = trustedTypes?.createPolicy("octane-payload", rules) ?? rules;

/** The worker with the core. */
export function startWorker(): Worker {
  return new Worker(policy.createScriptURL(workerAddress), { type: "module" });
}

/**
 * The service worker; nothing where the browser has none for this page: without TLS, in some private windows, or where its
 * owner switched them off. The page then works as long as its server does.
 */
export function registerServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!("serviceWorker" in navigator)) return Promise.resolve(undefined);
  const address = policy.createScriptURL(serviceWorkerAddress);
  return navigator.serviceWorker.register(address, { updateViaCache: "none" }).catch(() => undefined);
}

/** The build names the scripts there are; no other string becomes one. */
function ourScript(url: string): string {
  if (url !== workerAddress && url !== serviceWorkerAddress) throw new TypeError("no script of this page");
  return url;
}
