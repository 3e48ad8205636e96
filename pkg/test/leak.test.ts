/** What is held in the core's memory is given back: by itself where it can be, by `using` at once, by collection in the end. */
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { bundledSchema, compileSchema, convert, init, isSchemaError } from "../src/index.js";
import initCore from "../wasm/core.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const REPORT = '<testsuite name="unit"><testcase classname="shop.Cart" name="adds" time="0.01"/></testsuite>';
const MIB = 1 << 20;
let schemaText: string;
let memory: WebAssembly.Memory;

beforeAll(async () => {
  await init();
  schemaText = await bundledSchema();
  ({ memory } = await initCore());
});

/** MiB that the core's memory has grown by, which never shrinks. */
async function grownBy(work: () => Promise<void>): Promise<number> {
  const before = memory.buffer.byteLength;
  await work();
  return (memory.buffer.byteLength - before) / MIB;
}

async function convertTimes(times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await convert({ name: "report.xml", content: REPORT });
}

test("10,000 conversions in one process take no more memory than the first hundred", async () => {
  await convertTimes(100);
  expect(await grownBy(() => convertTimes(10_000))).toBe(0);
}, 240_000);

test("conversions that are left before their end, and that fail, hold nothing", async () => {
  async function* broken() {
    yield new TextEncoder().encode("<testsuite>");
    throw new Error("the disk is gone");
  }
  const fail = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      await expect(convert({ name: "report.xml", content: broken() })).rejects.toThrow("the disk is gone");
    }
  };
  await fail(20);
  expect(await grownBy(() => fail(500))).toBe(0);
}, 60_000);

test("a schema that is disposed of gives its memory back at once, and is of no more use", async () => {
  const compile = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      using schema = await compileSchema(schemaText);
      expect(schema).toBeDefined();
    }
  };
  await compile(10);
  expect(await grownBy(() => compile(200))).toBe(0);
  const schema = await compileSchema(schemaText);
  schema[Symbol.dispose]();
  schema[Symbol.dispose]();
  await expect(schema.validate("<a/>")).rejects.toThrow(TypeError);
}, 60_000);

test("schemas that nobody disposes of are given back when they are collected", async () => {
  const forget = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      await compileSchema(schemaText);
      if (count % 10 === 9) collect();
      // The finalizers of what was collected run in a turn of their own.
      await turn();
    }
  };
  await forget(40);
  expect(await grownBy(() => forget(400))).toBeLessThan(2);
}, 120_000);

test("a schema that cannot be used is told by a class with a guard", async () => {
  const error: unknown = await compileSchema("<nothing/>").catch((thrown: unknown) => thrown);
  expect(isSchemaError(error) && error.diagnostics.length > 0).toBe(true);
  expect(isSchemaError(new Error("other"))).toBe(false);
});
