/** Bounds on what is read: options, checked and handed to the core by name. */

/** Bounds on one XML document. Passing one is an error of its own, `xml-limit`. Whole numbers up to 4294967295. */
export interface DocumentLimits {
  /** Open elements at a time. Default: 512. */
  depth?: number;
  /** Attributes of one element. Default: 512. */
  attributes?: number;
  /** Bytes of one element or attribute name. Default: 4096. */
  nameBytes?: number;
  /** Bytes of one tag, comment, processing instruction or document type declaration. Default: 16777216. */
  markupBytes?: number;
  /** Namespace declarations in scope at a time. Default: 512. */
  namespaces?: number;
  /** Entities that the internal subset declares. Default: 10000. */
  entities?: number;
  /** Entities within each other. Default: 32. */
  entityDepth?: number;
  /** Bytes that all references to entities and all attribute defaults together stand for. Default: 16777216. */
  entityBytes?: number;
}

/** Bounds on a schema, and on each of its documents. Passing one is an error of its own. */
export interface SchemaLimits extends DocumentLimits {
  /** Documents that one schema may be made of. Default: 1000. */
  documents?: number;
  /** Positions of one content model, after small repetitions are written out. Default: 10000. */
  positions?: number;
  /** States of one content model's automaton. Default: 10000. */
  states?: number;
  /** Components within each other: groups in groups, types derived from types. Default: 200. */
  nesting?: number;
  /** Members of one union, those of unions within it included. Default: 1000. */
  members?: number;
  /** Alternative paths of one selector or field of an identity constraint. Default: 100. */
  paths?: number;
  /** `minOccurs` and `maxOccurs`, where they are numbers: they are counted, and cost nothing. Default: 4294967295. */
  occurrences?: number;
  /** Steps that compiling may take in all, where a construction multiplies what is written. Default: 20000000. */
  steps?: number;
  /** Instructions of one pattern's automaton. Default: 20000. */
  patternInstructions?: number;
  /** Groups and classes within each other in one pattern. Default: 100. */
  patternNesting?: number;
  /** Cells of the table of one pattern's automaton, two bytes each; past it matching is slower. Default: 65536. */
  patternTableCells?: number;
  /** Findings that are kept. Default: 1000. */
  diagnostics?: number;
}

/** Bounds on a document that is validated, and on what is said of it. */
export interface ValidateLimits extends DocumentLimits {
  /** Findings that are kept; the rest are counted only. Default: 1000. */
  diagnostics?: number;
}

/**
 * Hands bounds to the core.
 *
 * @param bound sets one bound of the core; false where the core has none of this name.
 * @throws TypeError for a bound that there is not, RangeError for a value that is no bound.
 */
export function setLimits(
  limits: SchemaLimits | ValidateLimits,
  bound: (name: string, value: number) => boolean,
): void {
  for (const [name, value] of Object.entries(limits)) {
    if (value === undefined) continue;
    if (!Number.isInteger(value) || value < 0 || value > LARGEST) {
      throw new RangeError(`the limit "${name}" must be a whole number up to ${LARGEST}`);
    }
    if (!bound(snakeCase(name), value)) throw new TypeError(`there is no limit "${name}"`);
  }
}

const LARGEST = 2 ** 32 - 1;

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
