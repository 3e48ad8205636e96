/** Where the words go: results to standard output, findings and progress to standard error. */

import { styleText } from "node:util";

/** The colours in use; each also stands in words, so that nothing is lost without them. */
export type Colour = "red" | "yellow" | "green" | "dim";

/** The part of a writable stream that is needed here. */
export interface Sink {
  write(text: string): unknown;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
  isTTY?: boolean | undefined;
}

/** One stream of words, one line at a time. */
export interface Writer {
  /** Writes the text and a line end. */
  line(text: string): void;
  /** Writes the text as it is. */
  text(text: string): void;
  /** The text in a colour, where this stream shows colours. */
  paint(colour: Colour, text: string): string;
  /** Whether somebody reads it on a screen. */
  readonly isScreen?: boolean;
}

/** Both streams. */
export interface Terminal {
  out: Writer;
  err: Writer;
}

/** A terminal over the streams of a process; colours only on a screen, never with `NO_COLOR`. */
export function terminal(stdout: Sink, stderr: Sink, env: NodeJS.ProcessEnv): Terminal {
  return { out: writer(stdout, env), err: writer(stderr, env) };
}

function writer(sink: Sink, env: NodeJS.ProcessEnv): Writer {
  const coloured = sink.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  let open = true;
  sink.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
    // The reader has gone (`| head`): the work goes on, only its words are no longer wanted.
    open = false;
  });
  const text = (words: string) => {
    if (open) sink.write(words);
  };
  return {
    text,
    isScreen: sink.isTTY === true,
    line: (words) => text(`${words}\n`),
    paint: (colour, words) => (coloured ? styleText(colour, words, { validateStream: false }) : words),
  };
}
