/** The line for a shell: each word as it is, and every choice as its flag. */

import { expect, test } from "vitest";
import { commandOf, shellLine } from "../src/command-line.js";
import { formOfContent } from "../src/context-content.js";
import { firstState, type PageState } from "../src/state.js";

const report = (name: string) => ({ id: 1, name, content: new Blob() });
const state = (change: Partial<PageState>): PageState => ({
  ...firstState,
  reports: [report("a.xml")],
  ...change,
});

test("words that a shell would change are quoted, the others are not", () => {
  expect(shellLine(["a.xml", "it's $HOME", "", "*.xml", "--x=y:z"])).toBe(
    "a.xml 'it'\\''s $HOME' '' '*.xml' --x=y:z",
  );
});

test("a name that begins like a flag is a path", () => {
  expect(commandOf(state({ reports: [report("-x.xml")] }))).toBe(
    "octane-payload convert ./-x.xml --out payload",
  );
});

test("context, policies and choices are flags; a policy that changes nothing for a kind is none", () => {
  const words = commandOf(
    state({
      context: formOfContent({ program: 1 }),
      policies: { default: "report-wins", release: "unite", environment: "unite", program: "report-wins" },
      cases: { identity: { preset: "jenkins", name: "{name}!" }, statuses: { words: { ok: "Passed" } } },
    }),
  );
  expect(words).toBe(
    "octane-payload convert a.xml --out payload --context octane-context.yaml --link-policy report-wins " +
      "--link-policy release=run-wins --link-policy environment=unite --identity=jenkins '--name={name}!' --status=ok=Passed",
  );
});
