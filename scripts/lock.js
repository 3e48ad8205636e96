/**
 * One set-up or build at a time in a checkout: a folder that holds the number of the process that has it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { say } from "./run.js";

/**
 * Runs `work` while holding the lock; waits for another process that holds it.
 *
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(folder, work) {
  await take(folder);
  const release = () => rmSync(folder, { recursive: true, force: true });
  const leave = () => process.exit(130);
  process.once("exit", release).once("SIGINT", leave).once("SIGTERM", leave);
  try {
    return await work();
  } finally {
    process.off("exit", release).off("SIGINT", leave).off("SIGTERM", leave);
    release();
  }
}

/** @param {string} folder */
async function take(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  for (let tries = 0; !grab(folder); tries += 1) {
    const holder = holderOf(folder);
    if (holder !== undefined && !isRunning(holder)) rmSync(folder, { recursive: true, force: true });
    if (tries === 0) say(`another set-up or build is running in this checkout; waiting for it (${folder})`);
    await pause(500);
  }
}

/** @param {string} folder */
function grab(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(folder, "process"), String(process.pid));
  return true;
}

/**
 * @param {string} folder
 * @returns {number | undefined} `undefined` while the holder is still writing its number
 */
function holderOf(folder) {
  try {
    return Number(readFileSync(join(folder, "process"), "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} holder */
function isRunning(holder) {
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
