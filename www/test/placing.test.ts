/** Where the page stands, by what its host and its address say. */

import { expect, test } from "vitest";
import { addressMistake, methodsOf, placed, resolved, usualServer, xsrfTokenIn } from "../src/placing.js";
import type { ServerAddress } from "../src/protocol.js";

const page = (query = "") => new URL(`https://octane.example.com/bundle/index.html${query}`);
const silent = () => undefined;

test("without a word the page reaches Octane by the gateway that served it", () => {
  expect(placed(silent, page())).toEqual({
    way: "gateway",
    server: "/octane",
    relay: "",
    sharedSpace: "",
    workspace: "",
  });
});

test("the host of the page says way, addresses and workspace", () => {
  const words: Record<string, string> = {
    way: "relay",
    server: "https://octane.example.com",
    relay: "https://relay.example.com/?url={url}",
    "shared-space": "1001",
    workspace: "1002",
  };
  expect(placed((name) => words[name], page())).toEqual({
    way: "relay",
    server: "https://octane.example.com",
    relay: "https://relay.example.com/?url={url}",
    sharedSpace: "1001",
    workspace: "1002",
  });
});

test("a way that is none is the gateway", () => {
  expect(placed((name) => (name === "way" ? "tunnel" : undefined), page()).way).toBe("gateway");
});

test("Octane opens its external action with its own address and the workspace", () => {
  const query = "?shared_space=1001&workspace=1002&octane_url=https%3A%2F%2Foctane.example.com";
  expect(placed(silent, page(query))).toEqual({
    way: "same-origin",
    server: "https://octane.example.com",
    relay: "",
    sharedSpace: "1001",
    workspace: "1002",
  });
});

test.each([
  "?octane_url=https%3A%2F%2Fevil.test&shared_space=1",
  "?octane_url=http%3A%2F%2Foctane.example.com&shared_space=1",
  "?octane_url=octane.example.com&shared_space=1",
])("a link cannot lead the page to another origin: %s", (query) => {
  expect(placed(silent, page(query))).toEqual(placed(silent, page()));
});

test("a workspace that is no number is left to be typed", () => {
  const query = "?octane_url=https%3A%2F%2Foctane.example.com&shared_space={shared_space}&workspace=x";
  expect(placed(silent, page(query))).toMatchObject({ sharedSpace: "", workspace: "" });
});

const address = (change: Partial<ServerAddress>): ServerAddress => ({ ...placed(silent, page()), ...change });

test.each<[Partial<ServerAddress>, string | undefined]>([
  [{}, undefined],
  [{ server: "/" }, undefined],
  [{ server: "https://octane.example.com/octane" }, undefined],
  [{ server: "https://elsewhere.example.com" }, "connection.other-origin"],
  [{ server: "http://" }, "connection.other-origin"],
  [{ way: "same-origin", server: "https://elsewhere.example.com" }, "connection.other-origin"],
  [{ way: "relay", server: "https://o.example.com", relay: "https://r/?url={url}" }, undefined],
  [{ way: "relay", server: "https://o.example.com", relay: " /relay/{+url} " }, undefined],
  [{ way: "relay", server: "https://o.example.com", relay: "https://r/" }, "connection.relay.no-place"],
  [{ way: "relay", server: "/octane", relay: "https://r/{url}" }, "connection.relay.no-server"],
])("of %j the mistake is %s", (change, key) => {
  expect(addressMistake(address(change), page())?.key).toBe(key);
});

test("an address goes to the worker whole and without spaces", () => {
  const typed = { server: " /octane ", relay: " ", sharedSpace: " 1001", workspace: "1002 " };
  expect(resolved(address(typed), page().href)).toEqual({
    way: "gateway",
    server: "https://octane.example.com/octane",
    relay: "",
    sharedSpace: "1001",
    workspace: "1002",
  });
  const octane = "https://octane.example.com/ctx";
  expect(resolved(address({ way: "relay", server: octane }), page().href).server).toBe(octane);
});

test("each way has a server to begin with", () => {
  expect(["gateway", "relay", "same-origin"].map((way) => usualServer(way as ServerAddress["way"]))).toEqual([
    "/octane",
    "",
    "/",
  ]);
});

test("the browser's own session is offered only where Octane serves the page", () => {
  expect(methodsOf("same-origin")).toEqual(["session", "user", "key"]);
  expect([methodsOf("gateway"), methodsOf("relay")]).toEqual([
    ["user", "key"],
    ["user", "key"],
  ]);
});

test.each([
  ["XSRF_COOKIE=abc", "abc"],
  ["a=b; XSRF_COOKIE=a=b", "a=b"],
  ["MY_XSRF_COOKIE=abc", undefined],
  ["XSRF_COOKIE=", undefined],
  ["", undefined],
])('in "%s" the token is %s', (cookies, token) => {
  expect(xsrfTokenIn(cookies)).toBe(token);
});
