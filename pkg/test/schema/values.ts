/** Values of each kind of attribute: at the bounds, beyond them, and drawn at random. */

import * as fc from "fast-check";
import type { Kind } from "./grammar.js";

/** A value, and whether the kind allows it. */
export interface Sample {
  value: string;
  valid: boolean;
}

const ok = (value: string): Sample => ({ value, valid: true });
const bad = (value: string): Sample => ({ value, valid: false });

const LONGS: Sample[] = [
  ...["0", "-0", "-1", "+5", "007", " 5 ", "\t5\n", "9223372036854775807", "-9223372036854775808"].map(ok),
  ...["", " ", "x", "1.5", "1.0", "1e3", "0x1F", "- 1", "1 2", "+", "--1", "１", "2024-01-01"].map(bad),
  ...["9223372036854775808", "-9223372036854775809", "1".repeat(30)].map(bad),
];

const BOOLEANS: Sample[] = [
  ...["true", "false", "1", "0", " true ", "\n0"].map(ok),
  ...["", "TRUE", "False", "yes", "2", "truefalse", "t"].map(bad),
];

const URLS: Sample[] = [
  ...["http:/", "https:/", "HTTP://x", "hTtPs:///", "http://x y", "td://a.b", "TDS:/a", "tDs://é😀"].map(ok),
  ...["testdirector", "testdirectors:a", "testdirector:::", "testdirectorX"].map(ok),
  ...["", "www.a.b", "ftp://a", "http", "http:a", "https//a", "td:/", "tds:/", "/relative", "file:///a"].map(
    bad,
  ),
  ...["Testdirector:a", "testdirecto", " http://a", "xhttp://a", "ttd://ab", "http://a\nb", "td:aaaa"].map(
    bad,
  ),
  ok(`http:/${"a".repeat(506)}`),
  bad(`http:/${"a".repeat(507)}`),
  ok(`http:/${"😀".repeat(506)}`),
  bad(`http:/${"😀".repeat(507)}`),
  ok("td:/ab"),
];

const STRINGS: Sample[] = ["", " ", "a", "é😀", "\t\n\r", "x".repeat(5000)].map(ok);

/** Every value worth trying for a kind of attribute. */
export function samples(kind: Kind): Sample[] {
  switch (kind.kind) {
    case "text":
      return textSamples(kind.min, kind.max);
    case "enumeration":
      return enumerationSamples(kind.values);
    case "long":
      return LONGS;
    case "boolean":
      return BOOLEANS;
    case "url":
      return URLS;
    case "string":
      return STRINGS;
  }
}

function textSamples(min: number, max: number): Sample[] {
  const sized = ["a", "é", "😀", " "].flatMap((character) => [
    ok(character.repeat(max)),
    bad(character.repeat(max + 1)),
  ]);
  return [{ value: "", valid: min === 0 }, ...["a", " ", "\n", "&<>\"'", "12", "😀"].map(ok), ...sized];
}

function enumerationSamples(values: string[]): Sample[] {
  const near = values.flatMap((value) => [value.toLowerCase(), ` ${value}`, `${value} `, value.slice(1)]);
  return [...values.map(ok), ...near.map(bad), bad(""), bad("Other")];
}

/** The plainest value that a kind allows. */
export function plainValue(kind: Kind): string {
  const plain = { text: "a", string: "a", long: "1", boolean: "true", url: "http://a" };
  return kind.kind === "enumeration" ? (kind.values[0] ?? "") : plain[kind.kind];
}

/** Values that a kind allows, at random. */
export function validValue(kind: Kind): fc.Arbitrary<string> {
  const known = fc.constantFrom(...samples(kind).flatMap(({ value, valid }) => (valid ? [value] : [])));
  if (kind.kind === "long") return fc.oneof(known, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String));
  if (kind.kind !== "text") return known;
  return fc.oneof(
    { arbitrary: xmlText(kind.min, Math.min(kind.max, 20)), weight: 5 },
    { arbitrary: known, weight: 1 },
  );
}

/** Values that may or may not be allowed, at random. */
export function anyValue(kind: Kind): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...samples(kind).map(({ value }) => value)), xmlText(0, 12));
}

/** Text of characters that XML 1.0 allows. */
export function xmlText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u;
  const unit = fc
    .string({ unit: "binary", minLength: 1, maxLength: 1 })
    .filter((character) => allowed.test(character));
  return fc.string({ unit, minLength, maxLength });
}
