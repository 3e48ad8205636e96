import { account } from "./account.js";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const inWorker = new Promise((resolve, reject) => {
  worker.addEventListener("message", ({ data }) => resolve(data));
  worker.addEventListener("error", () => reject(new Error("the worker failed")));
});

const outcome = { page: await account(), worker: await inWorker };
document.body.dataset.outcome = JSON.stringify(outcome);
