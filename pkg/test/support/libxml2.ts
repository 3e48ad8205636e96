/** The oracle that we did not write: libxml2, asked whether a document is valid. */

import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";

/** A schema as libxml2 compiled it. */
export interface Oracle {
  /** Whether libxml2 accepts the document, or why it does not. */
  check(document: string | XmlDocument): { valid: boolean; messages: string[] };
  /** Frees what libxml2 holds. */
  dispose(): void;
}

/** Compiles a schema with libxml2; throws where libxml2 refuses it. */
export function libxml2Oracle(schema: string): Oracle {
  const parsed = XmlDocument.fromString(schema);
  const validator = compile(parsed);
  return {
    check: (document) =>
      typeof document === "string" ? checkText(validator, document) : checkParsed(validator, document),
    dispose: () => validator.dispose(),
  };
}

function compile(schema: XmlDocument): XsdValidator {
  try {
    return XsdValidator.fromDoc(schema);
  } finally {
    schema.dispose();
  }
}

function checkText(validator: XsdValidator, text: string) {
  const document = XmlDocument.fromString(text);
  try {
    return checkParsed(validator, document);
  } finally {
    document.dispose();
  }
}

function checkParsed(validator: XsdValidator, document: XmlDocument) {
  try {
    validator.validate(document);
    return { valid: true, messages: [] };
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return { valid: false, messages: error.details.map((detail) => detail.message) };
  }
}
