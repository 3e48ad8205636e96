/** A server of this machine for this machine: started, told of, ended by the user. */

import type { Listening } from "../http/listen.js";
import type { Result } from "./act.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, usageFailure } from "./failure.js";

/** Where to listen, as the flags say it. */
export interface ListenFlags {
  port?: number;
  host?: string;
  allowRemote?: boolean;
}

/** Starts the server, has it told of, and ends it when the user asks. Being stopped is how it is done: exit code 0. */
export async function untilStopped<Server extends Listening>(
  start: () => Promise<Server>,
  tell: (server: Server) => void,
  signal: AbortSignal,
): Promise<Result> {
  const server = await start().catch(refuseToListen);
  tell(server);
  await aborted(signal);
  await server.close();
  return { exitCode: ExitCode.done, document: {}, diagnostics: [], show: () => {} };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}

const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken by another program",
  EACCES: "this account may not listen on that port",
  EADDRNOTAVAIL: "the address is none of this machine",
  ENOTFOUND: "the address is not known",
};

function refuseToListen(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  if (error.name === "RemoteAddressError") throw usageFailure(error.message, "--allow-remote allows it");
  const words = REFUSALS[(error as NodeJS.ErrnoException).code ?? ""];
  if (words === undefined) throw error;
  throw new CommandFailure(ExitCode.usage, [finding("listen", words, "--port 0 takes a free port")], {
    cause: error,
  });
}
