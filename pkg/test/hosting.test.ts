/** `page`: the page as files for a host, and as a bundle for Octane. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../src/hosting/external-action.js";
import { isPage, type Placing, placedHtml } from "../src/hosting/placing.js";
import { documentOf, octanePayload } from "./support/command-line.js";

const HTML = `<head><meta http-equiv="Content-Security-Policy" content="connect-src 'self'; base-uri 'none'"></head>`;

let folder = "";
let page = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-hosting-"));
  page = mkdtempSync(join(folder, "page-"));
  writeFileSync(join(page, "index.html"), HTML);
  writeFileSync(join(page, "main.js"), "export {};");
});
afterAll(() => rmSync(folder, { recursive: true }));

const place = (placing: Partial<Placing>) => placedHtml(HTML, { way: "gateway", ...placing });

test("a gateway needs no other origin", () => {
  const html = place({ server: "/octane" });
  expect(html).toContain(`connect-src 'self'; base-uri`);
  expect(html).toContain('<meta name="octane-way" content="gateway">');
  expect(html).toContain('<meta name="octane-server" content="/octane">');
});

test("a relay of another origin may be asked, and no other", () => {
  const relay = "https://relay.example.com:8443/?url={url}";
  const html = place({ way: "relay", relay });
  expect(html).toContain(`connect-src 'self' https://relay.example.com:8443; base-uri`);
  expect(html).toContain('<meta name="octane-relay" content="https://relay.example.com:8443/?url={url}">');
});

test("a relay of the page's own origin changes nothing in its policy", () => {
  expect(place({ way: "relay", relay: "/relay/{+url}" })).toContain(`connect-src 'self'; base-uri`);
});

test("no word becomes markup", () => {
  expect(place({ sharedSpace: '"><script>' })).toContain('content="&#34;&#62;&#60;script&#62;"');
});

test("what is not the built page is told apart from it", () => {
  for (const html of ["<p>", "connect-src 'self'", "</head>"]) expect(isPage(html), html).toBe(false);
  expect(isPage(HTML)).toBe(true);
});

test("the same files give the same bundle, in one folder", () => {
  const files = (names: string[]) => new Map(names.map((name) => [name, new TextEncoder().encode(name)]));
  const one = bundle(files(["index.html", "assets/a.js"]));
  expect(one).toEqual(bundle(files(["assets/a.js", "index.html"])));
  expect(Object.keys(unzipSync(one))).toEqual(["octane-payload/assets/a.js", "octane-payload/index.html"]);
});

test("--out writes every file, and overwrites nothing", async () => {
  const out = join(folder, "out");
  const args = ["page", "--page", page, "--out", out, "--json"];
  const run = await octanePayload([...args, "--workspace", "1002"]);
  expect(documentOf<{ files: string[] }>(run).files.sort()).toEqual([
    join(out, "index.html"),
    join(out, "main.js"),
  ]);
  expect(readFileSync(join(out, "index.html"), "utf8")).toContain('name="octane-workspace" content="1002"');
  const again = await octanePayload(args);
  expect(again.code).toBe(2);
});

test("--external-action writes a bundle, whose page asks Octane itself, and the definition that names it", async () => {
  const file = join(folder, "action", "octane-payload.zip");
  expect((await octanePayload(["page", "--page", page, "--external-action", file])).code).toBe(0);
  expect(readdirSync(join(folder, "action")).sort()).toEqual(["octane-payload.json", "octane-payload.zip"]);
  const entries = unzipSync(readFileSync(file));
  const [action] = JSON.parse(readFileSync(file.replace(".zip", ".json"), "utf8"));
  const path = /^\{bundle_url\}\/([^?]+)\?(.*)$/.exec(action.url) ?? [];
  expect(strFromU8(entries[path[1] ?? ""] ?? new Uint8Array())).toContain(
    '<meta name="octane-way" content="same-origin">',
  );
  expect(path[2]).toContain("octane_url={octane_url}");
});

test.each([
  [[], /--out <dir> or --external-action <file>/],
  [["--out", "x", "--relay", "https://relay"], /no address with a place/],
  [["--out", "x", "--relay", "https://relay/{url}"], /--relay needs --server/],
  [["--external-action", "x.tar"], /ends in "\.zip"/],
  [["--external-action", "x.zip", "--out", "y"], /cannot be used with/],
])("%j is wrong usage", async (args, words) => {
  const run = await octanePayload(["page", "--page", page, ...args]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(words);
});
