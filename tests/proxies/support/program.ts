/** Programs of the system, run for a test: started on a port of their own, waited for, and ended. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { PROXY_PATH } from "../../../scripts/programs.js";

/** A program that listens. */
export interface Running {
  port: number;
  /** The folder of its files; gone after `close`. */
  folder: string;
  /** What it has printed. */
  output(): string;
  close(): Promise<void>;
}

/** How a program is started. */
export interface Start {
  program: string;
  /** The arguments; the configuration stands in the folder by then. */
  args: (port: number, folder: string) => string[];
}

/** Milliseconds until a program must listen. */
const PATIENCE = 20_000;

/** Starts a program on a free port, and waits until it listens there. */
export async function run({ program, args }: Start): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-proxy-"));
  const port = await freePort();
  const env = { ...process.env, PATH: PROXY_PATH, HOME: folder };
  const child = spawn(program, args(port, folder), { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const close = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(port, child);
  } catch (error) {
    await close();
    throw new Error(`${program} does not start: ${output}`, { cause: error });
  }
  return { port, folder, output: () => output, close };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, "exit");
  child.kill("SIGTERM");
  const late = new AbortController();
  void setTimeout(5000, undefined, { signal: late.signal }).then(
    () => child.kill("SIGKILL"),
    () => undefined,
  );
  await end;
  late.abort();
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`);
    await setTimeout(50);
  }
}

function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
