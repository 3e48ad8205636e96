/** The messages that there are: whatever English has, every language has. */

import type { en } from "./en.js";
import type { Message } from "./message.js";

/** The key of a message. */
export type TextKey = keyof typeof en;

/** A whole language. */
export type Texts = Readonly<Record<TextKey, Message>>;
