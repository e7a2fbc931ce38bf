import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from "playwright-core";
import { start } from "../cli/corridor.ts";

/** A browser that is there; undefined if there is none. */
export const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export async function launch(): Promise<Browser> {
  return driver.launch({
    executablePath: installed!,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

/** The page as `corridor serve` gives it; resolves with its address. */
export async function serve(): Promise<{ readonly address: string; stop(): void }> {
  const child = start(["serve", "--port", "0"], ".");
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.on("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`corridor serve ended with ${code}`)));
  });
  return { address, stop: () => child.kill("SIGINT") };
}

/** A context in which any request to another origin fails, and is remembered. */
export async function contextOf(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<{ readonly context: BrowserContext; readonly strangers: string[] }> {
  const strangers: string[] = [];
  const context = await browser.newContext(options);
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

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands. */
export async function axeComplaints(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
}
