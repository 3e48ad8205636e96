/** A step of the build: tells the service worker which files there are, and by a hash of them which version they make. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** The name of the service worker: beside the page, since it serves what lies below itself, and for ever the same. */
export const SERVICE_WORKER = "service-worker.js";

const PUBLIC = fileURLToPath(new URL("public/", import.meta.url));

/** The step. */
export function offline(): Plugin {
  return {
    name: "octane-payload-offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[SERVICE_WORKER];
        if (worker?.type !== "chunk") throw new Error("the build has no service worker");
        const outputs = Object.values(bundle).filter((output) => output !== worker);
        const contents = outputs.map((output) => (output.type === "chunk" ? output.code : output.source));
        const files = outputs.map(({ fileName }) => fileName).filter(isNeeded);
        const given = readdirSync(PUBLIC).sort();
        const version = createHash("sha256");
        for (const content of [...contents, ...given.map((file) => readFileSync(join(PUBLIC, file)))])
          version.update(content);
        worker.code = worker.code
          .replaceAll("__FILES__", JSON.stringify([...files, ...given].sort()))
          .replaceAll("__VERSION__", JSON.stringify(version.digest("hex").slice(0, 16)));
      },
    },
  };
}

/** The page is kept under its own address, and nobody reads licences offline. */
function isNeeded(file: string): boolean {
  return !/\.(?:html|map|md)$/.test(file);
}
