/** How to sign in at a sandbox that is told nothing else. */

import { TRY_API_KEY, TRY_USER } from "../sandbox/options.js";

/** A workspace, and who may enter it. */
export interface SandboxAccess {
  sharedSpace: number;
  workspace: number;
  user: string;
  password: string;
  clientId: string;
  clientSecret: string;
}

/** The one workspace there is. */
export const SANDBOX_ACCESS: SandboxAccess = {
  sharedSpace: 1001,
  workspace: 1002,
  ...TRY_USER,
  ...TRY_API_KEY,
};
