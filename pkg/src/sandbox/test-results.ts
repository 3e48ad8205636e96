/** The test-results resource: schema, payloads, status and log. */

import { type Context, Hono } from "hono";
import { inflate, readBody, streamOf } from "../http/body.js";
import { json, marked } from "./answers.js";
import { inject } from "./injection.js";
import type { SandboxSettings } from "./options.js";
import type { Payload } from "./payload.js";
import {
  bodyRefusal,
  countRefusal,
  encodingRefusal,
  mediaTypeRefusal,
  schemaRefusal,
  unknownTask,
} from "./refusals.js";
import type { Runs } from "./runs.js";
import { logText, olderPushBody, statusBody } from "./task-answers.js";
import type { Submission, Task, Tasks } from "./tasks.js";

/** What the resource works on. */
export interface Workspace {
  settings: SandboxSettings;
  tasks: Tasks;
  runs: Runs;
}

/** Tests per request, as documented. */
const MAX_TESTS = 1000;
const UNTIL = "how long a task is kept (until)";

/** The resource, relative to the workspace's path. */
export function testResults(workspace: Workspace): Hono {
  const { settings, tasks } = workspace;
  const app = new Hono();
  app.get("/test-results/xsd", async () => schemaAnswer(await settings.core.schema()));
  app.post("/test-results", (context) => takePayload(context, workspace));
  app.get("/test-results/:id{[0-9]+}", (context) => answerStatus(context, tasks));
  app.on(settings.logMethods, "/test-results/:id{[0-9]+}/log", (context) => answerLog(context, tasks));
  return app;
}

function schemaAnswer(schema: string): Response {
  const headers = { "content-type": "application/xml" };
  return marked(new Response(schema, { headers }), ["media type of the schema"]);
}

async function takePayload(context: Context, { settings, tasks, runs }: Workspace): Promise<Response> {
  const submission = await readSubmission(context, settings);
  const payload = await readPayload(context, settings, submission.bytes);
  // Nothing is awaited from here on: of two equal payloads that come at once, one is the older.
  const older = tasks.findSame(submission);
  if (older !== undefined) return answerOlder(older, tasks);
  const rules = { skipErrors: submission.skipErrors, unknownValues: settings.unknownValues };
  const task = tasks.add(submission, inject(payload, settings.catalogue, rules));
  for (const run of task.injection.runs) runs.write(run, task.id);
  return json({ status: "queued", id: task.id }, 202, oddParameter(context));
}

function oddParameter(context: Context): string[] {
  const isBoolean = ["true", "false", undefined].includes(context.req.query("skip-errors"));
  return isBoolean ? [] : ["skip-errors that is neither true nor false"];
}

async function readSubmission(context: Context, settings: SandboxSettings): Promise<Submission> {
  const { sharedSpace, workspace, maxBodyBytes } = settings;
  const skipErrors = context.req.query("skip-errors") === "true";
  const bytes = await readBytes(context, maxBodyBytes);
  return { sharedSpace, workspace, skipErrors, bytes, sha256: await sha256(bytes) };
}

/** The payload, decompressed; the documentation calls gzip `application/gzip`, clients call it `gzip`. */
async function readBytes(context: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/xml") throw mediaTypeRefusal(context, type);
  const encoding = context.req.header("content-encoding")?.toLowerCase() ?? "identity";
  if (!["identity", "gzip", "application/gzip"].includes(encoding)) throw encodingRefusal(context, encoding);
  try {
    const bytes = await readBody(await streamOf(context.req.raw), limit);
    return encoding === "identity" ? bytes : await inflate(bytes, limit);
  } catch (error) {
    throw bodyRefusal(context, error);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readPayload(context: Context, { core }: SandboxSettings, bytes: Uint8Array): Promise<Payload> {
  const { valid, diagnostics } = await core.validate(bytes);
  if (!valid) throw schemaRefusal(context, diagnostics);
  const payload = await core.readPayload(bytes);
  if (payload.runs.length > MAX_TESTS) throw countRefusal(context, payload.runs.length, MAX_TESTS);
  return payload;
}

function answerOlder(task: Task, tasks: Tasks): Response {
  task.repeats += 1;
  return json(olderPushBody(task, tasks.statusOf(task)), 202, [
    "status code of a repeated payload",
    "what counts as repeated",
    UNTIL,
  ]);
}

function answerStatus(context: Context, tasks: Tasks): Response {
  const task = askedFor(context, tasks);
  const status = tasks.statusOf(task);
  task.looks += 1;
  return json(statusBody(task, status), 200, [UNTIL, ...task.injection.unverified]);
}

function answerLog(context: Context, tasks: Tasks): Response {
  const task = askedFor(context, tasks);
  const headers = { "content-type": "text/plain" };
  const response = new Response(logText(task, tasks.statusOf(task)), { headers });
  const byPost = context.req.method === "POST" ? ["POST for the log"] : [];
  return marked(response, [UNTIL, ...task.injection.unverified, ...byPost]);
}

function askedFor(context: Context, tasks: Tasks): Task {
  const task = tasks.find(Number(context.req.param("id")));
  if (task === undefined) throw unknownTask(context);
  return task;
}
