/** The files of `docs/ci`: which command lines stand in them, and how a shell of a build server would run them. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A command line, and the variables that its step has of its own. */
export interface Step {
  script: string;
  env: Record<string, string>;
}

/** A file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Keys under which the build servers look for command lines. */
const SCRIPT_KEYS = ["run", "bash", "script"];

/** Every command line of a file in YAML, in its order. */
export function stepsOf(path: string): Step[] {
  return scriptsIn(parse(readText(path)));
}

function scriptsIn(node: unknown): Step[] {
  if (Array.isArray(node)) return node.flatMap(scriptsIn);
  if (typeof node !== "object" || node === null) return [];
  const env = (node as { env?: Record<string, string> }).env ?? {};
  return Object.entries(node).flatMap(([key, value]) => {
    if (!SCRIPT_KEYS.includes(key)) return scriptsIn(value);
    return [value].flat().map((script) => ({ script: String(script), env }));
  });
}

/** Every `sh` step of a Jenkinsfile. */
export function shellStepsOf(path: string): Step[] {
  const steps = readText(path).matchAll(/^\s*sh '(.*)'$/gm);
  return Array.from(steps, ([, script = ""]) => ({ script, env: {} }));
}

/** A project that has tests' reports and the package, as it is after its tests have run. */
export interface Workspace {
  /** Runs a command line as build servers do, and tells its exit code. */
  run(step: Step, env: Record<string, string>): Promise<{ code: number; output: string }>;
  remove(): void;
}

const REPORT = `<testsuite name="shop">
  <testcase classname="com.acme.CardTest" name="pays" time="1.5"/>
  <testcase classname="com.acme.CardTest" name="refuses" time="0.25"><failure message="no"/></testcase>
</testsuite>`;

/** Makes such a project in a folder of its own. The package is a link, which npm takes for installed. */
export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-ci-"));
  for (const inner of ["reports/unit", "node_modules/.bin"])
    mkdirSync(join(folder, inner), { recursive: true });
  writeFileSync(join(folder, "reports/unit/junit.xml"), REPORT);
  writeFileSync(join(folder, "octane.json"), JSON.stringify({ release: { id: 1101 } }));
  writeFileSync(
    join(folder, "package.json"),
    '{ "private": true, "dependencies": { "octane-payload": "0.1" } }',
  );
  symlinkSync(join(ROOT, "pkg"), join(folder, "node_modules/octane-payload"));
  symlinkSync(join(ROOT, "pkg/bin/octane-payload.js"), join(folder, "node_modules/.bin/octane-payload"));
  return {
    run: ({ script, env: own }, env) => shell(script, folder, { ...env, ...own }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function shell(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const surroundings = {
    ...process.env,
    npm_config_offline: "true",
    XDG_STATE_HOME: cwd,
    XDG_CACHE_HOME: cwd,
    ...env,
  };
  const switches = ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"];
  return new Promise((resolve) => {
    execFile("bash", [...switches, script], { cwd, env: surroundings }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}
