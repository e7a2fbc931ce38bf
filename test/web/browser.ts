import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { inject } from "vitest";
import { launchChromium, noChromium } from "../../tools/chromium.ts";
import { built, needsBuild, start } from "../cli/corridor.ts";

const chromium = inject("chromium");

/** Whether there is a page to open and a browser to open it with. */
export const canBrowse = built && chromium !== undefined;
/** Why not, for the name of what is skipped. */
export const cannotBrowse = chromium === undefined ? ` (skipped: ${noChromium})` : needsBuild;

export const launch = (): Promise<Browser> => launchChromium(chromium!);

/** The page as `corridor serve` gives it; resolves with its address. */
export async function serve(): Promise<{ readonly address: string; stop(): void }> {
  const child = start(["serve", "--port", "0"], ".");
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.on("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`corridor serve ended with ${code}`)));
  });
  return { address, stop: () => child.kill("SIGINT") };
}

/** A context in which any request to another origin fails, and is remembered; requests of a service worker would escape it. */
export async function contextOf(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<{ readonly context: BrowserContext; readonly strangers: string[] }> {
  const strangers: string[] = [];
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  await context.route(
    (url) => !url.href.startsWith(address) && !["data:", "blob:"].includes(url.protocol),
    (route) => {
      strangers.push(route.request().url());
      return route.abort();
    },
  );
  return { context, strangers };
}

export const sizes = {
  desktop: { width: 1400, height: 900 },
  phone: { width: 360, height: 740 },
} as const;
