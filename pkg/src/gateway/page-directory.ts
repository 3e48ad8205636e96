/** The page's files from a directory of Node's file system. */

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { contentTypeOf, type PageFiles } from "./page-files.js";

/** The build puts files whose names carry a hash of their content here. */
const HASHED = "/assets/";

/**
 * The files of a directory. The list is made once, and paths are looked up in it: whatever a request names, nothing
 * outside of the list is read. Rejects where there is no such directory.
 */
export async function pageDirectory(directory: string): Promise<PageFiles> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const byPath = new Map(files.map((file) => [`/${relative(directory, file).split(sep).join("/")}`, file]));
  return async (path) => {
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    const bytes = new Uint8Array(await readFile(file));
    return { bytes, contentType: contentTypeOf(path), isImmutable: path.startsWith(HASHED) };
  };
}
