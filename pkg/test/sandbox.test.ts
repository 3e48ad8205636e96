/** The test-results resource of the sandbox against the reference, request by request. */

import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { core, payload, run, signedIn, UNVERIFIED, WORKSPACE } from "./support/sandbox-visit.js";

const UNTIL = "how long a task is kept (until)";

describe("sending a payload", () => {
  test("the schema is handed out byte for byte", async () => {
    const { ask } = await signedIn();
    expect(await (await ask(`${WORKSPACE}/test-results/xsd`)).text()).toBe(await core.schema());
  });

  test("a valid payload is queued under a number, and its bytes are kept as they came", async () => {
    const { sandbox, post } = await signedIn();
    const body = `<?xml version="1.0"?>\n${payload("")}\n<!-- é -->`;
    const response = await post(body);
    expect([response.status, await response.json()]).toEqual([202, { status: "queued", id: 1103 }]);
    expect(new TextDecoder().decode(sandbox.submissions[0]?.bytes)).toBe(body);
  });

  test.each([
    ["cut off", "<test_result><test_runs>"],
    ["of another root", "<testResult/>"],
    ["with a number that is too long", payload('<release_ref id="9223372036854775808"/>')],
    ["empty", ""],
  ])("a payload %s is refused with 400 and leaves nothing behind", async (_, body) => {
    const { sandbox, post } = await signedIn();
    const response = await post(body);
    const error = await response.json();
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ error_code: "testbox.invalid_payload", correlation_id: null });
    expect(error.description).toContain("does not conform to the XSD schema");
    expect([sandbox.submissions, sandbox.runs]).toEqual([[], []]);
  });

  test.each(["text/xml", "application/json", "text/plain", ""])(
    'content type "%s" is answered 415',
    async (type) => {
      const { post } = await signedIn();
      expect((await post(payload(""), "", { "content-type": type })).status).toBe(415);
    },
  );

  test("a content type with a charset is taken", async () => {
    const { post } = await signedIn();
    expect((await post(payload(""), "", { "content-type": "Application/XML; charset=UTF-8" })).status).toBe(
      202,
    );
  });

  test.each(["gzip", "application/gzip"])('a body of encoding "%s" is taken', async (encoding) => {
    const { sandbox, post } = await signedIn();
    const response = await post(gzipSync(payload("")), "", { "content-encoding": encoding });
    expect(response.status).toBe(202);
    expect(new TextDecoder().decode(sandbox.submissions[0]?.bytes)).toBe(payload(""));
  });

  test.each([
    ["is not gzip", 400, "gzip", Buffer.from("plain")],
    ["is cut off", 400, "gzip", gzipSync(payload("")).subarray(0, 40)],
    ["has an unknown encoding", 415, "br", Buffer.from("x")],
  ])("a body that %s is answered %i", async (_, status, encoding, body) => {
    const { post } = await signedIn();
    expect((await post(body, "", { "content-encoding": encoding })).status).toBe(status);
  });

  test("the bound on a body counts what comes out of gzip, too", async () => {
    const { post } = await signedIn({ maxBodyBytes: 1000 });
    const bomb = gzipSync(" ".repeat(500_000));
    expect(bomb.byteLength).toBeLessThan(1000);
    expect((await post(bomb, "", { "content-encoding": "gzip" })).status).toBe(413);
    expect((await post("x".repeat(1001))).status).toBe(413);
  });

  test("1000 tests are taken, 1001 are refused with a mark that this is not verified", async () => {
    const { post } = await signedIn();
    const runs = (count: number) => Array.from({ length: count }, (_, index) => run(`t${index}`)).join("");
    expect((await post(payload("", runs(1000)))).status).toBe(202);
    const refused = await post(payload("", runs(1001)));
    expect([refused.status, refused.headers.get(UNVERIFIED)]).toEqual([
      400,
      "what happens to more than 1000 tests",
    ]);
  });

  test("the request's correlation id stands in the error", async () => {
    const { post } = await signedIn();
    const response = await post("x", "", { "x-correlation-id": "c-1" });
    expect((await response.json()).correlation_id).toBe("c-1");
  });
});

describe("following a task", () => {
  test("it is queued, then running, then over, by the number of looks", async () => {
    const { post, status } = await signedIn({ progress: { by: "requests", queued: 2, running: 1 } });
    const { id } = await (await post(payload(""))).json();
    const words = [];
    for (let look = 0; look < 5; look += 1) words.push((await status(id)).status);
    expect(words).toEqual(["queued", "queued", "running", "success", "success"]);
  });

  test("it is queued, then running, then over, by the clock", async () => {
    let now = 0;
    const visit = await signedIn({
      progress: { by: "milliseconds", queued: 10, running: 20 },
      now: () => now,
    });
    const { id } = await (await visit.post(payload(""))).json();
    const words = [];
    for (now of [0, 9, 10, 29, 30]) words.push((await visit.status(id)).status);
    expect(words).toEqual(["queued", "queued", "running", "running", "success"]);
  });

  test("times are written as Octane writes them: UTC in JSON, an offset in the log", async () => {
    const now = () => Date.UTC(2016, 4, 4, 5, 33, 53);
    const visit = await signedIn({ now, progress: { by: "requests", queued: 0, running: 0 } });
    const { id } = await (
      await visit.post(payload("", run("a"), `<build server_id="uuid" job_id="junit-job" build_id="1"/>`))
    ).json();
    expect(await visit.status(id)).toEqual({ id, status: "failed", until: "2016-05-18T05:33:53+0000" });
    expect(await visit.log(id)).toBe(
      "status: failed\nuntil: 2016-05-18T08:33:53+0300\n\n" +
        "Build reference {server: uuid; build_type: junit-job; build_sid: 1} not resolved\n",
    );
  });

  test("the log is plain text, by GET and by POST, and the latter is marked", async () => {
    const { post, ask } = await signedIn();
    await post(payload(""));
    const path = `${WORKSPACE}/test-results/1103/log`;
    const [got, posted] = [await ask(path), await ask(path, { method: "POST" })];
    expect([got, posted].map(({ headers }) => headers.get("content-type"))).toEqual([
      "text/plain",
      "text/plain",
    ]);
    expect([got, posted].map(({ headers }) => headers.get(UNVERIFIED))).toEqual([
      UNTIL,
      `${UNTIL}; POST for the log`,
    ]);
  });

  test("the log can be closed to one of the two methods", async () => {
    const { post, ask } = await signedIn({ logMethods: ["POST"] });
    await post(payload(""));
    const path = `${WORKSPACE}/test-results/1103/log`;
    expect([(await ask(path)).status, (await ask(path, { method: "POST" })).status]).toEqual([404, 200]);
  });

  test.each(["/test-results/1234567890", "/test-results/1234567890/log"])("%s is unknown", async (path) => {
    const { ask } = await signedIn();
    const response = await ask(`${WORKSPACE}${path}`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error_code: "testbox.not_found", description: "QueueItem id=1234567890 does not exist" },
    ]);
  });

  test("a task is forgotten when its time is over", async () => {
    let now = 0;
    const visit = await signedIn({ now: () => now, sessionLifetime: Number.POSITIVE_INFINITY });
    await visit.post(payload(""));
    now = 15 * 24 * 60 * 60 * 1000;
    expect(await visit.status(1103)).toMatchObject({ error_code: "testbox.not_found" });
  });

  test("the same payload again is answered with the first task, in the documented form", async () => {
    const { sandbox, post, status } = await signedIn();
    await post(payload(""));
    for (let look = 0; look < 3; look += 1) await status(1103);
    const again = await (await post(payload(""))).json();
    expect(again).toMatchObject({ fromOlderPush: "true", id: 1103, status: " SUCCESS " });
    expect(sandbox.submissions.map(({ repeats }) => repeats)).toEqual([1]);
  });

  test("of the same payload sent many times at once, one is taken", async () => {
    const { sandbox, post } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(payload(""))));
    const older = await Promise.all(answers.map(async (answer) => "fromOlderPush" in (await answer.json())));
    expect(older.filter((isOlder) => !isOlder).length).toBe(1);
    expect(sandbox.submissions.map(({ repeats }) => repeats)).toEqual([9]);
  });

  test("the same payload with another skip-errors, or with one more space, is another task", async () => {
    const { sandbox, post } = await signedIn();
    await post(payload(""));
    await post(payload(""), "?skip-errors=true");
    await post(`${payload("")} `);
    expect(sandbox.submissions.map(({ id }) => id)).toEqual([1103, 1104, 1105]);
  });
});
