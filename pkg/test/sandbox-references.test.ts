/** What the sandbox makes of references that are there, and of those that are not. */

import { describe, expect, test } from "vitest";
import { outcome, payload, run, signedIn, UNVERIFIED, WORKSPACE } from "./support/sandbox-visit.js";

const BROKEN: [string, string, string][] = [
  ["release", '<release_ref id="2147483647"/>', "Release reference {id: 2147483647} not resolved"],
  ["release by name", '<release name="No"/>', "Release reference {name: No} not resolved"],
  ["program", '<program_ref id="-1"/>', "Program reference {id: -1} not resolved"],
  ["milestone", '<milestone_ref id=" 5 "/>', "Milestone reference {id: 5} not resolved"],
  [
    "backlog item",
    '<backlog_items><backlog_item_ref id="7"/></backlog_items>',
    "Backlog item reference {id: 7} not resolved",
  ],
  [
    "module",
    '<product_areas><product_area_ref id="7"/></product_areas>',
    "Application module reference {id: 7} not resolved",
  ],
  [
    "test field",
    '<test_fields><test_field type="Framework" value="X"/></test_fields>',
    "Test field reference {type: Framework; value: X} not resolved",
  ],
  [
    "taxonomy",
    '<environment><taxonomy type="constructor" value="name"/></environment>',
    "Taxonomy reference {type: constructor; value: name} not resolved",
  ],
  ["suite", '<suite_ref id="7"/><release name="_default_"/>', "Suite reference {id: 7} not resolved"],
  [
    "release of a suite",
    '<suite_ref id="1601"/>',
    "No release is found for test result injection into suite",
  ],
];

describe("references", () => {
  test("all that the catalogue has are found", async () => {
    const links =
      '<suite_ref id="1601"/><program_ref id="1301"/><release_ref id="1102"/><milestone_ref id="1201"/>' +
      '<backlog_items><backlog_item_ref id="1521"/></backlog_items>' +
      '<product_areas><product_area_ref id="1401"/></product_areas>' +
      '<test_fields><test_field type="Framework" value="JUnit"/></test_fields>' +
      '<environment><taxonomy type="OS" value="Linux"/></environment>';
    const build = '<build server_id="ci-1" job_id="web-shop-nightly" build_id="42"/>';
    const visit = await signedIn();
    expect(await outcome(visit, payload(links, run("a"), build))).toEqual({
      status: "success",
      messages: [],
      runs: ["a"],
    });
    expect(visit.sandbox.runs[0]?.links).toMatchObject({ release: { id: 1102 }, suite: { id: 1601 } });
  });

  test.each(BROKEN)("a missing %s fails the report and makes no run", async (_, links, message) => {
    expect(await outcome(await signedIn(), payload(links))).toEqual({
      status: "failed",
      messages: [message],
      runs: [],
    });
  });

  test.each(BROKEN)(
    "a missing %s is a warning with skip-errors, and the run is made without it",
    async (_, links, message) => {
      const visit = await signedIn();
      expect(await outcome(visit, payload(links), "?skip-errors=true")).toEqual({
        status: "warning",
        messages: [message],
        runs: ["a"],
      });
      const { release: _release, ...rest } = visit.sandbox.runs[0]?.links ?? {};
      expect(rest).toEqual({ backlogItems: [], productAreas: [], testFields: [], environment: [] });
    },
  );

  test("a run with a broken link is left out, the others are made, and the status is marked", async () => {
    const visit = await signedIn();
    const runs = run("good") + run("bad", '<release_ref id="9"/>');
    const message =
      "Release reference {id: 9} of test run {module: m; package: p; class: C; name: bad} not resolved";
    expect(await outcome(visit, payload("", runs))).toEqual({
      status: "failed",
      messages: [message],
      runs: ["good"],
    });
    const response = await visit.ask(`${WORKSPACE}/test-results/1103`);
    expect(response.headers.get(UNVERIFIED)).toContain("only some runs are wrong");
  });

  test.each([
    [
      "build and suite_ref together",
      '<build server_id="a" job_id="b" build_id="c"/>',
      '<suite_ref id="1"/>',
      "",
    ],
    ["the same test twice in a payload", "", "", run("a") + run("a")],
    [
      "links of one kind on the report and on a run",
      "",
      '<program_ref id="1"/>',
      run("a", '<program_ref id="2"/>'),
    ],
    [
      "test fields of one type twice",
      "",
      '<test_fields><test_field type="Framework" value="a"/><test_field type="Framework" value="b"/></test_fields>',
      "",
    ],
  ])("%s: what the sandbox makes of it is marked", async (question, build, links, runs) => {
    const visit = await signedIn();
    await visit.post(payload(links, runs === "" ? run("a") : runs, build));
    const response = await visit.ask(`${WORKSPACE}/test-results/1103`);
    expect(response.headers.get(UNVERIFIED)?.split("; ")).toContain(question);
  });

  test("the release of a run serves the suite of the report", async () => {
    const runs = run("a", '<release name="Autumn 2026"/>');
    expect(await outcome(await signedIn(), payload('<suite_ref id="1601"/>', runs))).toMatchObject({
      status: "success",
    });
  });

  test("values outside the catalogue can be accepted", async () => {
    const links = '<environment><taxonomy type="Planet" value="Mars"/></environment>';
    const visit = await signedIn({ unknownValues: "accepted" });
    expect(await outcome(visit, payload(links))).toMatchObject({ status: "success" });
    expect(visit.sandbox.runs[0]?.links.environment).toEqual([{ type: "Planet", value: "Mars" }]);
  });

  test("a test reported again updates its run, and the run names both tasks", async () => {
    const visit = await signedIn();
    await visit.post(payload("", run("a") + run("b")));
    await visit.post(payload("", run("a").replace("Passed", "Failed")));
    expect(visit.sandbox.runs).toMatchObject([
      { name: "a", status: "Failed", tasks: [1103, 1104] },
      { name: "b", status: "Passed", tasks: [1103] },
    ]);
  });
});
