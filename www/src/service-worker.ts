/**
 * Keeps the page at hand: after the first visit it opens without its server.
 *
 * Owns one cache for each version, filled with the files of this build and nothing else. The page itself is asked of its
 * server first, so that nobody is kept on an old version; its other files have names that change with their content. Whatever
 * is no file of the page (Octane, the gateway) it does not touch.
 */

/** The files of the build beside the page itself, relative to it; the build puts them in. */
declare const __FILES__: readonly string[];
/** A hash of all of them; the build puts it in. */
declare const __VERSION__: string;

/** The part of a service worker's scope that is used here; the page's own types name a window instead. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  fetch: { readonly request: Request; respondWith(answer: Promise<Response>): void };
  message: { readonly data: unknown };
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as Scope;
const home = scope.registration.scope;
const family = `octane-payload-page ${home} `;
const cacheName = family + __VERSION__;
const files = new Set(__FILES__.map((file) => new URL(file, home).href));

/** How long the server of the page may think before the page that is at hand is shown, in milliseconds. */
const patience = 4000;

scope.addEventListener("install", (event) => event.waitUntil(fill()));
scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("message", ({ data }) => {
  if (data === "take-over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (address === home || address === `${home}index.html`) event.respondWith(page(request));
  else if (files.has(address)) event.respondWith(file(request));
});

/** Every file or none: a version that is not whole is never used. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([home, ...files].map((address) => new Request(address, { cache: "no-cache" })));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(family) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const answer = await Promise.race([fetch(request).catch(() => undefined), late]);
  return answer?.ok ? answer : ((await kept(home)) ?? answer ?? Response.error());
}

async function file(request: Request): Promise<Response> {
  return (await kept(request.url)) ?? fetch(request);
}

function kept(address: string): Promise<Response | undefined> {
  return caches.open(cacheName).then((cache) => cache.match(address, { ignoreSearch: true }));
}
