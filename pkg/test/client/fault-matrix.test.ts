/** Every fault in every phase, once: how the submission ends, and that sending again makes it whole. */

import { expect, test } from "vitest";
import { isOctaneError, OctaneClient, type Submission } from "../../src/index.js";
import { type Answer, json, type Seen, startOctane } from "../support/octane-server.js";
import { parts } from "../support/parts.js";

/** What comes in place of the right answer. `lost` takes the payload before the connection breaks. */
const FAULTS: Record<string, Answer | "lost"> = {
  reset: "reset",
  cut: "cut",
  lost: "lost",
  silence: "silence",
  busy: { status: 503, body: '{"error_code":"testbox.queue_full"}' },
  "too many": { status: 429, headers: { "retry-after": "0" } },
  "session over": { status: 401 },
  page: { headers: { "content-type": "text/html" }, body: "<!DOCTYPE html><title>Down</title>" },
  broken: { status: 500 },
  refusal: { status: 400 },
};

const PHASES: Record<string, (name: string) => boolean> = {
  "sign-in": (name) => name === "POST /sign_in",
  post: (name) => name === "POST /",
  status: (name) => /^GET \/\d+$/.test(name),
  log: (name) => name.endsWith("/log"),
  "sign-out": (name) => name === "POST /sign_out",
};

/** A server that knows identical bytes again, as Octane does, and fails once. */
class Octane {
  /** What was processed, and how often. */
  readonly processed: string[] = [];
  #fault: Answer | "lost" | undefined;
  readonly #isPhase: (name: string) => boolean;

  constructor(fault: Answer | "lost", isPhase: (name: string) => boolean) {
    this.#fault = fault;
    this.#isPhase = isPhase;
  }

  readonly answer = (request: Seen, name: string): Answer => {
    const fault = this.#fault;
    if (fault === undefined || !this.#isPhase(name)) return this.#right(request, name);
    this.#fault = undefined;
    if (fault !== "lost") return fault;
    this.#right(request, name);
    return "reset";
  };

  #right({ body }: Seen, name: string): Answer {
    if (name === "POST /sign_in") return { headers: { "set-cookie": "LWSSO_COOKIE_KEY=x" } };
    if (name === "POST /sign_out") return {};
    if (name === "POST /") return this.#take(String(body));
    if (name.endsWith("/log"))
      return { headers: { "content-type": "text/plain" }, body: "status: success\n" };
    return json({ id: Number(name.split("/")[1]), status: "success" });
  }

  #take(payload: string): Answer {
    const known = this.processed.indexOf(payload);
    if (known >= 0) return json({ fromOlderPush: "true", id: known + 1, status: " SUCCESS " }, 202);
    return json({ id: this.processed.push(payload), status: "queued" }, 202);
  }
}

async function outcomeOf(submitting: Promise<Submission>): Promise<string> {
  try {
    return (await submitting).outcome;
  } catch (error) {
    if (isOctaneError(error)) return error.kind;
    throw error;
  }
}

/** The outcome with the fault; then the same parts once more, without it. */
async function weather(fault: Answer | "lost", isPhase: (name: string) => boolean): Promise<string> {
  const octane = new Octane(fault, isPhase);
  const server = await startOctane(octane.answer);
  const client = new OctaneClient({
    server: server.url,
    sharedSpace: 1001,
    workspace: 1002,
    credentials: { user: "sa", password: "a-password" },
    requestTimeout: 2000,
  });
  const outcome = await outcomeOf(client.submit(parts(2)));
  expect(await outcomeOf(client.submit(parts(2)))).toBe("success");
  expect(octane.processed.toSorted()).toEqual(parts(2).map(({ bytes }) => new TextDecoder().decode(bytes)));
  await server.close();
  return outcome;
}

/** Columns: sign-in, post, status, log, sign-out. */
test("each fault in each phase has its outcome, and sending again leaves every payload processed once", async () => {
  const rows = await Promise.all(
    Object.entries(FAULTS).map(async ([name, fault]) => {
      const cells = await Promise.all(Object.values(PHASES).map((isPhase) => weather(fault, isPhase)));
      return [name.padEnd(12), ...cells].join(" | ");
    }),
  );
  expect(rows).toEqual([
    "reset        | success | success | success | success | success",
    "cut          | success | success | success | success | success",
    "lost         | success | success | success | success | success",
    "silence      | success | success | success | success | success",
    "busy         | success | success | success | success | success",
    "too many     | success | success | success | success | success",
    "session over | sign-in | success | success | success | success",
    "page         | protocol | protocol | protocol | success | success",
    "broken       | unavailable | unavailable | unavailable | success | success",
    "refusal      | sign-in | refused | unknown | success | success",
  ]);
});
