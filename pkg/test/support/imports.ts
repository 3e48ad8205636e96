/**
 * What a TypeScript file brings in at run time, directly and through others. Knows `import`, `export … from` and
 * `import()`; what is imported as types only is gone at run time and does not count.
 */
import { readFileSync } from "node:fs";

const STATEMENT = /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** What stands in the import statements of a text. */
export function importsOf(text: string): string[] {
  const code = text.replace(COMMENT, "");
  return [STATEMENT, DYNAMIC].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name ?? ""));
}

/**
 * Everything that a module brings in: files as paths relative to `root`, everything else by the name it is imported
 * by.
 */
export function reachedFrom(entry: string, root: URL): Set<string> {
  const reached = new Set<string>();
  const ahead = [entry];
  for (const file of ahead) {
    for (const name of importsOf(readFileSync(new URL(file, root), "utf8"))) {
      const target = name.startsWith(".") ? pathOf(new URL(name, new URL(file, root)), root) : name;
      if (!reached.has(target) && target.endsWith(".ts")) ahead.push(target);
      reached.add(target);
    }
  }
  return reached;
}

/** Generated files and styles keep their names; our own are TypeScript. */
function pathOf(url: URL, root: URL): string {
  if (!url.href.startsWith(root.href)) return url.pathname.split("/").slice(-2).join("/");
  return url.href.slice(root.href.length).replace(/\.js$/, ".ts");
}
