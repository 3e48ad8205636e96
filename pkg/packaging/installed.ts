/**
 * The package as its users get it: packed, and installed into a small project outside the checkout.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./programs.js";

const PACKAGE: string = fileURLToPath(new URL("..", import.meta.url));
const MODULES: string = fileURLToPath(new URL("../../node_modules", import.meta.url));
const PROJECT: string = fileURLToPath(new URL("project", import.meta.url));

/** A project that has the packed package installed. */
export type Installed = {
  /** The project's folder. */
  folder: string;
  /** The path of the tarball. */
  tarball: string;
  /** Paths of all files in the tarball. */
  files: string[];
  /** Bytes of all of them. */
  unpackedSize: number;
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
  const [{ filename, files, unpackedSize }] = JSON.parse(packed.stdout);
  await cp(PROJECT, folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(await project(filename)));
  const quietly = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await npm(folder, ["install", ...quietly, "--cache", join(folder, "cache")]);
  return {
    folder,
    tarball: join(folder, filename),
    files: files.map((file: { path: string }) => file.path),
    unpackedSize,
  };
}

/** Removes the project. */
export function remove({ folder }: Installed): Promise<void> {
  return rm(folder, { recursive: true, force: true });
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
