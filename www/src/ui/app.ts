/** The page around the steps: the path on one side, the step that is worked on beside it. */

import { html, type TemplateResult } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import type { Actions } from "../actions.js";
import type { PageState } from "../state.js";
import { checkStep } from "./check.js";
import { contextStep } from "./context.js";
import { followStep } from "./follow.js";
import { reportsStep } from "./reports.js";
import { stepList } from "./steps.js";
import { submitStep } from "./submit.js";

/** The page. */
export function app(state: PageState, actions: Actions): TemplateResult {
  return html`${stepList(state)}
    <div class="stage" id="stage">${keyed(state.step, currentStep(state, actions))}</div>`;
}

function currentStep(state: PageState, actions: Actions): TemplateResult {
  switch (state.step) {
    case "reports":
      return reportsStep(state, actions);
    case "context":
      return contextStep(state, actions);
    case "check":
      return checkStep(state, actions);
    case "submit":
      return submitStep(state, actions);
    case "follow":
      return followStep(state, actions);
  }
}
