/**
 * The page's own Trusted Types policy: the one address of a worker, and XML that is only ever read.
 *
 * Owns every string that is handed to a guarded browser function. lit-html brings a policy of its own for its templates.
 */

interface Policy {
  createScriptURL(url: string): string;
  createHTML(markup: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
const rules: Policy = { createScriptURL: (url) => url, createHTML: (markup) => markup };
const policy = trustedTypes?.createPolicy("octane-payload", rules) ?? rules;

/** The worker's address, from the build, as `new Worker` takes it. */
export function trustedWorkerUrl(url: string): string {
  return policy.createScriptURL(url);
}

/** Reads XML into a document that is never attached to the page. */
export function readXml(xml: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(xml), "text/xml");
}
