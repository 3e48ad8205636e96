/** The reference material beside the checkout, which a plain clone does not have. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOTS = ["../../../../shared/", "../../../../../shared/"].map((root) => new URL(root, import.meta.url));

/** The text of a file of the reference material; undefined where the material is absent. */
export function sharedText(path: string): string | undefined {
  const place = ROOTS.map((root) => fileURLToPath(new URL(path, root))).find((file) => existsSync(file));
  return place === undefined ? undefined : readFileSync(place, "utf8");
}
