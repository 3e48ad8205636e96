/** Small drawings that stand beside words, never in their place; each is hidden from screen readers. */

import { html, svg, type TemplateResult } from "lit-html";

const shapes = {
  check: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  cross: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  skip: svg`<path d="M4 4v8l6-4zM12.5 4v8" />`,
  minus: svg`<path d="M4 8h8" />`,
  clock: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 5v3.2l2 1.4" />`,
  alert: svg`<path d="M8 2.5 14.2 13.5H1.8z" /><path d="M8 6.5v3.2M8 11.6v.1" />`,
  error: svg`<circle cx="8" cy="8" r="6" /><path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />`,
  info: svg`<circle cx="8" cy="8" r="6" /><path d="M8 7.4v3.4M8 5.1v.1" />`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
  drop: svg`<path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 11v2.5h11V11" />`,
  file: svg`<path d="M4 1.8h5l3 3v9.4H4zM9 1.8v3h3" />`,
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof shapes;

/** A drawing in the colour of the words around it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
