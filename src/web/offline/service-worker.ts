/// <reference lib="webworker" />

/**
 * Keeps the built files so that the page works without a connection. Whoever is connected gets the newest page; its files, named by their
 * content, come from what is kept. A new version takes over when no page of the old one is open, so that none loses its files.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
/** Put in by vite.config.ts. */
declare const builtFiles: readonly string[];
declare const builtVersion: string;

/** With the address, since one host may have the page at several. */
const prefix = `corridor ${worker.registration.scope} `;
const cacheName = `${prefix}${builtVersion}`;
const page = "./";
/** Milliseconds after which a connection that does not answer counts as none. */
const patience = 4000;

const isOld = (name: string): boolean => name.startsWith(prefix) && name !== cacheName;

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  // the page alone keeps its name from version to version
  await cache.addAll([new Request(page, { cache: "no-cache" }), ...builtFiles]);
}

async function dropOld(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function keptOrFetched(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(page);
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOld()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? newestPage(request) : keptOrFetched(request));
});
