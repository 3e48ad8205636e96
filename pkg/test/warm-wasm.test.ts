/** The memory with which an instance of the core begins. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundledSchema, compileSchema } from "../src/index.js";
import { bundled } from "../src/schema.js";

/** What findings call the bundled schema by. */
const NAME = "the bundled schema";

test("the core begins with the bundled schema compiled", () => {
  const module = new WebAssembly.Module(readFileSync(new URL("../wasm/core_bg.wasm", import.meta.url)));
  const imports: Record<string, Record<string, () => void>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => {};
  }
  const { memory } = new WebAssembly.Instance(module, imports).exports as { memory: WebAssembly.Memory };
  const text = Buffer.from(memory.buffer).toString("latin1");
  expect(text.split(NAME).length - 1, "in the program, and in the schema").toBeGreaterThan(1);
});

test("the bundled schema says what its text says", async () => {
  const compiled = await compileSchema(await bundledSchema());
  expect((await bundled()).differences(compiled)).toBeUndefined();
  const document = "<test_result><test_runs><test_run name='a' status='Odd'/></test_runs></test_result>";
  const { diagnostics } = await (await bundled()).validate(document);
  const same = await compiled.validate(document);
  expect(diagnostics.map(({ code, path }) => [code, path])).toEqual(
    same.diagnostics.map(({ code, path }) => [code, path]),
  );
  expect(diagnostics[0]?.schemaPlace?.location).toBe(NAME);
});
