/**
 * Look-ups in the workspace, as the page asks them: with the cookies that the browser has, and in a time that somebody who types
 * waits. What is asked and what is made of the answers is the package's. Runs in the worker.
 */

import { type EntryPage, type FetchFunction, lookUpBy, pageOf } from "octane-payload";
import type { LookUpAnswer, LookUpRequest, ServerAddress } from "./protocol.js";

/** Which workspace, and where. */
export type Place = Pick<ServerAddress, "server" | "sharedSpace" | "workspace">;

/** How long one look-up may take, in milliseconds. */
const patience = 15_000;

/** An answer that is no list. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answered ${status} to a look-up`);
    this.status = status;
  }
}

/** Looks up what fits; a server that refuses or cannot be reached is told, and leaves the field to be typed. */
export async function lookUp(
  place: Place,
  request: LookUpRequest,
  fetch: FetchFunction,
  stop: AbortSignal,
): Promise<LookUpAnswer> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
  try {
    return await lookUpBy((query) => readPage(`${baseOf(place)}/${query}`, fetch, signal), request);
  } catch (error) {
    if (stop.aborted) throw error;
    return { refused: error instanceof Refusal ? error.status : "unreachable" };
  }
}

function baseOf({ server, sharedSpace, workspace }: Place): string {
  return `${server.replace(/\/$/, "")}/api/shared_spaces/${sharedSpace}/workspaces/${workspace}`;
}

async function readPage(url: string, fetch: FetchFunction, signal: AbortSignal): Promise<EntryPage> {
  const response = await fetch(url, {
    method: "GET",
    headers: [["Accept", "application/json"]],
    redirect: "manual",
    credentials: "same-origin",
    cache: "no-store",
    signal,
  });
  if (response.status !== 200) throw new Refusal(response.status);
  const page = pageOf(new TextDecoder().decode(await response.arrayBuffer()));
  if (page === undefined) throw new Refusal(response.status);
  return page;
}
