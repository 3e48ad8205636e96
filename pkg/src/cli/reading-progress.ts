/** How far the reading of reports is. */

import { statSync } from "node:fs";
import type { ConversionProgress, ConversionSummary } from "../index.js";
import type { Part } from "../types.js";
import { inputPaths } from "./inputs.js";
import type { Progress } from "./progress.js";
import { counted, type Stage, sizeWords } from "./progress-words.js";

/** Follows a conversion. */
export interface ReadingMeter {
  /** Hears what the conversion tells of itself. */
  onProgress(told: ConversionProgress): void;
  /** The same parts, whose tests are counted as they pass. */
  counting(parts: AsyncGenerator<Part, ConversionSummary>): AsyncGenerator<Part, ConversionSummary>;
}

/** A meter for the reports that the arguments name. */
export function readingMeter(named: readonly string[], progress: Progress): ReadingMeter {
  const read = { file: "", before: 0, bytes: 0, parts: 0, tests: 0 };
  let total: number | undefined | "unknown" = "unknown";
  const stage = (): Stage => {
    if (total === "unknown") total = totalSize(inputPaths(named).map(({ path }) => path));
    const bytes = read.before + read.bytes;
    return {
      what: `reading ${read.file}`,
      share: total === undefined ? undefined : bytes / total,
      figures: [sizeWords(bytes, total), counted(read.parts, "part"), counted(read.tests, "test")],
    };
  };
  return {
    onProgress: ({ file, bytes }) => {
      if (file !== read.file || bytes < read.bytes) read.before += read.bytes;
      Object.assign(read, { file, bytes });
      progress.show(stage);
    },
    counting: async function* (parts) {
      for (let next = await parts.next(); ; next = await parts.next()) {
        if (next.done) return next.value;
        read.parts += 1;
        read.tests += next.value.runs;
        yield next.value;
      }
    },
  };
}

/** Bytes of all files together; undefined where one has no size, as a pipe. */
export function totalSize(paths: readonly string[]): number | undefined {
  let total = 0;
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found?.isFile()) return undefined;
    total += found.size;
  }
  return total > 0 ? total : undefined;
}
