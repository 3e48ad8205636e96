/** Documents that can be looked at, and places in them. Pure. */

import type { Diagnostic } from "octane-payload";
import type { Finding } from "../findings.js";
import type { TextLines } from "../payload-text.js";
import type { RunDetails } from "../runs/messages.js";
import type { Phrase } from "../texts/index.js";

/** A document: a report by its name, a part of the payload by its position, or the schema in use. */
export type DocumentId =
  | { readonly kind: "report"; readonly name: string }
  | { readonly kind: "part"; readonly index: number }
  | { readonly kind: "schema" };

/** A place in a document. */
export interface Place {
  readonly document: DocumentId;
  /** Counted from 1. */
  readonly line: number;
  /** In code points, counted from 1; absent where the line as a whole is meant. */
  readonly column?: number | undefined;
  /** Bytes before it in the UTF-8 form of the document, after a byte order mark. */
  readonly offset: number;
}

/** The text around a place, or why there is none. */
export type LookedAt =
  | { readonly place: Place; readonly text: TextLines }
  | { readonly place: Place; readonly problem: Phrase };

/** The start of a part. */
export function startOfPart(index: number): Place {
  return { document: { kind: "part", index }, line: 1, offset: 0 };
}

/** Whether both name the same document. */
export function isSameDocument(one: DocumentId, other: DocumentId): boolean {
  if (one.kind === "report") return other.kind === "report" && one.name === other.name;
  if (one.kind === "part") return other.kind === "part" && one.index === other.index;
  return other.kind === "schema";
}

/** The place that a finding names; none where it is about nothing that has lines. */
export function ownPlace({ place, diagnostic }: Finding): Place | undefined {
  const { line, column, offset = 0 } = diagnostic;
  if (place.document === "none" || line === undefined) return undefined;
  const document: DocumentId =
    place.document === "part" ? { kind: "part", index: place.index } : { kind: "report", name: place.name };
  return { document, line, column, offset };
}

/** The place of a run in its part. */
export function placeInPart({ part, partLine, partOffset }: RunDetails): Place {
  return { document: { kind: "part", index: part }, line: partLine, offset: partOffset };
}

/** The place of a run in its report; none where that is not known. */
export function placeInReport({ origin }: RunDetails): Place | undefined {
  if (!origin) return undefined;
  const { file, line, column, offset } = origin;
  return { document: { kind: "report", name: file }, line, column, offset };
}

/** The place in the schema that has the rule of a finding. */
export function placeInSchema({ schemaPlace }: Diagnostic): Place | undefined {
  if (!schemaPlace) return undefined;
  const { line, column, offset } = schemaPlace;
  return { document: { kind: "schema" }, line, column, offset };
}
