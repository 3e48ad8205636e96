/** Replays a recorded session: in a folder of its own, with the servers that it asks for, by the built program. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveGateway } from "../../../src/gateway/serve.js";
import { readFault } from "../../../src/sandbox/faults.js";
import { createSandbox } from "../../../src/sandbox/index.js";
import { TRY_API_KEY } from "../../../src/sandbox/options.js";
import { serveSandbox } from "../../../src/sandbox/serve.js";
import { start } from "../command-line.js";
import { startForbiddingProxy, startForwardProxy } from "../forward-proxy.js";
import { assignment, type CommandStep, readSession, type ScenePart } from "./parse.js";
import { named } from "./placeholders.js";

const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));

/** What a command came to, with names for what varies. */
export type Came = Pick<CommandStep, "out" | "err" | "exit">;

/** What stands around the commands of a session. */
interface Scene {
  folder: string;
  env: Record<string, string>;
  program?: string;
  close: (() => Promise<void>)[];
}

/** Runs every command of the session, in order. */
export async function replay(text: string): Promise<Came[]> {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-session-"));
  const NOBODY = `127.0.0.1:${await freePort()}`;
  const env = { NOBODY, HOME: folder, XDG_STATE_HOME: join(folder, ".state") };
  const scene: Scene = { folder, env, close: [] };
  const came: Came[] = [];
  try {
    for (const step of readSession(text)) {
      if (step.kind === "command") came.push(await runCommand(step, scene));
      else await PARTS[step.kind](step, scene);
    }
    return came;
  } finally {
    for (const close of scene.close) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A port at which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return port;
}

const PARTS: Readonly<Record<ScenePart["kind"], (part: ScenePart, scene: Scene) => void | Promise<void>>> = {
  file: ({ about, lines }, { folder }) => {
    mkdirSync(dirname(join(folder, about)), { recursive: true });
    writeFileSync(join(folder, about), `${lines.join("\n")}\n`);
  },
  octane: ({ about }, scene) => openOctane(about, scene),
  proxy: async ({ about }, scene) => {
    const proxy =
      about === "forbids" ? await startForbiddingProxy() : await startForwardProxy(about || undefined);
    scene.close.push(() => proxy.close());
    const url = `http://127.0.0.1:${proxy.port}`;
    Object.assign(scene.env, { HTTP_PROXY: url, HTTPS_PROXY: url });
  },
  gateway: async (_, scene) => {
    const { url, close } = await serveGateway({ upstream: createSandbox().fetch });
    scene.close.push(close);
    Object.assign(scene.env, SANDBOX_VARIABLES, { OCTANE_SERVER: `${url}/octane` });
  },
  set: ({ about }, { env }) => {
    const [name, value] = assignment(about);
    env[name] = value;
  },
  damage: ({ about }, scene) => {
    const copy = join(scene.folder, ".package");
    for (const name of ["bin", "cli", "wasm", "schema", "package.json"])
      cpSync(join(PACKAGE, name), join(copy, name), { recursive: true });
    rmSync(join(copy, about));
    scene.program = join(copy, "bin/octane-payload.cjs");
  },
};

async function openOctane(about: string, scene: Scene): Promise<void> {
  const faults = about.split(" ").flatMap((word) => readFault(word) ?? []);
  const { url, close } = await serveSandbox({ faults });
  scene.close.push(close);
  Object.assign(scene.env, SANDBOX_VARIABLES, { OCTANE_SERVER: url });
}

const SANDBOX_VARIABLES = {
  OCTANE_SHARED_SPACE: "1001",
  OCTANE_WORKSPACE: "1002",
  OCTANE_CLIENT_ID: TRY_API_KEY.clientId,
  OCTANE_CLIENT_SECRET: TRY_API_KEY.clientSecret,
};

async function runCommand(step: CommandStep, { folder, env, program }: Scene): Promise<Came> {
  const [, ...args] = step.words.map((word) => word.replace(/\$(\w+)/g, (_, name) => env[name] ?? ""));
  const place = program === undefined ? { cwd: folder } : { cwd: folder, program };
  const command = start(args, { ...env, ...step.env }, place);
  command.process.stdin?.end(step.stdin === undefined ? "" : readFileSync(join(folder, step.stdin)));
  if (step.interrupt !== undefined) {
    await command.until(step.interrupt);
    command.process.kill("SIGINT");
  }
  const { code, stdout, stderr } = await command.ended;
  return { out: linesOf(stdout, folder), err: linesOf(stderr, folder), exit: String(code) };
}

const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string };

function linesOf(text: string, folder: string): string[] {
  return text === "" ? [] : named(text.replace(/\n$/, ""), { folder, version }).split("\n");
}
