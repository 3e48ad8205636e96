/** What is wrong with the context, whoever tells it: the form while it is typed, or the core once it has read it. */

import { contextErrors, faultErrors } from "../context-errors.js";
import type { FormError } from "../context-form.js";
import type { PageState } from "../state.js";

/** The mistakes, each at its control. */
export function contextMistakes({ context, conversion }: PageState): FormError[] {
  const typed = contextErrors(context);
  const { phase, failure } = conversion;
  if (typed.length > 0 || phase !== "blocked" || failure === undefined) return typed;
  return faultErrors(context, failure.diagnostics);
}
