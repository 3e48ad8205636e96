/** `docs/context.md`: its examples do what it says, and its tables are whole. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContextFile } from "../src/cli/context-file.js";
import { checkPayload, explain, type LinkStep, type RuleName } from "../src/index.js";

const PAGE = readFileSync(new URL("../../docs/context.md", import.meta.url), "utf8");

/** The examples of a kind, such as `yaml explain`. */
function examples(kind: string): string[] {
  const fence = "`".repeat(3);
  return [...PAGE.matchAll(new RegExp(`^${fence}${kind}\n([\\s\\S]*?)^${fence}$`, "gm"))].map(
    ([, text]) => text ?? "",
  );
}

async function contextOf(name: string, text: string) {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  try {
    writeFileSync(join(folder, name), text);
    return { ...(await readContextFile(join(folder, name))), name };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("every context file of the page is accepted", async () => {
  const files = ["yaml", "yaml explain", "json"].flatMap((kind) =>
    examples(kind).map((text) => [kind, text]),
  );
  expect(files).toHaveLength(3);
  for (const [kind = "", text = ""] of files) {
    await contextOf(kind === "json" ? "context.json" : "context.yaml", text);
  }
});

test("the explanation of the page is what is explained", async () => {
  const [yaml = "", report = "", expected = ""] = ["yaml", "xml", "text"].map((kind) =>
    examples(`${kind} explain`).join(),
  );
  const contextFile = await contextOf("context.yaml", yaml);
  const [explanation] = await explain({ name: "report.xml", content: report }, { contextFile });
  const words = ({ action, value, source }: LinkStep) =>
    `${source.kind}${source.name ? ` "${source.name}"` : ""} ${action} ${value}`;
  const lines = (explanation?.links ?? []).map(({ kind, value, policy, steps }) => {
    const reasons = [...steps.map(words), ...(policy ? [`policy: ${policy}`] : [])].join("; ");
    return `${kind.padEnd(14)}${value.padEnd(8)}${reasons}`;
  });
  expect(lines).toEqual(expected.trim().split("\n").slice(1));
});

test("every rule of the table is one, and can be switched off", async () => {
  const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` \| (error|warning|info) \|/gm)];
  expect(rows.length).toBeGreaterThan(10);
  for (const [, name] of rows) await checkPayload("<a/>", { rules: { [name as RuleName]: "off" } });
  const unknown = { rules: { "no-rule": "off" } as object };
  await expect(checkPayload("<a/>", unknown)).rejects.toThrow(/too-many-tests.*undeclared-element/);
});

test("the severity of the table is the severity", async () => {
  const run = '<test_run name="a" duration="1" status="Failed" started="1628156474"/>';
  const links =
    '<build server_id="s" job_id="j" build_id="1"/><suite_ref id="-1"/><milestone_ref id="1"/><test_fields>' +
    '<test_field type="Framework" value="A"/><test_field type="Framework" value="B"/></test_fields>';
  const document = `<test_result>${links}<test_runs>${run}${run}<test_run name="A" duration="1" status="Passed"><error/></test_run></test_runs><test_field/></test_result>`;
  const payloads = ["a", "b"].map((name) => ({ name, content: document }));
  const { diagnostics } = await checkPayload(payloads);
  for (const [, name, severity] of PAGE.matchAll(/^\| `([a-z-]+)` \| (error|warning|info) \|/gm)) {
    if (name === "too-many-tests") continue;
    expect(diagnostics.find(({ code }) => code === name)?.severity, name).toBe(severity);
  }
});
