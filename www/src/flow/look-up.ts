/** Looking an entity up while its field is typed into: what is offered, which choice is marked. Pure: state in, state out. */

import type { Choice, LookUpAnswer, LookUpKind, LookUpRequest } from "../protocol.js";
import type { PageState } from "../state.js";

/** The look-up of the field that is typed into. */
export interface LookUpState {
  /** The id of the field's control. */
  readonly control: string;
  readonly request: LookUpRequest;
  /** Absent until the server has answered. */
  readonly answer?: LookUpAnswer | undefined;
  /** The position of the choice that is marked; -1 where none is. */
  readonly active: number;
}

/** A field is asked for; what was offered in it stays until the server answers. */
export function askedFor(state: PageState, control: string, request: LookUpRequest): PageState {
  const { lookUp } = state;
  const isSame = lookUp?.control === control && isOneSource(lookUp.request, request);
  return { ...state, lookUp: { control, request, answer: isSame ? lookUp.answer : undefined, active: -1 } };
}

/** The server has answered; an answer to what is not asked any more changes nothing. */
export function lookedUp(state: PageState, request: LookUpRequest, answer: LookUpAnswer): PageState {
  return state.lookUp?.request === request ? { ...state, lookUp: { ...state.lookUp, answer } } : state;
}

/** Marks the next choice, or the one before with `by` -1; from one end to the other. */
export function markedNext(state: PageState, by: 1 | -1): PageState {
  const { lookUp } = state;
  const count = choicesIn(lookUp).length;
  if (!lookUp || count === 0) return state;
  const from = lookUp.active < 0 && by < 0 ? 0 : lookUp.active;
  return { ...state, lookUp: { ...lookUp, active: (from + by + count) % count } };
}

/** Nothing is offered any more. */
export function closed(state: PageState): PageState {
  return state.lookUp ? { ...state, lookUp: undefined } : state;
}

/** A choice was made: its name stays known. */
export function chosen(state: PageState, kind: LookUpKind, { id, name }: Choice): PageState {
  const { connection } = state;
  const names = { ...connection.names, [keyOf(kind, id)]: name };
  return closed({ ...state, connection: { ...connection, names } });
}

/** What is offered. */
export function choicesIn(lookUp: LookUpState | undefined): readonly Choice[] {
  return lookUp?.answer && "choices" in lookUp.answer ? lookUp.answer.choices : [];
}

/** The name of an entity that was chosen in this session. */
export function nameOf({ connection }: PageState, kind: LookUpKind, id: string): string | undefined {
  return connection.names?.[keyOf(kind, id)];
}

function keyOf(kind: LookUpKind, id: string): string {
  return `${kind} ${id.trim()}`;
}

function isOneSource(one: LookUpRequest, other: LookUpRequest): boolean {
  return one.kind === other.kind && one.of === other.of;
}
