/** From payload files to the server: checked once more, against the server's own schema, sent, and followed to their end. */

import type { Environment } from "../environment.js";
import { compileSchema, isOctaneError, type OctaneClient, OctaneError, type Submission } from "../index.js";
import { partPath } from "../part-files.js";
import type { SubmitTarget } from "./options.js";
import { openTarget } from "./target.js";
import { readParts, type Written } from "./written.js";

/**
 * Submits the parts.
 *
 * @throws OctaneError, ConnectionOptionsError
 */
export async function submitParts(
  written: Written,
  target: SubmitTarget,
  env: Environment = process.env,
): Promise<Submission> {
  const { client, connection } = await openTarget(target, env);
  const { skipErrors, timeout } = target;
  try {
    await checkForServer(client, written);
    const options = { ...(skipErrors && { skipErrors }), ...(timeout && { timeout }) };
    return await client.submit(readParts(written), options);
  } finally {
    // A session that cannot be closed ends by itself some time: no reason to fail what was done in it.
    await client.signOut({ signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
    await connection.close();
  }
}

/** Milliseconds that a sign-out may take. */
const PATIENCE = 5000;

/** While tests ran the parts were checked against the bundled schema: nothing is asked of a server before the end. */
async function checkForServer(client: OctaneClient, written: Written): Promise<void> {
  const text = await client.schema().catch((error: unknown) => {
    if (isOctaneError(error) && error.kind === "not-found") return undefined;
    throw error;
  });
  if (text === undefined) return;
  const schema = await compileSchema(text);
  for await (const { index, bytes } of readParts(written)) {
    const { valid, diagnostics } = await schema.validate(bytes);
    const file = partPath(written.folder, index);
    if (!valid)
      throw new OctaneError(
        "parts",
        diagnostics.map((each) => ({ ...each, file })),
      );
  }
}
