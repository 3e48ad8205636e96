/** Sessions of pages: an id in a cookie of the gateway's own, and behind it Octane's cookies. */

import { randomId } from "../http/random-id.js";
import { type CookieJar, createCookieJar } from "./cookie-jar.js";

/** All sessions of a gateway. */
export interface PageSessions {
  /** The jar of this id; undefined where it is unknown or was idle for too long. */
  find(id: string | undefined): CookieJar | undefined;
  /** A new id for this jar. */
  open(jar: CookieJar): string;
  /** An empty jar that belongs to no session yet. */
  jar(): CookieJar;
  /** Forgets the session and its cookies. */
  close(id: string | undefined): void;
}

interface Session {
  jar: CookieJar;
  usedAt: number;
}

const IDLE_MS = 12 * 60 * 60 * 1000;
/** The longest unused goes when there are more. */
const MAX_SESSIONS = 100;

/** No sessions yet; `now` in milliseconds since 1970. */
export function createPageSessions(now: () => number): PageSessions {
  const sessions = new Map<string, Session>();
  const touch = (id: string, jar: CookieJar) => {
    sessions.delete(id);
    sessions.set(id, { jar, usedAt: now() });
  };
  return {
    find: (id = "") => {
      const session = sessions.get(id);
      if (session === undefined || now() - session.usedAt > IDLE_MS) return undefined;
      touch(id, session.jar);
      return session.jar;
    },
    open: (jar) => {
      const id = randomId();
      touch(id, jar);
      const [oldest] = sessions.keys();
      if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      return id;
    },
    jar: () => createCookieJar(now),
    close: (id = "") => {
      sessions.delete(id);
    },
  };
}
