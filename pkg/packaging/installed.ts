/**
 * The package as its users get it: packed, and installed into a small project outside the checkout.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE: string = fileURLToPath(new URL("..", import.meta.url));
const MODULES: string = fileURLToPath(new URL("../../node_modules", import.meta.url));
const PROJECT: string = fileURLToPath(new URL("project", import.meta.url));

/** What a program printed, and how it ended. */
export type Ended = { code: number; stdout: string; stderr: string };

/** A project that has the packed package installed. */
export type Installed = {
  /** The project's folder. */
  folder: string;
  /** Paths of all files in the tarball. */
  files: string[];
  /** Runs Node in the project. */
  node(...args: string[]): Promise<Ended>;
  remove(): Promise<void>;
};

/** The package's manifest. */
export async function manifest(): Promise<
  Record<string, unknown> & { dependencies: Record<string, string> }
> {
  return JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
}

/**
 * Packs the package and installs the tarball, without a network: what it depends on is linked from the checkout,
 * so a dependency that the manifest does not name is missing here as it would be anywhere.
 */
export async function installPacked(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), "octane-payload-"));
  const packed = await npm(PACKAGE, ["pack", "--json", "--pack-destination", folder]);
  const [{ filename, files }] = JSON.parse(packed.stdout);
  await cp(PROJECT, folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(await project(filename)));
  await npm(folder, [
    "install",
    "--offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--cache",
    join(folder, "cache"),
  ]);
  return {
    folder,
    files: files.map((file: { path: string }) => file.path),
    node: (...args) => ended(process.execPath, args, folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function project(tarball: string): Promise<object> {
  const names = Object.keys((await manifest()).dependencies);
  return {
    name: "a-user-of-octane-payload",
    private: true,
    type: "module",
    dependencies: { "octane-payload": `file:${tarball}` },
    overrides: Object.fromEntries(names.map((name) => [name, `file:${join(MODULES, name)}`])),
  };
}

async function npm(cwd: string, args: string[]): Promise<Ended> {
  const script = process.env.npm_execpath;
  const result = script
    ? await ended(process.execPath, [script, ...args], cwd)
    : await ended("npm", args, cwd);
  if (result.code !== 0) throw new Error(`npm ${args[0]} ended with ${result.code}: ${result.stderr}`);
  return result;
}

async function ended(program: string, args: string[], cwd: string): Promise<Ended> {
  try {
    return { code: 0, ...(await promisify(execFile)(program, args, { cwd })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}
