/** Where the page is that the build made. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageFile } from "../package-files.js";
import { usageFailure } from "./failure.js";

/** Where the build puts the page. */
const PAGE = fileURLToPath(packageFile("page/"));

/** The folder that was named, else the one of the package. */
export function builtPage(folder: string | undefined): string {
  const page = folder ?? PAGE;
  if (existsSync(join(page, "index.html"))) return page;
  if (folder === undefined)
    throw usageFailure("the page is not built", '"npm run build" in the repository builds it');
  throw usageFailure(`--page "${folder}" holds no index.html`);
}
