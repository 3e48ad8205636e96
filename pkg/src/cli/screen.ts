/** A place on the screen that is drawn again and again. The cursor stays visible: there is nothing to put right after a kill. */

import { createLogUpdate } from "log-update";

/** Some lines on standard error. */
export interface Drawing {
  draw(text: string): void;
  /** Takes the lines away. */
  clear(): void;
}

/** Opens a place below what stands on the screen. */
export function openDrawing(): Drawing {
  const draw = createLogUpdate(process.stderr, { showCursor: true });
  return { draw, clear: () => draw.clear() };
}
