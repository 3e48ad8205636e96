/**
 * The floor of all reporters: takes tests as they end, streams them through the core into parts, writes these as files and
 * submits them, and says in one line what came of it. It never throws: that a report could not be delivered is no reason
 * for a test run to break off.
 */

import { readFile } from "node:fs/promises";
import { convertParts } from "../index.js";
import { stageParts } from "../part-files.js";
import { type Account, accountOf, failedAccount } from "./account.js";
import type { EndedTest } from "./ended-test.js";
import { type Feed, openFeed } from "./feed.js";
import type { ReporterOptions } from "./options.js";
import { submitParts } from "./submit-parts.js";
import { isSendable, type Written, type WrittenPart } from "./written.js";

/** Takes tests. */
export interface Collector {
  /** A test has ended. */
  add(test: EndedTest): void;
  /** All tests have ended: delivers what they came to. */
  finish(): Promise<Account>;
}

/** Folder of the payload files where none is named. */
const FOLDER = "octane-payload";

/** Begins a report. `tool` is how diagnostics call it. */
export function createCollector(tool: string, options: ReporterOptions = {}): Collector {
  const feed = openFeed(tool);
  const writing = written(feed, tool, options);
  // A failure is told at the end; until then nobody listens.
  writing.catch(() => undefined);
  return {
    add: (test) => feed.add(test),
    finish: () => {
      feed.end();
      return delivered(writing, options);
    },
  };
}

async function delivered(writing: Promise<Written>, { submit }: ReporterOptions): Promise<Account> {
  let written: Written | undefined;
  try {
    written = await writing;
    if (!submit || !isSendable(written)) return accountOf(written, { isWanted: Boolean(submit) });
    const submission = await submitParts(written, submit === true ? {} : submit);
    return accountOf(written, { isWanted: true, submission });
  } catch (error) {
    return failedAccount(error, written);
  }
}

async function written(feed: Feed, tool: string, options: ReporterOptions): Promise<Written> {
  const { out: folder = FOLDER, contextFile, submit: _, failOnError: __, ...conversion } = options;
  const staged = stageParts(folder);
  const parts: WrittenPart[] = [];
  try {
    const file = typeof contextFile === "string" ? await contextFileAt(contextFile) : contextFile;
    const input = { name: tool, content: feed.bytes() };
    const stream = convertParts(input, { ...conversion, ...(file && { contextFile: file }) });
    for (let next = await stream.next(); ; next = await stream.next()) {
      if (next.done) {
        staged.publish();
        return { folder, summary: next.value, parts };
      }
      const { bytes, ...part } = next.value;
      staged.add({ index: part.index, bytes });
      parts.push(part);
    }
  } catch (error) {
    staged.discard();
    throw error;
  }
}

async function contextFileAt(path: string): Promise<{ name: string; content: string }> {
  return { name: path, content: (await readFile(path, "utf8")).replace(/^\uFEFF/, "") };
}
