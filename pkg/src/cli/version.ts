/** The version of the package, from its manifest. */

import { readFileSync } from "node:fs";
import { packageFile } from "../package-files.js";

/** Such as `1.2.3`. */
export function version(): string {
  return (JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string }).version;
}
