/** Context files and links: how the form is filled at once, and how that is undone. Pure: state in, state out. */

import { formOfContent } from "../context-content.js";
import type { ContextBefore, ContextNotice } from "../context-file.js";
import { saysAnything } from "../context-form.js";
import { outdated } from "../flow.js";
import type { ContextRead, LinkRead, TooLongLink } from "../protocol.js";
import type { PageState } from "../state.js";

/** A file was read: the form shows it, or its faults are told and the form stays. */
export function contextRead(state: PageState, name: string, read: ContextRead): PageState {
  if ("faults" in read) return { ...state, contextNotice: { kind: "faults", name, faults: read.faults } };
  const { content, source } = read;
  const notice: ContextNotice = { kind: "read", name, before: before(state) };
  const context = formOfContent(content);
  return contextSaved(filled(state, { context, policies: state.policies, source }, notice));
}

/** A link was opened: the form shows what it says. */
export function linkOpened(state: PageState, read: LinkRead): PageState {
  if ("refused" in read) {
    const { refused, ...values } = read;
    const notice: ContextNotice = { kind: "link-refused", text: `context-link.open.${refused}`, values };
    return { ...state, contextNotice: notice };
  }
  if ("faults" in read) return { ...state, contextNotice: { kind: "link-faults", faults: read.faults } };
  const notice: ContextNotice = { kind: "link", before: before(state) };
  const { content, policies } = read;
  const context = formOfContent(content);
  return contextSaved(filled(state, { context, policies, source: undefined }, notice));
}

/** No link is made to a context that would not fit into one. */
export function linkTooLong(state: PageState, { length, most }: TooLongLink): PageState {
  const values = { length, most };
  return { ...state, contextNotice: { kind: "link-refused", text: "context-link.make.too-long", values } };
}

/** The address of the last link, for as long as it says what the form says. */
export function shownLink({ context, policies, contextLink }: PageState): string | undefined {
  const isLikeForm = contextLink?.context === context && contextLink.policies === policies;
  return isLikeForm ? contextLink.address : undefined;
}

/** What was filled in at once is as it was before. */
export function undoFilling(state: PageState): PageState {
  const notice = state.contextNotice;
  return notice && "before" in notice ? filled(state, notice.before, undefined) : state;
}

/** Nothing came of a file or a link. */
export function contextFailed(state: PageState, reason: string): PageState {
  return { ...state, contextNotice: { kind: "failed", reason } };
}

/** What the form says is now kept somewhere else, too. */
export function contextSaved(state: PageState): PageState {
  return { ...state, contextKept: state.context };
}

/** Whether leaving the page would lose what somebody typed. */
export function isUnsaved({ context, contextKept }: PageState): boolean {
  return saysAnything(context) && context !== contextKept;
}

function before({ context, policies, contextSource }: PageState): ContextBefore {
  return { context, policies, source: contextSource };
}

function filled(
  state: PageState,
  { context, policies, source }: ContextBefore,
  contextNotice: ContextNotice | undefined,
): PageState {
  const shown = { context, policies, contextSource: source, contextNotice };
  return outdated({ ...state, ...shown, touched: new Set(), summary: false });
}
