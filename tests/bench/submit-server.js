/**
 * The sandbox of the submission benchmark, in a process of its own: it takes so many requests in a second, and says at its end
 * what it holds.
 */
import { serveSandbox } from "octane-payload/sandbox/serve";

const requestsPerSecond = Number(process.argv[2]);
const progress = /** @type {const} */ ({ by: "milliseconds", queued: 200, running: 200 });
const served = await serveSandbox({ requestsPerSecond, progress });
process.send?.({ url: served.url });
process.on("message", async () => {
  const { runs, submissions } = served.sandbox;
  const once = runs.filter(({ tasks }) => tasks.length === 1).length;
  const repeats = submissions.reduce((sum, { repeats }) => sum + repeats, 0);
  process.send?.({ runs: runs.length, once, parts: submissions.length, repeats });
  await served.close();
  process.disconnect();
});
