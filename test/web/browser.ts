import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
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
async function contextOf(
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

/** What a button gives when it is pressed, as text. */
export async function downloaded(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 300_000 }), button.click()]);
  return readFileSync(await download.path(), "utf8");
}

/** How a page is looked at, at what address, and what is there once it has answered. */
export interface Visit {
  readonly size: keyof typeof sizes;
  readonly locale: string;
  readonly dark?: boolean;
  /** Whether the reader has asked for less motion. */
  readonly still?: boolean;
  /** Whether the page may read and write the clipboard. */
  readonly clipboard?: boolean;
  readonly hash: string;
  /** Selector; without one nothing is waited for. */
  readonly ready?: string;
  /** What is done to the page before it is opened. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export interface Visited {
  readonly page: Page;
  /** Where the site is, without a hash. */
  readonly address: string;
  /** What the page complained of, and requests to other origins. */
  readonly errors: readonly string[];
  readonly strangers: readonly string[];
  /** Addresses of everything that was loaded. */
  readonly loaded: readonly string[];
  close(): Promise<void>;
}

/** Serves the page to a browser for the tests around it; what it returns opens the page and waits for the first answer. */
export function browsing(): (visit: Visit) => Promise<Visited> {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    site = await serve();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });
  return async ({ size, locale, dark, still, clipboard, hash, ready, before }) => {
    const { context, strangers } = await contextOf(browser, site.address, {
      viewport: sizes[size],
      locale,
      colorScheme: dark ? "dark" : "light",
      reducedMotion: still ? "reduce" : "no-preference",
      permissions: clipboard ? ["clipboard-read", "clipboard-write"] : [],
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await before?.(page);
    await page.goto(`${site.address}${hash}`);
    if (ready !== undefined) await page.waitForSelector(ready, { timeout: 120_000 });
    return { page, address: site.address, errors, strangers, loaded, close: () => context.close() };
  };
}

/** Waits until numbers are medians of all draws, after which they stay as they are. */
export const settled = (page: Page): Promise<void> =>
  page
    .locator(".progress", { hasText: /are medians of|son medianas de/ })
    .first()
    .waitFor({ timeout: 300_000 });
