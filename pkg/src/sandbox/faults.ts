/** What can go wrong at a sandbox, when, and how often: faults as data, as words, and as a plan that is used up. */

/** What goes wrong. */
export const FAULTS = [
  /** Every session is over: 401 until the next sign-in. */
  "session-expired",
  /** The answer renews the session's cookie; the old one is worthless from then on. */
  "cookie-rotation",
  /** 503 `testbox.queue_full`. */
  "queue-full",
  /** 503 `testbox.request_limit`. */
  "request-limit",
  /** 429 with `Retry-After: 1`. */
  "too-many-requests",
  /** 502 of a proxy in front. */
  "bad-gateway",
  /** 503 with a web page. */
  "outage",
  /** 200 with a web page where Octane's answer belongs. */
  "page",
  /** 500. */
  "error",
  /** 403. */
  "forbidden",
  /** 413, as for a body over its limit. */
  "too-large",
  /** The connection is reset before the request is looked at. */
  "reset-before",
  /** The request is carried out, and the connection is reset in place of the answer. */
  "reset-after",
  /** The request is carried out, and the answer breaks off in its middle. */
  "cut",
  /** The answer comes in small pieces, half a second in all. */
  "slow",
  /** No answer comes. */
  "silence",
  /** The answer comes as gzip. */
  "gzip",
  /** The task is said to run still. */
  "stuck",
  /** The task has a status that is not documented. */
  "unknown-status",
  /** The task, or its log, is not known any more: 404 `testbox.not_found`. */
  "gone",
  /** The method is not taken: 405, as for the log by GET. */
  "method",
] as const;

/** Name of a fault. */
export type FaultName = (typeof FAULTS)[number];

/** What requests are for. */
export const PHASES = ["sign-in", "schema", "post", "status", "log", "sign-out"] as const;

/** Name of a phase. */
export type Phase = (typeof PHASES)[number];

/** A fault, and which requests it befalls. */
export interface Fault {
  /** What goes wrong. */
  fault: FaultName;
  /** Which requests it befalls. Default: those of every phase. */
  phase?: Phase;
  /** How many requests. Default: 1; `Infinity` never ends. */
  times?: number;
  /** How many requests of the phase go well before. Default: 0. */
  after?: number;
}

/** Header by which a request asks for a fault of its own. */
export const FAULT_HEADER = "x-sandbox-fault";

/** The phase of a request; undefined for look-ups and other paths. */
export function phaseOf(method: string, path: string): Phase | undefined {
  if (/\/authentication\/sign_in$|\/oauth2\/token$/.test(path)) return "sign-in";
  if (path.endsWith("/authentication/sign_out")) return "sign-out";
  const rest = path.split("/test-results")[1];
  if (rest === undefined) return undefined;
  if (rest === "/xsd") return "schema";
  if (rest === "") return method === "POST" ? "post" : undefined;
  return rest.endsWith("/log") ? "log" : "status";
}

/** Whether the text names a fault. */
export function isFault(text: string): text is FaultName {
  return (FAULTS as readonly string[]).includes(text);
}

/** Reads `post:queue-full*3`: a phase, a fault, how often; `*` alone at the end is for ever. Undefined where it is none. */
export function readFault(text: string): Fault | undefined {
  const {
    phase,
    fault = "",
    times,
  } = /^(?:(?<phase>[a-z-]+):)?(?<fault>[a-z-]+)(?:\*(?<times>\d*))?$/.exec(text)?.groups ?? {};
  const isPhase = phase === undefined || (PHASES as readonly string[]).includes(phase);
  if (!isPhase || !isFault(fault)) return undefined;
  return {
    fault,
    ...(phase === undefined ? {} : { phase: phase as Phase }),
    ...(times === undefined ? {} : { times: times === "" ? Number.POSITIVE_INFINITY : Number(times) }),
  };
}

/** Faults that are still to come. */
export class FaultPlan {
  readonly #pending: Required<Omit<Fault, "phase">>[] = [];
  readonly #phases = new Map<object, Phase | undefined>();

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) this.add(fault);
  }

  /** Adds one behind the others. */
  add({ fault, phase, times = 1, after = 0 }: Fault): void {
    const pending = { fault, times, after };
    this.#phases.set(pending, phase);
    this.#pending.push(pending);
  }

  /** Whether every fault has come to pass as often as it was to. */
  get isOver(): boolean {
    return this.#pending.every(({ times }) => times === 0);
  }

  /** The fault for a request of the phase, which is used up by it. */
  take(phase: Phase | undefined): FaultName | undefined {
    const isFor = (pending: object) => (this.#phases.get(pending) ?? phase) === phase;
    const next = this.#pending.find((pending) => pending.times > 0 && isFor(pending));
    if (next === undefined || phase === undefined) return undefined;
    if (next.after > 0) {
      next.after -= 1;
      return undefined;
    }
    next.times -= 1;
    return next.fault;
  }
}
