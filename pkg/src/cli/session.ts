/** A signed-in stay at the server: opened for a command's work, signed out and closed whatever becomes of it. */

import type { OctaneClient } from "../index.js";
import type { Surroundings } from "./act.js";
import { readCredentials } from "./environment.js";
import type { Progress } from "./progress.js";
import { withSecrets } from "./secrets.js";
import { readServerPlace, type ServerFlags } from "./server-options.js";
import { signInOf } from "./sign-in-flags.js";
import { type TrafficFlags, trafficOf } from "./traffic-flags.js";

/** Signs in, works, signs out. The work hands the signal on to the client: the sign-out goes on without it. */
export async function inSession<T>(
  flags: ServerFlags & TrafficFlags,
  { env, signal, terminal, progress }: Surroundings & { progress?: Progress | undefined },
  work: (client: OctaneClient) => Promise<T>,
): Promise<T> {
  const place = readServerPlace(flags, env);
  const known = await withSecrets(flags, env, terminal.err);
  const credentials = readCredentials(known);
  const [{ OctaneClient }, { openConnection }] = await Promise.all([
    import("../index.js"),
    import("./http.js"),
  ]);
  const connection = openConnection(flags, known, terminal.err);
  try {
    const { requestTimeout } = flags;
    const ways = {
      ...signInOf(flags),
      ...trafficOf(flags),
      ...(requestTimeout !== undefined && { requestTimeout }),
    };
    const client = new OctaneClient({ ...place, credentials, ...ways, fetch: connection.fetch });
    progress?.show(() => ({ what: `signing in at ${place.server}` }));
    await client.signIn({ signal });
    return await signedOut(client, work);
  } finally {
    await connection.close();
  }
}

/** Milliseconds that a sign-out may take. */
const PATIENCE = 5000;

/** A session that cannot be closed ends by itself some time: no reason to fail what was done in it. */
async function signedOut<T>(client: OctaneClient, work: (client: OctaneClient) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    await client.signOut({ signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
  }
}
