/** The schema of a server: asked for each time, compared with what is kept, and replaced by it where the server gives none. */

import { describe, expect, test } from "vitest";
import {
  bundledSchema,
  type KeptSchema,
  keptSchema,
  OctaneError,
  type SchemaStore,
  servedSchema,
  type WorkspaceAddress,
} from "../src/index.js";
import { sha256 } from "../src/sha256.js";

const PLACE: WorkspaceAddress = { server: "https://octane.example.com", sharedSpace: 1001, workspace: 1002 };

const giving = (text: string) => ({ schema: async () => text });
const failing = (kind: OctaneError["kind"]) => ({
  schema: () =>
    Promise.reject(new OctaneError(kind, [{ severity: "error", code: kind, message: kind, path: "" }])),
});

/** A store of one place, with what is in it. */
function storeOf(kept?: KeptSchema): SchemaStore {
  return { find: () => kept, keep: () => {} };
}

async function kept(text: string): Promise<KeptSchema> {
  const hash = await sha256(new TextEncoder().encode(text));
  return { fetched: "2026-01-02T03:04:05.000Z", sha256: hash, text };
}

describe("what a server gives", () => {
  test("is known by the hash of its text and by its date", async () => {
    const served = await servedSchema(giving("abc"), PLACE, storeOf());
    expect(served).toEqual({
      from: "server",
      schema: {
        // FIPS 180-4, the one-block example.
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        fetched: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/),
        text: "abc",
      },
    });
  });

  test("replaces what is kept where its hash is another, and only there", async () => {
    const earlier = await kept("old");
    const [same, other] = await Promise.all(
      ["old", "new"].map((text) => servedSchema(giving(text), PLACE, storeOf(earlier))),
    );
    expect([same?.replaced, other?.replaced]).toEqual([undefined, earlier]);
    expect(other).toMatchObject({ from: "server", schema: { text: "new" } });
  });
});

describe("what is kept", () => {
  test.each(["unavailable", "protocol", "not-found"] as const)(
    "counts where the server's answer is %s",
    async (kind) => {
      const earlier = await kept(await bundledSchema());
      const served = await servedSchema(failing(kind), PLACE, storeOf(earlier));
      expect(served).toEqual({ from: "kept", schema: earlier });
    },
  );

  test("is nothing where it is damaged", async () => {
    const damaged = { ...(await kept("whole")), text: "who" };
    expect(await keptSchema(PLACE, storeOf(damaged))).toBeUndefined();
    expect(await servedSchema(failing("not-found"), PLACE, storeOf(damaged))).toBeUndefined();
    await expect(servedSchema(failing("unavailable"), PLACE, storeOf(damaged))).rejects.toThrow(
      "unavailable",
    );
  });

  test("does not hide that the workspace is not there", async () => {
    const store = storeOf(await kept("old"));
    const isThere = async () => false;
    await expect(servedSchema(failing("not-found"), PLACE, store, { isThere })).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test.each(["sign-in", "permission", "aborted"] as const)(
    "does not hide that the server's answer is %s",
    async (kind) => {
      const store = storeOf(await kept("old"));
      await expect(servedSchema(failing(kind), PLACE, store)).rejects.toMatchObject({ kind });
    },
  );
});
