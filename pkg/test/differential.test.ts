/** The engine beside libxml2, on made-up schemas and documents: each disagreement is explained, or fails. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { XmlLibError } from "libxml2-wasm";
import { expect, test } from "vitest";
import { compileSchema, type Schema, SchemaError } from "../src/index.js";
import { libxml2Oracle, type Oracle } from "./support/libxml2.js";

interface Case {
  seed: number;
  schema: string;
  documents: string[];
}

interface Explained {
  engine: string;
  about: string;
  code: string;
  seeds: number[];
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SEEDS = "400";
const DOCUMENTS = "12";
/** libxml2 takes half a minute for a document of one of the schemas, on a machine that does nothing else. */
const LONG = 1_500_000;

test("every disagreement with libxml2 is explained", { timeout: LONG }, async () => {
  const found = new Set<string>();
  let [pairs, valid, refused] = [0, 0, 0];
  for (const { seed, schema, documents } of cases()) {
    const ours = await compiled(schema);
    const theirs = oracle(schema);
    if (typeof ours === "string" && theirs === undefined) refused += 1;
    else if (typeof ours === "string") found.add(`schema ${ours} ${seed}`);
    else if (theirs === undefined) found.add(`schema theirs ${seed}`);
    else {
      for (const document of documents) {
        const judged = await ours.validate(document);
        pairs += 1;
        valid += judged.valid ? 1 : 0;
        if (judged.valid === theirs.check(document).valid) continue;
        found.add(`document ${judged.diagnostics[0]?.code ?? "theirs"} ${seed}`);
      }
    }
    theirs?.dispose();
  }
  expect([...found].sort()).toEqual(explained().sort());
  expect(Math.min(pairs / 2000, valid / 200, refused / 20)).toBeGreaterThan(1);
});

/** The same cases as those of the Rust test: its generator writes them. */
function cases(): Case[] {
  const program = ["run", "--quiet", "--locked", "--manifest-path", "tests/differential/Cargo.toml"];
  const args = [...program, "--target-dir", "target/differential", "--", SEEDS, DOCUMENTS];
  const { status, stdout, stderr } = spawnSync("cargo", args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
}

/** The schema, or the code of the first reason against it. */
async function compiled(schema: string): Promise<Schema | string> {
  try {
    return await compileSchema(schema);
  } catch (error) {
    if (error instanceof SchemaError) return error.diagnostics[0]?.code ?? "";
    throw error;
  }
}

/** The schema as libxml2 has it; undefined where it refuses it. */
function oracle(schema: string): Oracle | undefined {
  try {
    return libxml2Oracle(schema);
  } catch (error) {
    if (error instanceof XmlLibError) return undefined;
    throw error;
  }
}

function explained(): string[] {
  const text = readFileSync(new URL("../../tests/differential/explained.json", import.meta.url), "utf8");
  return (JSON.parse(text) as Explained[])
    .filter(({ engine }) => engine === "libxml2")
    .flatMap(({ about, code, seeds }) => seeds.map((seed) => `${about} ${code} ${seed}`));
}
