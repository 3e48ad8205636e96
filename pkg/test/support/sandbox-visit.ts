/** A client of a sandbox in the same process: it keeps cookies, as any client has to. */

import { createSandbox, type Sandbox, type SandboxOptions, TRY_USER } from "../../src/sandbox/index.js";
import { libxml2Core } from "./libxml2-core.js";

/** Where the sandbox's workspace is. */
export const WORKSPACE = "/api/shared_spaces/1001/workspaces/1002";
/** The header that marks what is not verified against Octane. */
export const UNVERIFIED = "x-sandbox-unverified";
/** The core that the sandbox works with here: libxml2, not ours. */
export const core = libxml2Core();

/** A sandbox with a client that has signed in. */
export async function signedIn(options: SandboxOptions = {}): Promise<Visit> {
  const visit = visitor(createSandbox({ core, ...options }));
  await visit.signIn({ user: TRY_USER.user, password: TRY_USER.password });
  return visit;
}

export interface Visit {
  sandbox: Sandbox;
  ask(path: string, init?: RequestInit): Promise<Response>;
  signIn(credentials: object): Promise<Response>;
  post(payload: BodyInit, query?: string, headers?: Record<string, string>): Promise<Response>;
  status(id: number): Promise<Record<string, unknown>>;
  log(id: number): Promise<string>;
}

export function visitor(sandbox: Sandbox): Visit {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("cookie", Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "));
    const response = await sandbox.fetch(new Request(`http://sandbox.test${path}`, { ...init, headers }));
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    return response;
  };
  const inWorkspace = (path: string, init?: RequestInit) => ask(`${WORKSPACE}${path}`, init);
  return {
    sandbox,
    ask,
    signIn: (credentials) => ask("/authentication/sign_in", asJson(credentials)),
    post: (body, query = "", headers = {}) =>
      inWorkspace(`/test-results${query}`, {
        method: "POST",
        body,
        headers: { "content-type": "application/xml", ...headers },
      }),
    status: async (id) => (await inWorkspace(`/test-results/${id}`)).json(),
    log: async (id) => (await inWorkspace(`/test-results/${id}/log`)).text(),
  };
}

export function asJson(body: object): RequestInit {
  return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
  if (/max-age=0/iu.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

export function payload(links: string, runs = run("a"), build = ""): string {
  return `<test_result>${build}${links}<test_runs>${runs}</test_runs></test_result>`;
}

export function run(name: string, links = ""): string {
  return `<test_run module="m" package="p" class="C" name="${name}" duration="5" status="Passed">${links}</test_run>`;
}

/** Sends a payload, follows it to its end, and tells what came of it. */
export async function outcome(visit: Visit, body: string, query = "") {
  const { id } = await (await visit.post(body, query)).json();
  await visit.status(id);
  await visit.status(id);
  const { status } = await visit.status(id);
  const lines = (await visit.log(id)).split("\n");
  return { status, messages: lines.slice(3, -1), runs: visit.sandbox.runs.map(({ name }) => name) };
}
