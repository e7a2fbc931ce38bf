import { signal } from "@preact/signals";

/** True once everything the page needs is kept by the browser. */
export const worksOffline = signal(false);

/** Has the files kept, once the page is there and not before; browsers do so on secure addresses only. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const begin = async (): Promise<void> => {
    await navigator.serviceWorker.register("./service-worker.js");
    await navigator.serviceWorker.ready;
    worksOffline.value = true;
  };
  // without it the page works as before, with a connection
  const register = (): void => void begin().catch(() => {});
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
