/**
 * How far a command is, for who waits: on a screen a bar, drawn again in its place and gone at the end; elsewhere a line now and
 * then; nothing beside a JSON document. What draws is loaded only once there is something to draw.
 */

import type { Surroundings } from "./act.js";
import { now } from "./clock.js";
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
  const meter = new Meter(terminal.err, env.TERM !== "dumb");
  try {
    return await work(meter);
  } finally {
    meter.end();
  }
}

/** Milliseconds before anything is told, so that what is quick does not flicker. */
const PATIENCE = 300;
/** Milliseconds between two drawings. */
const FRAME = 100;
/** Milliseconds between two lines. */
const SELDOM = 30_000;

/** What the stages are told by; chosen late, since it takes an open stream to know whether there is a screen. */
interface Face {
  readonly isDrawn: boolean;
  /** Milliseconds between two tellings. */
  readonly period: number;
  /** Tells the stage; `elapsed` in milliseconds. */
  tell(stage: Stage, elapsed: number): void;
  end(): void;
}

/** Asks for the stage at its beat: by a timer while there is waiting, by each `show` while there is work. */
class Meter implements Progress {
  readonly #start = now();
  readonly #writer: Writer;
  readonly #mayDraw: boolean;
  #next = this.#start + PATIENCE;
  #face: Face | undefined;
  #stage: (() => Stage) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(writer: Writer, mayDraw: boolean) {
    this.#writer = writer;
    this.#mayDraw = mayDraw;
  }

  get isDrawn(): boolean {
    return this.#chosen().isDrawn;
  }

  show(stage: () => Stage): void {
    this.#stage = stage;
    this.#timer ??= setInterval(() => this.#beat(), FRAME).unref();
    this.#beat();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#stage = undefined;
    this.#face?.end();
  }

  #beat(): void {
    const time = now();
    if (this.#stage === undefined || time < this.#next) return;
    const face = this.#chosen();
    if (time < this.#next) return;
    this.#next = time + face.period;
    face.tell(this.#stage(), time - this.#start);
  }

  /** Lines come late; a bar at once. */
  #chosen(): Face {
    if (this.#face !== undefined) return this.#face;
    this.#face = this.#mayDraw && this.#writer.isScreen ? new Bar(this.#writer) : new Lines(this.#writer);
    if (!this.#face.isDrawn) this.#next = this.#start + SELDOM;
    return this.#face;
  }
}

class Bar implements Face {
  readonly isDrawn = true;
  readonly period = FRAME;
  readonly #writer: Writer;
  #opening: Promise<void> | undefined;
  #drawing: Drawing | undefined;
  #isOver = false;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  end(): void {
    this.#isOver = true;
    this.#drawing?.clear();
  }

  tell(stage: Stage, elapsed: number): void {
    this.#opening ??= this.#open();
    this.#drawing?.draw(drawnStage(stage, elapsed, (colour, text) => this.#writer.paint(colour, text)));
  }

  async #open(): Promise<void> {
    const { openDrawing } = await import("./screen.js");
    if (!this.#isOver) this.#drawing = openDrawing();
  }
}

class Lines implements Face {
  readonly isDrawn = false;
  readonly period = SELDOM;
  readonly #writer: Writer;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  end(): void {}

  tell(stage: Stage, elapsed: number): void {
    this.#writer.line(this.#writer.paint("dim", plainStage(stage, elapsed)));
  }
}
