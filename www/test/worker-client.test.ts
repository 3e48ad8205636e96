/** Numbered calls, abort, and the life of the worker. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FromWorker, ToWorker } from "../src/protocol.js";
import { WorkerClient, type WorkerLike } from "../src/worker-client.js";

class FakeWorker implements WorkerLike {
  readonly received: ToWorker[] = [];
  ended = false;
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;

  postMessage(message: ToWorker): void {
    this.received.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  say(message: FromWorker): void {
    this.onmessage?.call(this as unknown as Worker, new MessageEvent("message", { data: message }));
  }

  die(): void {
    this.onerror?.call(this as unknown as Worker, new Event("error") as ErrorEvent);
  }
}

let workers: FakeWorker[];
let lost: number;
let client: WorkerClient;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  lost = 0;
  client = new WorkerClient({
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onLost: () => {
      lost += 1;
    },
    patience: 1000,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("calls", () => {
  test("answers reach their calls in whatever order they come", async () => {
    const first = client.call("signOut", null);
    const second = client.call("submit", { parts: [], skipErrors: false });
    workers[0]?.say({ id: 2, answer: "two" });
    workers[0]?.say({ id: 1, answer: null });
    await expect(Promise.all([first, second])).resolves.toEqual([null, "two"]);
    expect(workers).toHaveLength(1);
  });

  test("progress comes before the answer, and none after it", async () => {
    const seen: unknown[] = [];
    const call = client.call(
      "submit",
      { parts: [], skipErrors: false },
      { onProgress: (part) => seen.push(part) },
    );
    workers[0]?.say({ id: 1, progress: "one" });
    workers[0]?.say({ id: 1, answer: { outcome: "success" } });
    workers[0]?.say({ id: 1, progress: "two" });
    await expect(call).resolves.toEqual({ outcome: "success" });
    expect(seen).toEqual(["one"]);
  });

  test("a failure arrives as data", async () => {
    const call = client.call("signOut", null);
    const failure = { kind: "network", message: "gone", diagnostics: [] };
    workers[0]?.say({ id: 1, failure });
    await expect(call).rejects.toMatchObject({ name: "CallError", failure });
  });
});

describe("the worker's life", () => {
  test("a worker that dies fails its calls, is told of once, and is replaced at the next call", async () => {
    const calls = [client.call("signOut", null), client.call("signOut", null)];
    workers[0]?.die();
    for (const call of calls) await expect(call).rejects.toMatchObject({ failure: { kind: "crashed" } });
    expect([lost, workers[0]?.ended]).toEqual([1, true]);
    const next = client.call("signOut", null);
    workers[1]?.say({ id: 3, answer: null });
    await expect(next).resolves.toBeNull();
  });

  test("a core that has trapped is replaced with its worker, and is told of once", async () => {
    const call = client.call("signOut", null);
    workers[0]?.say({ id: 1, failure: { kind: "crashed", message: "unreachable", diagnostics: [] } });
    await expect(call).rejects.toMatchObject({ failure: { kind: "crashed" } });
    expect([lost, workers[0]?.ended]).toEqual([1, true]);
  });

  test("an aborted call is told to the worker, which may go on with the others", async () => {
    const controller = new AbortController();
    const call = client.call("signOut", null, { signal: controller.signal });
    controller.abort();
    expect(workers[0]?.received.at(-1)).toEqual({ id: 1, call: "abort" });
    workers[0]?.say({ id: 1, failure: { kind: "aborted", message: "", diagnostics: [] } });
    await expect(call).rejects.toMatchObject({ failure: { kind: "aborted" } });
    vi.advanceTimersByTime(5000);
    expect([lost, workers[0]?.ended]).toEqual([0, false]);
  });

  test("a worker that cannot hear the abort is ended after the patience", async () => {
    const controller = new AbortController();
    const call = client.call("signOut", null, { signal: controller.signal });
    controller.abort();
    vi.advanceTimersByTime(1000);
    await expect(call).rejects.toMatchObject({ failure: { kind: "aborted" } });
    expect([lost, workers[0]?.ended]).toEqual([1, true]);
  });

  test("a call that is aborted before it begins reaches no worker", async () => {
    const call = client.call("signOut", null, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ failure: { kind: "aborted" } });
    expect(workers).toHaveLength(0);
  });
});
