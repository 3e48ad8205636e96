/** The acts around the connection: where Octane is, whether the way there is open, who signs in. */

import type { Actions } from "./actions.js";
import * as flow from "./flow.js";
import { failureOf, type Page } from "./page.js";
import {
  type AddressMistake,
  addressMistake,
  methodsOf,
  resolved,
  usualServer,
  xsrfTokenIn,
} from "./placing.js";
import type { Credentials, SignInRequest } from "./protocol.js";
import type { PageState } from "./state.js";
import { text } from "./texts/index.js";

/** The acts. */
export type ConnectionActions = Pick<
  Actions,
  | "editAddress"
  | "chooseWay"
  | "chooseMethod"
  | "signIn"
  | "testConnection"
  | "useSession"
  | "stopSigningIn"
  | "signOut"
>;

/** The acts for a page. */
export function connectionActions(page: Page): ConnectionActions {
  let asking = new AbortController();
  const begin = (ask: (signal: AbortSignal) => Promise<void>) => {
    asking = new AbortController();
    void ask(asking.signal);
  };
  return {
    editAddress: (change) => connect(page, { address: { ...page.state.connection.address, ...change } }),
    chooseWay: (way) => {
      const { address } = page.state.connection;
      const [method = "user"] = methodsOf(way);
      if (way !== address.way)
        connect(page, { address: { ...address, way, server: usualServer(way) }, method });
    },
    chooseMethod: (method) => connect(page, { method }),
    signIn: (credentials) => begin((signal) => signIn(page, credentials, signal)),
    testConnection: (credentials) => begin((signal) => testConnection(page, credentials, signal)),
    useSession: () => {
      const xsrfToken = xsrfTokenIn(document.cookie);
      if (xsrfToken === undefined) return refuseAddress(page, { key: "connection.no-session", value: "" });
      begin((signal) => signIn(page, { xsrfToken }, signal));
    },
    stopSigningIn: () => asking.abort(),
    signOut: () => void signOut(page),
  };
}

/** A test counts for the address that it was made with. */
function connect(page: Page, change: Partial<PageState["connection"]>): void {
  page.update((state) => ({ ...state, connection: { ...state.connection, test: undefined, ...change } }));
}

/** What the worker is told; nothing where the address has a mistake, which is then shown. */
function requestFor(page: Page, credentials: Credentials): SignInRequest | undefined {
  const { address } = page.state.connection;
  const mistake = addressMistake(address, new URL(location.href));
  if (mistake) refuseAddress(page, mistake);
  return mistake ? undefined : { ...resolved(address, location.href), credentials, token: page.gatewayToken };
}

async function signIn(page: Page, credentials: Credentials, signal: AbortSignal): Promise<void> {
  const request = requestFor(page, credentials);
  if (!request) return;
  connect(page, { phase: "signing-in", failure: undefined });
  const account = accountOf(credentials);
  try {
    const answer = await page.worker.call("signIn", request, { signal });
    page.update((state) => flow.signedIn(state, account, answer));
    page.announce("live.signed-in", { account });
    page.focus("#connection-title");
  } catch (error) {
    page.update((state) => flow.signedOut(state, failureOf(error)));
    page.focus(".failure");
  }
}

async function testConnection(page: Page, credentials: Credentials, signal: AbortSignal): Promise<void> {
  const request = requestFor(page, credentials);
  if (!request) return;
  connect(page, { phase: "testing", failure: undefined });
  try {
    const test = await page.worker.call("testConnection", request, { signal });
    connect(page, { phase: "signed-out", test });
    page.focus("#connection-test");
  } catch (error) {
    page.update((state) => flow.signedOut(state, failureOf(error)));
    page.focus(".failure");
  }
}

function accountOf(credentials: Credentials): string {
  if ("user" in credentials) return credentials.user;
  return "clientId" in credentials ? credentials.clientId : text("connection.session.account");
}

function refuseAddress(page: Page, { key, value }: AddressMistake): void {
  const phrase = { key, values: { value, open: "{", close: "}" } };
  page.update((state) => flow.signedOut(state, { kind: "network", message: key, diagnostics: [], phrase }));
  page.focus(".failure");
}

/** Octane is told, but the tester is signed out here even when it cannot be reached. */
async function signOut(page: Page): Promise<void> {
  const failure = await page.worker.call("signOut", null).then(() => undefined, failureOf);
  page.update((state) => flow.signedOut(state, failure));
  page.announce("live.signed-out");
  page.focus("#connection-title");
}
