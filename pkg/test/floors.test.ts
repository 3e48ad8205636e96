/** Which parts of the package and of the page may bring in which; circles are the linter's. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { importsOf, reachedFrom } from "./support/imports.js";

const PACKAGE = new URL("../src/", import.meta.url);
const PAGE = new URL("../../www/src/", import.meta.url);

function modulesOf(folder: URL): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => name.replaceAll("\\", "/")).filter((name) => /(?<!\.test)\.ts$/.test(name));
}

/** What the entries reach of what they must not. */
function trespasses(entries: string[], root: URL, isForbidden: RegExp): string[] {
  return entries.flatMap((entry) =>
    [...reachedFrom(entry, root)]
      .filter((name) => isForbidden.test(name))
      .map((name) => `${entry} → ${name}`),
  );
}

test("imports are found in every form, and types are none", () => {
  const text = `
    // import "comment";
import type { A } from "types";
import { type B, b } from "named";
import * as c from "space";
import "effect";
export { d } from "again";
export type { E } from "types-again";
const f = await import("late");`;
  expect(importsOf(text)).toEqual(["named", "space", "effect", "again", "late"]);
});

test("the library is reached whole from its entry", () => {
  const reached = reachedFrom("index.ts", PACKAGE);
  expect([...reached]).toEqual(expect.arrayContaining(["core.ts", "load.ts", "wasm/core.js"]));
});

test("the library's entry reaches no Node module, no command line, no server and no dependency", () => {
  expect(trespasses(["index.ts"], PACKAGE, /^(?!wasm\/core\.js$|[\w-]+\.ts$)/)).toEqual([]);
});

test("the sandbox can run inside a page: it reaches no Node module", () => {
  expect(trespasses(["sandbox/index.ts"], PACKAGE, /^node:|^@hono\/node|^undici|^cli\//)).toEqual([]);
});

test("only the command line knows the command line", () => {
  const others = modulesOf(PACKAGE).filter((name) => !name.startsWith("cli/"));
  expect(trespasses(others, PACKAGE, /^cli\/|^commander/)).toEqual([]);
});

test("a reporter knows its tool by its events alone, and brings none of it in", () => {
  const reporters = modulesOf(PACKAGE).filter((name) => name.startsWith("reporters/"));
  expect(reporters.length).toBeGreaterThan(0);
  expect(trespasses(reporters, PACKAGE, /^(vitest|jest|@?playwright|mocha|cypress|@wdio)\b/)).toEqual([]);
});

test("the page's elements know neither the core nor the controller", () => {
  const elements = modulesOf(PAGE).filter((name) => name.startsWith("ui/"));
  expect(elements.length).toBeGreaterThan(0);
  expect(trespasses(elements, PAGE, /^octane-payload|worker|^main\.ts|^page\.ts/)).toEqual([]);
});

test("the page's decisions know no element and no template", () => {
  expect(trespasses(["flow.ts"], PAGE, /^ui\/|^lit-html|^octane-payload|worker/)).toEqual([]);
});

test("the page's main thread loads no core", () => {
  expect(trespasses(["main.ts"], PAGE, /^octane-payload/)).toEqual([]);
});
