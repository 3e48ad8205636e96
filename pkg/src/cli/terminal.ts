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

/** The streams of a process; each is opened when it is first asked for, which takes milliseconds. */
export interface Streams {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** A terminal over the streams of a process; colours only on a screen, never with `NO_COLOR`. */
export function terminal(streams: Streams, env: NodeJS.ProcessEnv): Terminal {
  const isPlain = Boolean(env.NO_COLOR) || env.TERM === "dumb";
  return {
    out: new StreamWriter(() => streams.stdout, isPlain),
    err: new StreamWriter(() => streams.stderr, isPlain),
  };
}

class StreamWriter implements Writer {
  readonly #open: () => Sink;
  readonly #isPlain: boolean;
  #sink: Sink | undefined;
  #isHeard = true;

  constructor(open: () => Sink, isPlain: boolean) {
    this.#open = open;
    this.#isPlain = isPlain;
  }

  get isScreen(): boolean {
    return this.#opened().isTTY === true;
  }

  readonly text = (words: string): void => {
    const sink = this.#opened();
    if (this.#isHeard) sink.write(words);
  };

  line(words: string): void {
    this.text(`${words}\n`);
  }

  paint(colour: Colour, words: string): string {
    return this.#isPlain || !this.isScreen ? words : styleText(colour, words, { validateStream: false });
  }

  #opened(): Sink {
    if (this.#sink !== undefined) return this.#sink;
    this.#sink = this.#open();
    this.#sink.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
      // The reader has gone (`| head`): the work goes on, only its words are no longer wanted.
      this.#isHeard = false;
    });
    return this.#sink;
  }
}
