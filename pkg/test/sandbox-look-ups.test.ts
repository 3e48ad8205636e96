/** What can be looked up in the sandbox. */

import { describe, expect, test } from "vitest";
import { defaultCatalogue } from "../src/sandbox/catalogue.js";
import { payload, signedIn, WORKSPACE } from "./support/sandbox-visit.js";

describe("look-ups", () => {
  test.each([
    ["releases", 2],
    ["milestones", 2],
    ["programs", 1],
    ["product_areas", 3],
    ["work_items", 7],
    ["taxonomy_nodes", 12],
    ["list_nodes", 27],
    ["test_suites", 1],
    ["ci_builds", 1],
    ["runs", 0],
  ])("%s has %i entities, each with id and type", async (name, count) => {
    const { ask } = await signedIn();
    const { total_count, data } = await (await ask(`${WORKSPACE}/${name}`)).json();
    expect([total_count, data.length]).toEqual([count, count]);
    for (const entity of data)
      expect(entity).toMatchObject({ id: expect.any(String), type: expect.any(String) });
  });

  test.each([
    ["\"name='*card*'\"", ["Pay by card", "Refuse an expired card", "Remember the card"]],
    ["\"name='Pay by*'\"", ["Pay by card", "Pay by invoice"]],
    ["\"name='Pay by card'\"", ["Pay by card"]],
    ["\"name='*P*y*invoice'\"", ["Pay by invoice"]],
    ['"id=1521"', ["Refuse an expired card"]],
    ["\"name=''\"", []],
  ])("the query %s finds %j", async (query, names) => {
    const { ask } = await signedIn();
    const path = `${WORKSPACE}/work_items?fields=name&query=${encodeURIComponent(query)}`;
    const { data } = await (await ask(path)).json();
    expect(data.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  test("a query that is not understood is refused, never ignored", async () => {
    const { ask } = await signedIn();
    expect((await ask(`${WORKSPACE}/work_items?query=${encodeURIComponent('"a LT 5;b=1"')}`)).status).toBe(
      400,
    );
  });

  test("a page of a list tells the count of the whole", async () => {
    const { ask } = await signedIn();
    const answer = await (await ask(`${WORKSPACE}/work_items?fields=id,name&offset=1&limit=2`)).json();
    expect(answer).toMatchObject({
      total_count: 7,
      data: [{ name: "Pay by card" }, { name: "Pay by invoice" }],
    });
  });

  test.each(["offset=-1", "offset=a", "limit=1.5", "limit="])("a page of %s is refused", async (page) => {
    const { ask } = await signedIn();
    expect((await ask(`${WORKSPACE}/work_items?fields=id,name&${page}`)).status).toBe(400);
  });

  test("a part of a name finds its few among 100,000, and a page of the many", async () => {
    const catalogue = defaultCatalogue();
    catalogue.workItems = Array.from({ length: 100_000 }, (_, index) => ({
      id: String(index + 1),
      type: "story",
      name: `Story ${index + 1}`,
    }));
    const { ask } = await signedIn({ catalogue });
    const path = (text: string) =>
      `${WORKSPACE}/work_items?fields=id,name&query=${encodeURIComponent(`"name='*${text}*'"`)}&offset=0&limit=20`;
    const few = await (await ask(path("y 9999*"))).json();
    expect(few).toMatchObject({
      total_count: 11,
      data: [{ id: "9999", name: "Story 9999" }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    const many = await (await ask(path("Story"))).json();
    expect([many.total_count, many.data.length]).toEqual([100_000, 20]);
  });

  test("the runs that were made can be looked up with their release", async () => {
    const visit = await signedIn();
    await visit.post(payload('<release_ref id="1101"/>'));
    const { data } = await (
      await visit.ask(`${WORKSPACE}/runs?query=${encodeURIComponent("\"name='*a*'\"")}`)
    ).json();
    expect(data).toMatchObject([
      { name: "a", release: { id: "1101", name: "Autumn 2026" }, taxonomies: { data: [] } },
    ]);
  });

  test("another workspace is not there", async () => {
    const { ask } = await signedIn();
    expect((await ask("/api/shared_spaces/1001/workspaces/9/releases")).status).toBe(404);
  });

  test("the front page tells people what arrived", async () => {
    const visit = await signedIn();
    await visit.post(payload(""));
    const front = await (await visit.ask("/")).json();
    expect(front).toMatchObject({
      workspace: WORKSPACE,
      submissions: [{ id: 1103, runs: 1, status: "queued" }],
    });
  });
});
