/** What is asked of a workspace, what is made of its answers, and what a field does with them. */

import { describe, expect, test } from "vitest";
import { choicesOf, queryOf, valuesOfField } from "../../pkg/src/look-up.js";
import { type Catalogue, defaultCatalogue } from "../../pkg/src/sandbox/catalogue.js";
import { signedIn } from "../../pkg/test/support/sandbox-visit.js";
import { askedFor, choicesIn, chosen, closed, lookedUp, markedNext, nameOf } from "../src/flow/look-up.js";
import { signedOut } from "../src/flow.js";
import { lookUp } from "../src/look-ups.js";
import type { LookUpAnswer, LookUpRequest } from "../src/protocol.js";
import { firstState } from "../src/state.js";

const place = { server: "http://sandbox.test/", sharedSpace: "1001", workspace: "1002" };
const never = new AbortController().signal;

/** Looks up in a sandbox, and tells what was asked. */
async function inSandbox(catalogue: Catalogue = defaultCatalogue()) {
  const { ask } = await signedIn({ catalogue });
  const asked: string[] = [];
  const find = (request: LookUpRequest): Promise<LookUpAnswer> =>
    lookUp(
      place,
      request,
      (url) => {
        const { pathname, search } = new URL(url);
        asked.push(decodeURIComponent(`${pathname.split("/").at(-1)}${search}`));
        return ask(`${pathname}${search}`);
      },
      never,
    );
  return { asked, find };
}

const namesIn = (answer: LookUpAnswer) =>
  "choices" in answer ? answer.choices.map(({ name }) => name) : answer.refused;

describe("a look-up", () => {
  test.each([
    [{ kind: "releases", typed: "Autumn" }, ["Autumn 2026"]],
    [{ kind: "milestones", typed: "freeze" }, ["Code freeze"]],
    [{ kind: "programs", typed: " shop " }, ["Web shop"]],
    [{ kind: "modules", typed: "" }, ["Checkout", "Search", "Accounts"]],
    [{ kind: "backlogItems", typed: "card" }, ["Pay by card", "Refuse an expired card", "Remember the card"]],
    [
      { kind: "testFieldValues", of: "Test_Level", typed: "" },
      ["Unit Test", "Integration Test", "System Test", "Gherkin Test"],
    ],
    [{ kind: "testFieldValues", of: "Test_Type", typed: "S" }, ["Sanity", "Security"]],
    [{ kind: "environmentTypes", typed: "" }, ["Browser", "OS", "DB"]],
    [{ kind: "environmentValues", of: "OS", typed: "" }, ["Linux", "macOS", "Windows"]],
    [{ kind: "environmentValues", of: "Browser", typed: "r" }, ["Chrome", "Firefox", "Safari"]],
    [{ kind: "suites", typed: "Nightly" }, ["Nightly regression"]],
    [{ kind: "releases", typed: "nothing of the kind" }, []],
  ] satisfies [LookUpRequest, string[]][])("of %j finds %j", async (request, names) => {
    const { find } = await inSandbox();
    const answer = await find(request);
    expect([namesIn(answer), "total" in answer && answer.total]).toEqual([names, names.length]);
  });

  test("among 100,000 entities is one request for one page, and tells the count of all", async () => {
    const workItems = Array.from({ length: 100_000 }, (_, index) => ({
      id: String(index + 1),
      type: "story",
      name: `Story ${index + 1}`,
    }));
    const { asked, find } = await inSandbox({ ...defaultCatalogue(), workItems });
    const answer = await find({ kind: "backlogItems", typed: "Story" });
    expect(answer).toMatchObject({ total: 100_000, choices: { length: 20 } });
    expect(namesIn(await find({ kind: "backlogItems", typed: "99998" }))).toEqual(["Story 99998"]);
    expect(asked).toEqual([
      `work_items?fields=id,name&query="name='*Story*'"&offset=0&limit=20`,
      `work_items?fields=id,name&query="name='*99998*'"&offset=0&limit=20`,
    ]);
  });

  test("in a long list of nodes ends after five pages, and does not say that it saw all", async () => {
    const values = Array.from({ length: 3000 }, (_, index) => `value ${index}`);
    const { asked, find } = await inSandbox({
      ...defaultCatalogue(),
      taxonomies: { Many: values, Late: ["x"] },
    });
    expect(await find({ kind: "environmentValues", of: "Late", typed: "" })).toEqual({ choices: [] });
    expect(asked).toHaveLength(5);
    expect(namesIn(await find({ kind: "environmentValues", of: "Late", typed: "x" }))).toEqual(["x"]);
    expect(asked).toHaveLength(6);
  });

  test.each([
    ["Pay by card", "*Pay by card*"],
    ["o'brien", "*o*brien*"],
    ["\"; DROP'*\\(", "* DROP*"],
    ["a'}||{id='1", "*a*id*1*"],
    ["100 % & #1", "*100 * * *1*"],
    ["Größe_2.0-β", "*Größe_2.0-β*"],
  ])("of %j asks for %s, and for nothing beyond the quotes", (typed, pattern) => {
    const query = new URLSearchParams(queryOf(typed).slice(1)).get("query");
    expect(query).toBe(`"name='${pattern}'"`);
  });

  test("asks for no name where nothing is typed, and for a hundred characters at most", () => {
    expect(queryOf("  ")).toBe("");
    expect(decodeURIComponent(queryOf("x".repeat(5000)))).toHaveLength(`&query="name='**'"`.length + 100);
  });

  test.each([
    ["a status", async () => new Response("no", { status: 403 }), 403],
    ["a page in place of a list", async () => new Response("<html>"), "unreachable"],
    ["JSON without a list", async () => Response.json({ total_count: 1 }), 200],
    ["a network that is down", () => Promise.reject(new TypeError("fetch failed")), "unreachable"],
  ])("that meets %s says so", async (_, fetch, refused) => {
    expect(await lookUp(place, { kind: "releases", typed: "a" }, fetch, never)).toMatchObject({ refused });
  });

  test("that is aborted is no refusal of the server", async () => {
    const stop = AbortSignal.abort();
    const fetch = () => Promise.reject(stop.reason);
    await expect(lookUp(place, { kind: "releases", typed: "a" }, fetch, stop)).rejects.toBe(stop.reason);
  });
});

test("ids may be numbers or text, and an entry without an id is left out", () => {
  const entries = [
    { id: 1101, name: "Autumn" },
    { id: "1102", name: "Winter" },
    { name: "lost" },
    { id: "1103" },
  ];
  expect(choicesOf(entries)).toEqual([
    { id: "1101", name: "Autumn" },
    { id: "1102", name: "Winter" },
    { id: "1103", name: "" },
  ]);
});

test("where no list is called like the field, every value is offered with its list", () => {
  const nodes = [
    { id: 1, name: "Unit", list_root: { name: "Levels" } },
    { id: 2, name: "Any" },
  ];
  expect(valuesOfField(nodes, "Test_Level")).toEqual([
    { id: "1", name: "Unit", list: "Levels" },
    { id: "2", name: "Any" },
  ]);
});

describe("a field", () => {
  const request: LookUpRequest = { kind: "releases", typed: "a" };
  const answer: LookUpAnswer = {
    choices: [1, 2, 3].map((id) => ({ id: `${id}`, name: `R${id}` })),
    total: 3,
  };
  const asked = askedFor(firstState, "releaseId", request);
  const open = lookedUp(asked, request, answer);

  test("marks its choices from one end to the other, none at first", () => {
    const marks = (...moves: (1 | -1)[]) => moves.reduce(markedNext, open).lookUp?.active;
    expect([marks(), marks(1), marks(1, 1, 1, 1), marks(-1), marks(1, -1)]).toEqual([-1, 0, 0, 2, 2]);
    expect(markedNext(asked, 1)).toBe(asked);
  });

  test("keeps its choices while more is typed, and does not take an answer to what was typed before", () => {
    const next: LookUpRequest = { kind: "releases", typed: "au" };
    const again = askedFor(open, "releaseId", next);
    expect(choicesIn(again.lookUp)).toHaveLength(3);
    expect(lookedUp(again, request, { choices: [], total: 0 })).toBe(again);
    expect(choicesIn(askedFor(open, "milestone", { kind: "milestones", typed: "a" }).lookUp)).toEqual([]);
    expect(lookedUp(closed(open), request, answer).lookUp).toBeUndefined();
  });

  test("knows the name of what was chosen, until the session ends", () => {
    const done = chosen(open, "releases", { id: "2", name: "R2" });
    expect([nameOf(done, "releases", "2"), nameOf(done, "programs", "2"), done.lookUp]).toEqual([
      "R2",
      undefined,
      undefined,
    ]);
    expect(nameOf(signedOut(done), "releases", "2")).toBeUndefined();
  });
});
