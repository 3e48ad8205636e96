/** The ways to a server, over real sockets: straight, through a proxy that is named, through those of the environment. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Connection, type ConnectionOptions, connect } from "../src/connection/index.js";
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

const ask = async (options: ConnectionOptions, env: Record<string, string> = {}, address = url) => {
  connection = connect({ ...options, env });
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

test("user and password of a proxy may be given apart, also of one that the environment names", async () => {
  const proxyCredentials = { user: "me", password: "p@ss:word" };
  const address = `http://127.0.0.1:${proxy.port}`;
  expect(await ask({ proxy: address, proxyCredentials })).toBe(expected());
  await hangUp();
  expect(await ask({ proxyCredentials }, { HTTP_PROXY: address })).toBe(expected());
  expect(proxy.requests.length).toBe(2);
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
    await expect(refusal).rejects.toMatchObject({
      code: "ERR_PROXY_SIGN_IN",
      message: "the proxy answers 407",
    });
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
  for (const address of [url, url.replace("http:", "https:")]) {
    const unreached = {
      code: "ERR_PROXY_UNREACHABLE",
      message: expect.stringMatching(/^the proxy: .*ECONNREFUSED/),
    };
    await expect(ask({ proxy: nobody }, {}, address)).rejects.toMatchObject(unreached);
    await hangUp();
  }
});

test("a proxy that cannot reach the server is told apart from one that is not reached", async () => {
  const gone = await startForwardProxy();
  await gone.close();
  const named = { proxy: `http://me:p%40ss%3Aword@127.0.0.1:${proxy.port}` };
  const beyond = ask(named, {}, `https://127.0.0.1:${gone.port}`);
  await expect(beyond).rejects.toMatchObject({
    code: "ERR_PROXY_DEAD_END",
    message: "the proxy answers 502",
  });
});

test("an aborted request ends with the signal's own reason", async () => {
  connection = connect({ env: {} });
  const reason = new Error("enough");
  await expect(connection.fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("what is not a proxy's URL is refused without being repeated", () => {
  const env = {};
  expect(() => connect({ proxy: "me:hunter2@proxy:3128", env })).toThrow("proxy is not the URL of a proxy");
  expect(() => connect({ proxy: "http://me:50%@proxy:3128", env })).toThrow(
    "proxy is not the URL of a proxy",
  );
  expect(() => connect({ env: { https_proxy: "hunter2" } })).toThrow("HTTPS_PROXY is not the URL of a proxy");
});

test("certificates and keys that cannot be used are told at once", () => {
  const env = {};
  expect(() => connect({ ca: "no certificate", env })).toThrow("ca holds no certificate");
  expect(() => connect({ cert: "x", env })).toThrow("key is missing");
  expect(() => connect({ key: "x", env })).toThrow("cert is missing");
  expect(() => connect({ cert: "x", key: "y", env })).toThrow("cert cannot be used, or does not fit its key");
});
