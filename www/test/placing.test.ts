/** Where the page stands, by what its host and its address say. */

import { expect, test } from "vitest";
import { placed } from "../src/placing.js";

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
