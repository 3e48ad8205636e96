/**
 * 100,000 tests in 100 parts against a sandbox that takes 20 requests per second: converted while they are sent, followed to the
 * end. Whose time it is: the server's limit, the server, or ours.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { convertParts, OctaneClient } from "octane-payload";
import { TRY_API_KEY } from "octane-payload/sandbox";
import { junitReport } from "./reports.js";

const [cases = 100_000, rate = 20] = process.argv.slice(2).map(Number);

const server = fork(new URL("submit-server.js", import.meta.url), [String(rate)]);
const [{ url }] = await once(server, "message");
const client = new OctaneClient({
  server: url,
  sharedSpace: 1001,
  workspace: 1002,
  credentials: TRY_API_KEY,
  requestsPerSecond: rate,
});
/** @type {Map<string, number>} */
const waits = new Map();
const parts = convertParts({ name: "report.xml", content: chunks() });
const { outcome, traffic } = await client.submit(parts, {
  onProgress: (progress) => {
    if (progress.kind === "wait") waits.set(progress.reason, (waits.get(progress.reason) ?? 0) + 1);
  },
});
server.send("end");
const [held] = await once(server, "message");
await once(server, "exit");

const {
  requests,
  retries,
  payloadBytes,
  totalMs,
  paceMs,
  answerMs,
  processingMs,
  busyMs,
  connectionMs,
  partsMs,
} = traffic;
const least = ((requests - rate) / rate) * 1000;
const ownMs = totalMs - paceMs - answerMs - processingMs - busyMs - connectionMs - partsMs;
line(`${cases} tests in ${held.parts} parts, ${(payloadBytes / 1e6).toFixed(1)} MB: ${outcome}`);
line(`at the server: ${held.runs} tests, ${held.once} of them once, ${held.repeats} payloads twice`);
line(
  `${requests} requests, ${retries} of them again, ${[...waits].map((pair) => pair.join(" ")).join(", ") || "none refused"}`,
);
line(`${seconds(totalMs)} in all; ${requests} requests at ${rate} a second take ${seconds(least)} at least`);
share("the server's limit", paceMs + busyMs);
share("answers on their way", answerMs + connectionMs);
share("the server's processing", processingMs);
share("waiting for a part to be converted", partsMs);
share("our own work", ownMs);
if (outcome !== "success" || held.runs !== cases || held.once !== cases)
  throw new Error("tests are lost or twice");

async function* chunks() {
  yield* junitReport(cases);
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * @param {string} what
 * @param {number} ms
 */
function share(what, ms) {
  line(`  ${what.padEnd(36)} ${seconds(ms).padStart(8)} ${((100 * ms) / totalMs).toFixed(1).padStart(6)} %`);
}

/** @param {string} text */
function line(text) {
  process.stdout.write(`${text}\n`);
}
