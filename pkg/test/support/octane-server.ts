/** A real HTTP server on loopback that answers as a test says: Octane in any mood. */

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came in. */
export interface Seen {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * An answer; or what happens in place of one: `reset` tears the connection down, `cut` ends it in the middle of the
 * answer, `silence` says nothing for ever.
 */
export type Answer =
  | { status?: number; headers?: Record<string, string | string[]>; body?: string }
  | "reset"
  | "cut"
  | "silence";

/** A server that listens. */
export interface OctaneServer {
  url: string;
  /** Everything that came in, in order. */
  seen: Seen[];
  /** Method and last step of the path of each request. */
  story(): string[];
  /** Resolves as soon as so many requests have come in. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server; `answer` is asked for each request, the number of earlier ones with the same name in hand. */
export async function startOctane(
  answer: (request: Seen, name: string, earlier: number) => Answer,
): Promise<OctaneServer> {
  const seen: Seen[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming);
    const name = nameOf(request);
    const earlier = seen.filter((other) => nameOf(other) === name).length;
    seen.push(request);
    for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    send(outgoing, answer(request, name, earlier));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    story: () => seen.map(nameOf),
    arrived: (count) =>
      new Promise((resolve) => {
        if (seen.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<Seen> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const { method = "", url: path = "", headers } = incoming;
  return { method, path, headers, body: Buffer.concat(pieces) };
}

function nameOf({ method, path }: Seen): string {
  const [place = ""] = path.split("?");
  const rest = place.split("/test-results")[1] ?? place.replace(/^.*\/authentication/, "");
  return `${method} ${rest || "/"}`;
}

function send(outgoing: ServerResponse, answer: Answer): void {
  if (answer === "silence") return;
  if (answer === "reset") {
    outgoing.socket?.resetAndDestroy();
  } else if (answer === "cut") {
    outgoing.writeHead(200, { "content-length": "1000" });
    outgoing.write("half of", () => outgoing.socket?.destroy());
  } else {
    outgoing.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
    outgoing.end(answer.body ?? "");
  }
}

/** An answer in JSON. */
export function json(body: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(body) };
}

/** What a well-behaved server answers; `special` goes first. */
export function wellBehaved(
  special: (request: Seen, name: string, earlier: number) => Answer | undefined = () => undefined,
): (request: Seen, name: string, earlier: number) => Answer {
  let lastId = 100;
  return (request, name, earlier) => {
    const answer = special(request, name, earlier);
    if (answer !== undefined) return answer;
    if (name === "POST /sign_in")
      return { headers: { "set-cookie": ["LWSSO_COOKIE_KEY=first; Path=/; HttpOnly"] } };
    if (name === "POST /sign_out") return {};
    if (name === "POST /") {
      lastId += 1;
      return json({ status: "queued", id: lastId }, 202);
    }
    if (name.endsWith("/log"))
      return { headers: { "content-type": "text/plain" }, body: "status: success\n" };
    const id = Number(name.split("/")[1]);
    return json({ id, status: "success", until: "2026-12-01T00:00:00+0000" });
  };
}
