/** Who may come in, and the sessions of those who did. */

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** A user or an API key that the sandbox knows. */
export type SandboxCredentials = SandboxUser | SandboxApiKey;

/** A user of the sandbox's directory. */
export interface SandboxUser {
  /** Name of the user. */
  user: string;
  /** The user's password. */
  password: string;
}

/** An API key that the sandbox has given out. */
export interface SandboxApiKey {
  /** Client id of the key. */
  clientId: string;
  /** Client secret of the key. */
  clientSecret: string;
}

/** What decides about sessions. */
export interface SignInRules {
  credentials: SandboxCredentials[];
  /** Tokens that are taken without signing in, as `Authorization: Bearer` or as the cookie `access_token`. */
  accessTokens: string[];
  /** Tokens of an identity provider that an API key may exchange for an access token. */
  subjectTokens: string[];
  /** Whether a write has to carry the value of `XSRF_COOKIE` as `XSRF-HEADER`, as in a page that Octane serves. */
  xsrf: "ignored" | "required";
  /** Milliseconds without a request after which a session is over. */
  sessionLifetime: number;
  /**
   * How a session is carried: by cookies; or, inside a page, where scripts may neither see nor send cookies, by the
   * sandbox itself, which then has one session at a time.
   */
  session: "cookies" | "ambient";
}

/** Why a request is not let in. */
export type Refusal = "no session" | "expired";

/** The sessions of a sandbox. */
export interface Sessions {
  /** Opens a session where the credentials are known, and hands its cookies out. */
  open(context: Context, given: unknown): boolean;
  /** Ends the session of a request. */
  close(context: Context): void;
  /** Who asks; a renewed lifetime, or why not. */
  check(context: Context): { user: string } | { refusal: Refusal };
  /** The access token for a request to exchange one; undefined where it is refused. */
  exchange(context: Context, form: URLSearchParams): string | undefined;
  /** Whether a write may be carried out, as far as forged requests go. */
  isUnforged(context: Context): boolean;
  /** Lets a session go on under a new key, which is given back; undefined where there is no such session. */
  rotate(key: string): string | undefined;
  /** Ends the lifetime of all sessions and of all tokens that were given out, as time would. */
  expireAll(): void;
}

interface Session {
  user: string;
  expiresAt: number;
}

/** Name of the cookie that stands for a session. */
export const SESSION_COOKIE = "LWSSO_COOKIE_KEY";
/** Name of the cookie that names the user. */
export const USER_COOKIE = "OCTANE_USER";
const TOKEN_COOKIE = "access_token";
/** The cookie whose value a page sends back as a header. */
const XSRF_COOKIE = "XSRF_COOKIE";

/** Sessions by these rules; `now` in milliseconds since 1970. */
export function createSessions(rules: SignInRules, now: () => number): Sessions {
  const sessions = new Map<string, Session>();
  const given = new Set<string>();
  let ambient: string | undefined;
  const keyOf = (context: Context) =>
    rules.session === "ambient" ? ambient : getCookie(context, SESSION_COOKIE);
  return {
    open: (context, proof) => {
      const user = knownUser(rules.credentials, proof);
      if (user === undefined) return false;
      ambient = newKey();
      sessions.set(ambient, { user, expiresAt: now() + rules.sessionLifetime });
      handOut(context, ambient, user);
      return true;
    },
    close: (context) => {
      sessions.delete(keyOf(context) ?? "");
      ambient = undefined;
      for (const name of [SESSION_COOKIE, USER_COOKIE, XSRF_COOKIE])
        setCookie(context, name, "", { path: "/", maxAge: 0 });
    },
    check: (context) => {
      const user = userOfRequest(context, rules, given);
      if (user !== undefined) return { user };
      const session = sessions.get(keyOf(context) ?? "");
      if (session === undefined) return { refusal: "no session" };
      if (session.expiresAt <= now()) return { refusal: "expired" };
      session.expiresAt = now() + rules.sessionLifetime;
      return { user: session.user };
    },
    exchange: (context, form) => {
      const isKnown = rules.subjectTokens.includes(form.get("subject_token") ?? "");
      if (!isKnown || basicUser(context, rules) === undefined) return undefined;
      const token = newKey();
      given.add(token);
      return token;
    },
    isUnforged: (context) => {
      const token = getCookie(context, XSRF_COOKIE);
      return rules.xsrf === "ignored" || (token !== undefined && context.req.header("xsrf-header") === token);
    },
    rotate: (key) => {
      const session = sessions.get(key);
      if (session === undefined) return undefined;
      sessions.delete(key);
      const renewed = newKey();
      sessions.set(renewed, session);
      return renewed;
    },
    expireAll: () => {
      given.clear();
      for (const session of sessions.values()) session.expiresAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** `Secure` is left out, because the sandbox is used without TLS. */
function handOut(context: Context, key: string, user: string): void {
  setCookie(context, SESSION_COOKIE, key, { path: "/", httpOnly: true });
  setCookie(context, USER_COOKIE, user, { path: "/", httpOnly: true });
  setCookie(context, XSRF_COOKIE, newKey(), { path: "/" });
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Vendor clients send a client id and its secret as user and password too, and are let in. */
function knownUser(credentials: SandboxCredentials[], given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const fields = given as Record<string, unknown>;
  const name = fields.client_id ?? fields.user;
  const secret = fields.client_secret ?? fields.password;
  return credentials.map(nameAndSecret).find(([known, word]) => known === name && word === secret)?.[0];
}

function nameAndSecret(credentials: SandboxCredentials): [string, string] {
  if ("user" in credentials) return [credentials.user, credentials.password];
  return [credentials.clientId, credentials.clientSecret];
}

/** The user of a request that carries its own proof: HTTP Basic, or an access token. */
function userOfRequest(context: Context, rules: SignInRules, given: ReadonlySet<string>): string | undefined {
  const [scheme, proof] = authorization(context);
  const token = scheme === "bearer" ? proof : getCookie(context, TOKEN_COOKIE);
  if (token !== undefined && (rules.accessTokens.includes(token) || given.has(token))) return TOKEN_COOKIE;
  return basicUser(context, rules);
}

function basicUser(context: Context, rules: SignInRules): string | undefined {
  const [scheme, proof] = authorization(context);
  if (scheme !== "basic") return undefined;
  const [name, ...secret] = decodeBasic(proof).split(":");
  return knownUser(rules.credentials, { user: name, password: secret.join(":") });
}

function authorization(context: Context): [scheme: string, proof: string] {
  const [scheme = "", proof = ""] = (context.req.header("authorization") ?? "").split(" ");
  return [scheme.toLowerCase(), proof];
}

function decodeBasic(proof: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(proof) || proof.replaceAll("=", "").length % 4 === 1) return "";
  const bytes = Uint8Array.from(atob(proof), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
