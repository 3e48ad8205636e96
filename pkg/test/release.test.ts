/** The workflow that publishes: what it may do, from where it takes the version, and that nothing is missing in the crate. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
}

interface Job {
  needs?: string;
  permissions?: Record<string, string>;
  steps: Step[];
}

const FILE = new URL("../../.github/workflows/release.yml", import.meta.url);
const workflow: { permissions: object; jobs: Record<string, Job> } = parse(readFileSync(FILE, "utf8"));
const jobs = Object.entries(workflow.jobs);

function commandsOf(job: Job | undefined): string {
  return (job?.steps ?? []).map(({ run = "" }) => run).join("\n");
}

test("only the jobs that publish may prove who they are, and none may write to the repository", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  for (const [name, job] of jobs) {
    const publishes = / publish (?!.*--dry-run)/.test(commandsOf(job));
    const most = { contents: "read", "id-token": "write" };
    expect(job.permissions, name).toEqual(publishes ? most : undefined);
    expect(job.needs, name).toBe(publishes ? "check" : undefined);
  }
});

test("npm publishes the packed tarball with provenance", () => {
  expect(commandsOf(workflow.jobs.npm)).toMatch(/npm publish \.\/octane-payload-\*\.tgz --provenance/);
});

test("every action has its version", () => {
  const used = jobs.flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.filter((action) => !/^[\w-]+\/[\w-]+@v\d+$/.test(action))).toEqual([]);
});

test("no release passes whose tag is not the version of every manifest", async () => {
  const program = fileURLToPath(new URL("../../scripts/versions.js", import.meta.url));
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const check = (tag: string) => promisify(execFile)(process.execPath, [program, tag]);
  await expect(check(`v${version}`)).resolves.toMatchObject({ stderr: "" });
  await expect(check("v99.0.0")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`Cargo.toml has version "${version}", not "99.0.0"`),
  });
});

test("the crate's package has every file that its sources include", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const list = ["package", "--list", "--allow-dirty", "--locked", "--offline"];
  const { stdout } = await promisify(execFile)("cargo", list, { cwd: root });
  const packed = stdout.trim().split("\n");
  const included = packed
    .filter((file) => file.endsWith(".rs"))
    .flatMap((file) => {
      const found = readFileSync(posix.join(root, file), "utf8").matchAll(
        /include_(?:str|bytes)!\("([^"]+)"/g,
      );
      return [...found].map(([, path = ""]) => posix.join(posix.dirname(file), path));
    });
  expect(included).toContain("pkg/schema/test-results.xsd");
  expect(included.filter((file) => !packed.includes(file))).toEqual([]);
});
