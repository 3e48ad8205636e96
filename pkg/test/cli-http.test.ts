/** The ways to a server, over real sockets: straight, through a proxy that is named, through those of the environment. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Connection, connect } from "../src/cli/http.js";
import { type ForwardProxy, startForwardProxy } from "./support/forward-proxy.js";

let target: Server;
let url = "";
let proxy: ForwardProxy;
let connection: Connection | undefined;

beforeEach(async () => {
  target = createServer((message, response) => response.end(`${message.method} ${message.headers.host}`));
  await new Promise<void>((listening) => target.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  proxy = await startForwardProxy("me:p@ss:word");
});

afterEach(async () => {
  await hangUp();
  await proxy.close();
  target.closeAllConnections();
  await new Promise((done) => target.close(done));
});

async function hangUp() {
  await connection?.close();
  connection = undefined;
}

const ask = async (options: { proxy?: string }, env: Record<string, string> = {}, address = url) => {
  connection = connect(options, env);
  return (await connection.fetch(address, { method: "POST", body: "x" })).text();
};
const expected = () => `POST ${url.slice("http://".length)}`;

test("without a proxy the server is asked straight", async () => {
  expect(await ask({})).toBe(expected());
  expect(proxy.requests).toEqual([]);
});

test("a proxy is asked for the whole address, with user and password of its URL", async () => {
  expect(await ask({ proxy: `http://me:p%40ss%3Aword@127.0.0.1:${proxy.port}` })).toBe(expected());
  expect(proxy.requests).toEqual([`POST ${url}/`]);
});

test("user and password of a proxy may stand in the environment", async () => {
  const env = { OCTANE_PROXY_USER: "me", OCTANE_PROXY_PASSWORD: "p@ss:word" };
  expect(await ask({ proxy: `http://127.0.0.1:${proxy.port}` }, env)).toBe(expected());
});

test("HTTP_PROXY counts, NO_PROXY excepts, --proxy beats both", async () => {
  const env = { HTTP_PROXY: `http://me:p%40ss%3Aword@127.0.0.1:${proxy.port}` };
  expect(await ask({}, env)).toBe(expected());
  expect(proxy.requests.length).toBe(1);
  await hangUp();
  expect(await ask({}, { ...env, NO_PROXY: "example.com,127.0.0.1" })).toBe(expected());
  expect(proxy.requests.length).toBe(1);
  await hangUp();
  const named = env.HTTP_PROXY;
  expect(await ask({ proxy: named }, { HTTP_PROXY: "http://127.0.0.1:9", NO_PROXY: "*" })).toBe(expected());
  expect(proxy.requests.length).toBe(2);
});

test("a server behind TLS is reached through a tunnel", async () => {
  const env = { HTTPS_PROXY: `http://me:p%40ss%3Aword@127.0.0.1:${proxy.port}` };
  await expect(ask({}, env, url.replace("http:", "https:"))).rejects.toThrow();
  expect(proxy.requests).toEqual([`CONNECT ${url.slice("http://".length)}`]);
});

test("a refusal of the proxy is told as what it is, without the password", async () => {
  const wrong = { proxy: `http://me:hunter2@127.0.0.1:${proxy.port}` };
  for (const address of [url, url.replace("http:", "https:")]) {
    const refusal = ask(wrong, {}, address);
    await expect(refusal).rejects.toThrow("Proxy response (407)");
    await expect(refusal).rejects.not.toThrow(/hunter2/);
    await hangUp();
  }
});

test("the reason of a failed connection is told", async () => {
  const gone = await startForwardProxy();
  await gone.close();
  const nobody = `http://127.0.0.1:${gone.port}`;
  await expect(ask({}, {}, nobody)).rejects.toThrow(/ECONNREFUSED/);
  await hangUp();
  await expect(ask({ proxy: nobody })).rejects.toThrow(/ECONNREFUSED/);
});

test("an aborted request ends with the signal's own reason", async () => {
  connection = connect({}, {});
  const reason = new Error("enough");
  await expect(connection.fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("what is not a proxy's URL is refused without being repeated", () => {
  expect(() => connect({ proxy: "me:hunter2@proxy:3128" }, {})).toThrow("--proxy is not the URL of a proxy");
  expect(() => connect({ proxy: "http://me:50%@proxy:3128" }, {})).toThrow(
    "--proxy is not the URL of a proxy",
  );
  expect(() => connect({}, { https_proxy: "hunter2" })).toThrow("HTTPS_PROXY is not the URL of a proxy");
});
