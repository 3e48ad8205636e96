/** Gateways and relays: what is added to a request, what becomes of an address, and a client that works through one. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { OctaneClient, relayed } from "../../src/index.js";
import { type OctaneServer, startOctane, wellBehaved } from "../support/octane-server.js";
import { part } from "../support/parts.js";

let octane: OctaneServer | undefined;
let relay: Server | undefined;

afterEach(async () => {
  await octane?.close();
  relay?.closeAllConnections();
  relay?.close();
});

const TARGET = "https://octane.example.com/api/a,b?query=\"name='*x (1)'\"&limit=5";
const INIT = {
  method: "GET",
  headers: [],
  redirect: "manual",
  credentials: "same-origin",
  cache: "no-store",
  signal: AbortSignal.timeout(10_000),
} as const;

/** The address that a relay is asked for. */
async function askedFor(template: string): Promise<string> {
  let asked = "";
  const through = async (url: string) => {
    asked = url;
    return new Response();
  };
  await relayed({ url: template }, through)(TARGET, { ...INIT, headers: [] });
  return asked;
}

test("{url} leaves nothing that a URL gives a meaning to", async () => {
  expect(await askedFor("https://relay.example.com/?url={url}&x=1")).toBe(
    "https://relay.example.com/?url=https%3A%2F%2Foctane.example.com%2Fapi%2Fa%2Cb%3Fquery%3D%22name%3D%27%2Ax%20%281%29%27%22%26limit%3D5&x=1",
  );
});

test("{+url} puts the address there as it is", async () => {
  expect(await askedFor("https://relay.example.com/{+url}")).toBe(`https://relay.example.com/${TARGET}`);
});

test("dollar signs of the address are no references", async () => {
  const seen: string[] = [];
  const through = async (url: string) => {
    seen.push(url);
    return new Response();
  };
  await relayed({ url: "/relay/{+url}" }, through)("https://h/$&$1", { ...INIT, headers: [] });
  expect(seen).toEqual(["/relay/https://h/$&$1"]);
});

test.each([
  "https://relay.example.com/",
  "https://relay.example.com/?a={url}&b={url}",
  "https://relay.example.com/{url}/{+url}",
  "relay.example.com/{url}",
  "//relay.example.com/{url}",
  "ftp://relay.example.com/{url}",
  "{url}",
  "javascript:{url}",
])('"%s" is no address of a relay', (url) => {
  expect(() => relayed({ url })).toThrow('"relay" cannot be used');
});

test("a client signs in, submits and follows through a relay that takes the target as a parameter", async () => {
  octane = await startOctane(wellBehaved());
  relay = createServer(async (incoming, outgoing) => {
    const target = new URL(incoming.url ?? "", "http://relay").searchParams.get("url") ?? "";
    const body: Buffer[] = [];
    for await (const piece of incoming) body.push(piece as Buffer);
    const { host: _, connection: __, "content-length": ___, ...headers } = incoming.headers;
    const init = { method: incoming.method ?? "GET", headers: headers as Record<string, string> };
    const answer = await fetch(target, body.length === 0 ? init : { ...init, body: Buffer.concat(body) });
    outgoing.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "",
      "set-cookie": answer.headers.getSetCookie(),
    });
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => relay?.once("listening", listening));
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/?url={url}`;
  const credentials = { clientId: "me", clientSecret: "secret" };
  const client = new OctaneClient({
    server: octane.url,
    sharedSpace: 1,
    workspace: 2,
    credentials,
    relay: url,
  });
  const { outcome } = await client.submit([part(0)]);
  expect(outcome).toBe("success");
  expect(
    octane.seen.every(({ path }) => path.startsWith("/api/") || path.startsWith("/authentication/")),
  ).toBe(true);
  expect(octane.seen[1]?.headers.cookie).toBe("LWSSO_COOKIE_KEY=first");
});
