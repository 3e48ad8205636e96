/** Ended tests as the bytes of one report, written while the tests run and read at the same time. */

import { ctrfOf, type EndedTest } from "./ended-test.js";

/** A report that grows. */
export interface Feed {
  /** Adds a test. */
  add(test: EndedTest): void;
  /** Nothing comes any more. */
  end(): void;
  /** Its bytes; to be read once. */
  bytes(): AsyncGenerator<Uint8Array>;
}

/** Begins a report of a tool. */
export function openFeed(tool: string): Feed {
  const waiting: string[] = [`{"results":{"tool":{"name":${JSON.stringify(tool)}},"tests":[`];
  let hasTests = false;
  let isOver = false;
  let wake = () => {};
  const push = (text: string) => {
    waiting.push(text);
    wake();
  };
  return {
    add: (test) => {
      push((hasTests ? ",\n" : "") + JSON.stringify(ctrfOf(test)));
      hasTests = true;
    },
    end: () => {
      isOver = true;
      push("]}}");
    },
    bytes: async function* () {
      const encoder = new TextEncoder();
      while (!isOver || waiting.length > 0) {
        if (waiting.length > 0) yield encoder.encode(waiting.splice(0).join(""));
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
