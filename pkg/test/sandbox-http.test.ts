/** The sandbox behind a real HTTP server. */

import { describe, expect, test } from "vitest";
import { serveSandbox } from "../src/sandbox/serve.js";
import { sendRaw } from "./support/raw-http.js";
import { core, WORKSPACE } from "./support/sandbox-visit.js";

describe("over HTTP", () => {
  test.each([
    ["its own name", 401, []],
    ["its own page", 401, ["Origin: http://127.0.0.1:PORT"]],
    ["a rebinding name", 403, ["Host: evil.test:PORT"]],
    ["a page of another site", 403, ["Origin: https://evil.test"]],
  ])("a request by %s is answered %i, because what was sent is the user's own", async (_, status, lines) => {
    const { url, close } = await serveSandbox({ core });
    const { host, port } = new URL(url);
    const own = lines.some((line) => line.startsWith("Host:")) ? [] : [`Host: ${host}`];
    const head = [`GET ${WORKSPACE}/runs HTTP/1.1`, ...own, ...lines, "Connection: close", "", ""];
    const answer = await sendRaw(url, head.join("\r\n").replaceAll("PORT", port));
    await close();
    expect(answer.status).toBe(status);
  });

  test("a closed sandbox lets its port go", async () => {
    const first = await serveSandbox({ core });
    await first.close();
    const second = await serveSandbox({ core, port: Number(new URL(first.url).port) });
    await second.close();
    expect(second.url).toBe(first.url);
  });

  test("a port that is taken is told", async () => {
    const { url, close } = await serveSandbox({ core });
    const again = serveSandbox({ core, port: Number(new URL(url).port) });
    await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
    await close();
  });
});
