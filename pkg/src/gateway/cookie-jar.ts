/** The cookies that Octane gave out, kept in the gateway so that the page never holds them. */

/** Cookies of one upstream. */
export interface CookieJar {
  /** Takes in what an answer sets, renews or ends. */
  take(headers: Headers): void;
  /** The Cookie header for a path; undefined where there is none to send. */
  header(path: string): string | undefined;
  /** Whether there is nothing in it. */
  isEmpty(): boolean;
}

interface Cookie {
  value: string;
  path: string;
}

/** Only these characters are passed on: nothing that ends a header or begins another cookie. */
const COOKIE = /^\s*(?<name>[!#$%&'*+\-.^_`|~0-9A-Za-z]+)=(?<value>[\x21-\x3A\x3C-\x7E]*)/u;
/** Cookies beyond this are not kept: an upstream has a handful. */
const MAX_COOKIES = 50;

/** An empty jar; `now` in milliseconds since 1970. */
export function createCookieJar(now: () => number): CookieJar {
  const cookies = new Map<string, Cookie>();
  const take = (line: string) => {
    const { name, value = "" } = COOKIE.exec(line)?.groups ?? {};
    if (name === undefined) return;
    if (isOver(line, now())) cookies.delete(name);
    else if (cookies.has(name) || cookies.size < MAX_COOKIES)
      cookies.set(name, { value, path: pathOf(line) });
  };
  return {
    take: (headers) => {
      for (const line of headers.getSetCookie()) take(line);
    },
    header: (path) => {
      const fitting = [...cookies].filter(([, cookie]) => isUnder(path, cookie.path));
      return fitting.length === 0
        ? undefined
        : fitting.map(([name, { value }]) => `${name}=${value}`).join("; ");
    },
    isEmpty: () => cookies.size === 0,
  };
}

function attribute(line: string, name: string): string | undefined {
  const [, ...attributes] = line.split(";").map((part) => part.trim());
  const found = attributes.find((part) => part.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

function isOver(line: string, now: number): boolean {
  const maxAge = attribute(line, "max-age");
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = attribute(line, "expires");
  return expires !== undefined && Date.parse(expires) <= now;
}

function pathOf(line: string): string {
  const path = attribute(line, "path") ?? "/";
  return path.startsWith("/") ? path : "/";
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
