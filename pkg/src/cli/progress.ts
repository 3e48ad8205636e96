/**
 * How far a command is, for who waits: on a screen a bar, drawn again in its place and gone at the end; elsewhere a line now and
 * then; nothing beside a JSON document. What draws is loaded only once there is something to draw.
 */

import type { Surroundings } from "./act.js";
import { formatOf, type OutputFlags } from "./output-flags.js";
import { drawnStage, plainStage, type Stage } from "./progress-words.js";
import type { Drawing } from "./screen.js";
import type { Writer } from "./terminal.js";

/** Tells how far a command is. */
export interface Progress {
  /** Whether it is a bar on a screen, which nothing else may write to before its end. */
  readonly isDrawn: boolean;
  /** What is under way now; asked again whenever it is told. */
  show(stage: () => Stage): void;
  /** Takes all of it away. */
  end(): void;
}

/** Works with what tells how far it is; `undefined` where nobody is to be told. */
export async function withProgress<T>(
  { terminal, env }: Surroundings,
  flags: Pick<OutputFlags, "json" | "format">,
  work: (progress: Progress | undefined) => Promise<T>,
): Promise<T> {
  if (formatOf(flags) === "json") return work(undefined);
  const isDrawn = terminal.err.isScreen === true && env.TERM !== "dumb";
  const progress = isDrawn ? new Bar(terminal.err) : new Lines(terminal.err);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

/** Asks for the stage at its beat: by a timer while there is waiting, by each `show` while there is work. */
abstract class Beat implements Progress {
  abstract readonly isDrawn: boolean;
  readonly #start = performance.now();
  readonly #period: number;
  #next: number;
  #stage: (() => Stage) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(first: number, period: number) {
    this.#next = this.#start + first;
    this.#period = period;
  }

  show(stage: () => Stage): void {
    this.#stage = stage;
    this.#timer ??= setInterval(() => this.#beat(), Math.min(this.#period, 1000)).unref();
    this.#beat();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#stage = undefined;
  }

  #beat(): void {
    const now = performance.now();
    if (this.#stage === undefined || now < this.#next) return;
    this.#next = now + this.#period;
    this.tell(this.#stage(), now - this.#start);
  }

  /** Tells the stage; `elapsed` in milliseconds. */
  protected abstract tell(stage: Stage, elapsed: number): void;
}

/** Milliseconds before the first drawing, so that what is quick does not flicker, and between two. */
const PATIENCE = 300;
const FRAME = 100;

class Bar extends Beat {
  readonly isDrawn = true;
  readonly #writer: Writer;
  #opening: Promise<void> | undefined;
  #drawing: Drawing | undefined;
  #isOver = false;

  constructor(writer: Writer) {
    super(PATIENCE, FRAME);
    this.#writer = writer;
  }

  override end(): void {
    super.end();
    this.#isOver = true;
    this.#drawing?.clear();
  }

  protected tell(stage: Stage, elapsed: number): void {
    this.#opening ??= this.#open();
    this.#drawing?.draw(drawnStage(stage, elapsed, this.#writer.paint));
  }

  async #open(): Promise<void> {
    const { openDrawing } = await import("./screen.js");
    if (!this.#isOver) this.#drawing = openDrawing();
  }
}

/** Milliseconds between two lines. */
const SELDOM = 30_000;

class Lines extends Beat {
  readonly isDrawn = false;
  readonly #writer: Writer;

  constructor(writer: Writer) {
    super(SELDOM, SELDOM);
    this.#writer = writer;
  }

  protected tell(stage: Stage, elapsed: number): void {
    this.#writer.line(this.#writer.paint("dim", plainStage(stage, elapsed)));
  }
}
