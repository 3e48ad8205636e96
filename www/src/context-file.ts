/** What the page has to say about a context file or link that filled the form, or could not. */

import type { Diagnostic } from "octane-payload";
import type { ContextForm } from "./context-form.js";
import type { ContextSource, LinkPolicies } from "./protocol.js";
import type { TextKey, Values } from "./texts/index.js";

/** A link that was made. */
export interface MadeLink {
  readonly address: string;
  /** What it was made of. */
  readonly context: ContextForm;
  readonly policies: LinkPolicies;
}

/** What stood in the form before it was filled at once. */
export interface ContextBefore {
  readonly context: ContextForm;
  readonly policies: LinkPolicies;
  readonly source: ContextSource | undefined;
}

/** What was done to the form at once, or why it was not. */
export type ContextNotice =
  | { readonly kind: "read"; readonly name: string; readonly before: ContextBefore }
  | { readonly kind: "link"; readonly before: ContextBefore }
  | { readonly kind: "link-faults"; readonly faults: readonly Diagnostic[] }
  | { readonly kind: "link-refused"; readonly text: TextKey; readonly values: Values }
  | { readonly kind: "faults"; readonly name: string; readonly faults: readonly Diagnostic[] }
  | { readonly kind: "failed"; readonly reason: string };
