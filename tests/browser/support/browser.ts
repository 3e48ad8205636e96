/** The test in either browser: Playwright's own, with a Firefox as Mozilla ships it in the place of a patched one. */

import { type Browser, test as base } from "@playwright/test";

/** The test without a house. */
export const test = base.extend({
  browser: [
    async ({ browser, browserName }, use) => {
      if (browserName === "firefox") speakAsReleased(browser);
      await use(browser);
    },
    { scope: "worker" },
  ],
});

/** What Playwright speaks to a browser through. */
interface BidiSession {
  send(this: BidiSession, method: string, params: unknown): Promise<unknown>;
  emit(this: BidiSession, event: string, params: { download?: string; url: string }): boolean;
}

/**
 * Playwright speaks a newer protocol than released Firefoxes do: it sets the preferred colours of every new page, even where a
 * test has no wish for colours, and it knows a download by an id, which is its address here.
 */
function speakAsReleased(browser: Browser): void {
  const inside = browser as unknown as {
    _connection: { toImpl(object: unknown): { _browserSession: BidiSession } };
  };
  const session: BidiSession = Object.getPrototypeOf(inside._connection.toImpl(browser)._browserSession);
  const { send, emit } = session;
  session.send = function (method, params) {
    if (method === "emulation.setMediaFeaturesOverride") return Promise.resolve({});
    return send.call(this, method, params);
  };
  session.emit = function (event, params) {
    if (event.startsWith("browsingContext.download")) params.download ??= params.url;
    return emit.call(this, event, params);
  };
}
