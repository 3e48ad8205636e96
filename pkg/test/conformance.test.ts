/** The W3C XML Schema Test Suite on the engine as it is shipped: the same cases pass as on the machine's own build. */

import { posix } from "node:path";
import { expect, test } from "vitest";
import { compileSchema, type Schema, SchemaError } from "../src/index.js";
import { type Case, knownFailures, type Suite, suitePlace, withSuite } from "./support/xsts.js";

const PLACE = suitePlace();
const FACT = "the WebAssembly build fails no case of the W3C suite that is not listed";
const NAME = PLACE === undefined ? `left out, because the suite is absent: ${FACT}` : FACT;
const LONG = 600_000;

test(NAME, { timeout: LONG }, async () => {
  if (PLACE === undefined) return;
  await withSuite(PLACE, async (suite) => {
    const judge = new Judge(suite);
    const known = knownFailures();
    const surprises: string[] = [];
    for (const one of suite.cases) {
      const passes = await judge.passes(one);
      if (passes === known.has(one.id)) surprises.push(`${one.id} ${passes ? "passes" : "fails"}`);
    }
    expect(suite.cases.length).toBeGreaterThan(0);
    expect(surprises).toEqual([]);
  });
});

/** Judges cases; neighbours mostly share their schema, so the last one is kept. */
class Judge {
  #suite: Suite;
  #last: { location: string; schema: Promise<Schema | undefined> } | undefined;

  constructor(suite: Suite) {
    this.#suite = suite;
  }

  async passes({ schema: location, instance, expected }: Case): Promise<boolean> {
    const schema = await this.#schema(location);
    if (instance === null) return (schema !== undefined) === (expected === "valid");
    if (schema === undefined) return false;
    const { valid } = await schema.validate(this.#read(instance), { doctype: "internal" });
    return valid === (expected === "valid");
  }

  #schema(location: string): Promise<Schema | undefined> {
    if (this.#last?.location !== location) this.#last = { location, schema: this.#compile(location) };
    return this.#last.schema;
  }

  /** The schema; undefined where it is refused. */
  async #compile(location: string): Promise<Schema | undefined> {
    const resolve = (reference: string, base: string) => {
      const resolved = posix.join(posix.dirname(base), reference);
      const content = this.#suite.read(resolved);
      return content === undefined ? undefined : { location: resolved, content };
    };
    try {
      return await compileSchema([{ location, content: this.#read(location) }], {
        resolve,
        doctype: "internal",
      });
    } catch (error) {
      if (error instanceof SchemaError) return undefined;
      throw error;
    }
  }

  #read(location: string): Uint8Array {
    const content = this.#suite.read(location);
    if (content === undefined) throw new Error(`the suite has no "${location}"`);
    return content;
  }
}
