/** The reference material beside the checkout, which a plain clone does not have. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOTS = ["../../../../shared/"].map((root) => new URL(root, import.meta.url));

/** The text of a file of the reference material; undefined where the material is absent. */
export function sharedText(path: string): string | undefined {
  const place = sharedFolder(path);
  return place === undefined ? undefined : readFileSync(place, "utf8");
}

/** Where a file or folder of the reference material stands; undefined where the material is absent. */
export function sharedFolder(path: string): string | undefined {
  return ROOTS.map((root) => fileURLToPath(new URL(path, root))).find((place) => existsSync(place));
}
