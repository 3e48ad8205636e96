/**
 * An Octane for trying and testing, as one function from a request to its answer: for Node behind an HTTP server, for a
 * page or a worker as it is. It does what the documentation says; where that is silent, it does something sensible and
 * says so in the header `X-Sandbox-Unverified`.
 *
 * @module octane-payload/sandbox
 */

import { type Context, Hono, type Next } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ErrorFacts } from "../http/error-answer.js";
import type { Wire } from "../http/wire.js";
import { json, refuse } from "./answers.js";
import { type Fault, FaultPlan } from "./faults.js";
import { faulty, type Handler } from "./faulty.js";
import { lookUps } from "./look-ups.js";
import { type SandboxOptions, settle } from "./options.js";
import { createRate } from "./rate.js";
import { createRuns, type SandboxRun } from "./runs.js";
import { createSessions, type Sessions } from "./sign-in.js";
import { createTasks, type Task } from "./tasks.js";
import { testResults, type Workspace } from "./test-results.js";

export type { Wire } from "../http/wire.js";
export { type Catalogue, defaultCatalogue, type Entity, type KnownBuild } from "./catalogue.js";
export type { SandboxCore } from "./core.js";
export { FAULT_HEADER, FAULTS, type Fault, type FaultName, PHASES, type Phase, readFault } from "./faults.js";
export type { FinalStatus, InjectedRun, Injection } from "./injection.js";
export { type SandboxOptions, TRY_API_KEY, TRY_USER } from "./options.js";
export type { Payload, ReportedRun } from "./payload.js";
export type { SandboxRun } from "./runs.js";
export type { SandboxApiKey, SandboxCredentials, SandboxUser } from "./sign-in.js";
export type { Progress, Task, TaskStatus } from "./tasks.js";

/** A running sandbox. */
export interface Sandbox {
  /**
   * Answers a request; the path of its URL is that of an Octane at the root. Faults of the connection need the connection that the
   * request came by; without it they fail as `fetch` does.
   */
  fetch(request: Request, wire?: Wire): Promise<Response>;
  /** The runs that came to be, oldest first. */
  readonly runs: SandboxRun[];
  /** The payloads that were accepted, with their bytes and what came of them, oldest first. */
  readonly submissions: Task[];
  /** Lets every session expire, as time would. */
  expireSessions(): void;
  /** Lets something go wrong, after what is to go wrong already. */
  inject(fault: Fault): void;
  /** Whether every fault has come to pass as often as it was to. */
  readonly isFaultless: boolean;
}

/** A sandbox; nothing in it outlives it. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const settings = settle(options);
  const runs = createRuns();
  const tasks = createTasks(settings.progress, settings.now);
  const sessions = createSessions(settings, settings.now);
  const app = routes({ settings, runs, tasks }, sessions);
  const plan = new FaultPlan(settings.faults);
  const rate = createRate(settings.requestsPerSecond, settings.now);
  const answer: Handler = async (request) => rate.refuse(request) ?? app.fetch(request);
  return {
    fetch: faulty(answer, plan, sessions),
    get runs() {
      return runs.all();
    },
    get submissions() {
      return tasks.all();
    },
    expireSessions: () => sessions.expireAll(),
    inject: (fault) => plan.add(fault),
    get isFaultless() {
      return plan.isOver;
    },
  };
}

function routes(workspace: Workspace, sessions: Sessions): Hono {
  const { sharedSpace, workspace: id, catalogue } = workspace.settings;
  const base = `/api/shared_spaces/${sharedSpace}/workspaces/${id}`;
  const app = new Hono();
  app.post("/authentication/sign_in", (context) => signIn(context, sessions));
  app.post("/authentication/sign_out", (context) => signOut(context, sessions));
  app.post("/osp/a/au/auth/oauth2/token", (context) => exchange(context, sessions));
  app.use("/api/*", (context, next) => letIn(context, sessions, next));
  app.route(base, testResults(workspace));
  app.route(base, lookUps(catalogue, workspace.runs));
  app.get("/", () => overview(workspace, base));
  app.notFound(noResource);
  app.onError(broken);
  return app;
}

async function signIn(context: Context, sessions: Sessions): Promise<Response> {
  const given: unknown = await context.req.json().catch(() => undefined);
  if (sessions.open(context, given))
    return context.body(null, 200, { "x-sandbox-unverified": "cookie attributes" });
  const description = "The credentials are not those of a known user or API key";
  return refuse(context, { status: 401, code: "platform.not_authenticated", description }, ["error code"]);
}

function signOut(context: Context, sessions: Sessions): Response {
  sessions.close(context);
  return context.body(null, 200);
}

async function exchange(context: Context, sessions: Sessions): Promise<Response> {
  const token = sessions.exchange(context, new URLSearchParams(await context.req.text()));
  if (token !== undefined) return json({ access_token: token, token_type: "bearer", expires_in: 3600 });
  return json({ error: "invalid_grant" }, 401, ["status and error code of a refused exchange"]);
}

async function letIn(context: Context, sessions: Sessions, next: Next): Promise<Response | undefined> {
  const found = sessions.check(context);
  if ("user" in found && context.req.method === "POST" && !sessions.isUnforged(context))
    return forged(context);
  if ("user" in found) {
    await next();
    return undefined;
  }
  return found.refusal === "expired" ? expired(context) : notSignedIn(context);
}

function expired(context: Context): Response {
  const description = "The session is over";
  const facts: ErrorFacts = { status: 401, code: "VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT", description };
  return refuse(context, facts, ["length of a session"]);
}

function notSignedIn(context: Context): Response {
  const description = "The request belongs to no session";
  return refuse(context, { status: 401, code: "platform.not_authenticated", description }, ["error code"]);
}

function forged(context: Context): Response {
  const description = "The request does not carry the value of XSRF_COOKIE as XSRF-HEADER";
  return refuse(context, { status: 403, code: "platform.xsrf", description }, ["answer without XSRF-HEADER"]);
}

function noResource(context: Context): Response {
  const description = `The sandbox has no resource ${context.req.method} ${context.req.path}`;
  return refuse(context, { status: 404, code: "platform.resource_not_found", description }, ["error code"]);
}

/** Answers that were thrown to end a request, and faults of the sandbox itself. */
function broken(error: Error, context: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  return refuse(context, { status: 500, code: "platform.general_error", description: error.message });
}

/** What the sandbox is and holds, for people who open it in a browser. */
function overview({ settings, tasks }: Workspace, base: string): Response {
  const submissions = tasks.all().map((task) => ({
    id: task.id,
    status: tasks.statusOf(task),
    skipErrors: task.skipErrors,
    sha256: task.sha256,
    bytes: task.bytes.byteLength,
    runs: task.injection.runs.length,
    repeats: task.repeats,
    messages: task.injection.messages,
  }));
  const about =
    "octane-payload sandbox: behaves as the documentation of ALM Octane says; it is not ALM Octane";
  return json({ about, workspace: base, catalogue: settings.catalogue, submissions });
}
