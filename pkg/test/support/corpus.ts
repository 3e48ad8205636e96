/** The real reports beside the checkout. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { sharedFolder } from "./shared.js";

/** A file of the corpus. */
export interface CorpusFile {
  /** Path below the corpus. */
  name: string;
  bytes: Buffer;
}

/** The corpus, in order of path; undefined where it is absent. */
export function corpus(): CorpusFile[] | undefined {
  return filesBelow("corpus");
}

/** The files below a folder of the reference material, in order of path; undefined where it is absent. */
export function filesBelow(place: string): CorpusFile[] | undefined {
  const folder = sharedFolder(place);
  if (folder === undefined || !existsSync(folder)) return undefined;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => ({ name: relative(folder, path), bytes: readFileSync(path) }));
}
