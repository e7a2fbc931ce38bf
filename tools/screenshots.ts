/**
 * Pictures of every page of the built site, to be looked at: desktop, phone, dark and Spanish, into screenshots/.
 * Usage: tsx tools/screenshots.ts [FOLDER].
 */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium, noChromium } from "./chromium.ts";

const folder = process.argv[2] ?? "screenshots";
const scenario = "v=1&base=history&window=2023-07..2024-09&change=effort,from:2024-01,value:0.2";
const desktop = { width: 1400, height: 900 };
const phone = { width: 360, height: 740 };
const looks = [
  { name: "desktop", viewport: desktop, locale: "en-US", colorScheme: "light" },
  { name: "phone", viewport: phone, locale: "en-US", colorScheme: "light", deviceScaleFactor: 2 },
  { name: "desktop-dark", viewport: desktop, locale: "en-US", colorScheme: "dark" },
  { name: "phone-dark-spanish", viewport: phone, locale: "es-MX", colorScheme: "dark", deviceScaleFactor: 2 },
  { name: "desktop-spanish", viewport: desktop, locale: "es-MX", colorScheme: "light" },
] as const;
/** Beside the pages: what they show when something is open. */
const inside = [
  "#evidence/claims/C38",
  "#evidence/documents/D1",
  "#evidence/parameters/effortHalfLifeDays",
  "#evidence/facts",
];
/** Milliseconds that a page may take to come to rest, with its bands. */
const rest = 300_000;

async function serve(): Promise<{ readonly address: string; stop(): void }> {
  const child = spawn(process.execPath, ["dist/cli/main.js", "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`corridor serve ended with ${code}`)));
  });
  return { address, stop: () => child.kill("SIGINT") };
}

async function picture(browser: Browser, address: string, { name, ...look }: (typeof looks)[number]): Promise<void> {
  const context = await browser.newContext({ ...look, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(`${address}#${scenario}`);
  await page.waitForSelector(".chart", { timeout: rest });
  const links = await page
    .locator("header nav a")
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  for (const [i, link] of links.entries()) {
    if (i > 0) await page.locator(`header nav a[href="${link}"]`).click();
    await page.locator("main:not([aria-busy])").waitFor({ timeout: rest });
    await page
      .locator(".progress", { hasText: /\d+ (of|de) \d+/ })
      .first()
      .waitFor({ state: "detached", timeout: rest });
    await page.locator("main", { hasText: /Loading…|Cargando…/ }).waitFor({ state: "detached", timeout: rest });
    const of = i === 0 ? "simulator" : link.replace(/^#/, "").split("/")[0];
    await page.screenshot({ path: `${folder}/${of}-${name}.png` });
    // the description of the model is longer than a picture can be
    if (of !== "method") await page.screenshot({ path: `${folder}/${of}-${name}-whole.png`, fullPage: true });
  }
  for (const hash of inside) {
    await page.goto(`${address}${hash}`);
    await page.locator("main:not([aria-busy])").waitFor({ timeout: rest });
    await page.screenshot({ path: `${folder}/${hash.slice(1).replaceAll("/", "-")}-${name}.png` });
  }
  await context.close();
}

const chromium = findChromium();
if (!chromium) throw new Error(noChromium);
mkdirSync(folder, { recursive: true });
const site = await serve();
const browser = await launchChromium(chromium);
for (const look of looks) await picture(browser, site.address, look);
await browser.close();
site.stop();
