/**
 * Pictures of every page of the built site, to be looked at: desktop, phone, dark and Spanish, into screenshots/.
 * Usage: tsx tools/screenshots.ts [FOLDER [LOOK …]].
 */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium, noChromium } from "./chromium.ts";

const [folder = "screenshots", ...wanted] = process.argv.slice(2);
const scenario = "v=1&base=history&window=2023-07..2024-09&change=effort,from:2024-01,value:0.2";
const desktop = { width: 1400, height: 900 };
const phone = { width: 360, height: 740 };
/** What a sheet of A4 has between its margins. */
const paper = { width: 688, height: 1000 };
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

/** True once everything that a page waits for has come: no line says how far it is. */
const isRested = '[...document.querySelectorAll(".progress:not(.done)")].every((line) => line.textContent === "")';

/** Resolves when a page has come to rest. */
async function rested(page: Page): Promise<void> {
  await page.locator("main:not([aria-busy])").waitFor({ timeout: rest });
  // asked from outside, since the page allows no code that is a text
  for (const end = Date.now() + rest; !(await page.evaluate(isRested)); await page.waitForTimeout(500))
    if (Date.now() > end) throw new Error(`${page.url()} did not come to rest`);
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

/** What is looked at, in order: the ways that every page shows, and what stands behind them. */
async function placesOf(page: Page): Promise<readonly (readonly [name: string, hash: string])[]> {
  const links = await page
    .locator("header nav a")
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const [, ...others] = links.map((link) => {
    const hash = link.replace(/^[^#]*/, "");
    return [hash.slice(1).split("/")[0], hash] as const;
  });
  return [
    ["simulator", `#${scenario}`],
    ...others,
    ["story", "#stories/cat-and-mouse/2"],
    ["embed", `#embed/${scenario}`],
  ];
}

async function picture(browser: Browser, address: string, { name, ...look }: (typeof looks)[number]): Promise<void> {
  const context = await browser.newContext({ ...look, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(`${address}#${scenario}`);
  await page.waitForSelector(".chart", { timeout: rest });
  for (const [of, hash] of await placesOf(page)) {
    if (of !== "simulator") await page.goto(`${address}${hash}`);
    await rested(page);
    await page.screenshot({ path: `${folder}/${of}-${name}.png` });
    // the description of the model is longer than a picture can be
    if (of !== "method") await page.screenshot({ path: `${folder}/${of}-${name}-whole.png`, fullPage: true });
    if (of !== "simulator" || look.viewport !== desktop) continue;
    await page.locator(".share > summary").click();
    await page.locator(".lever summary").nth(1).click();
    await page.screenshot({ path: `${folder}/simulator-open-${name}.png` });
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(paper);
    await page.evaluate('void dispatchEvent(new Event("beforeprint"))');
    await page.screenshot({ path: `${folder}/simulator-print-${name}.png`, fullPage: true });
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(desktop);
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
for (const look of looks)
  if (wanted.length === 0 || wanted.includes(look.name)) await picture(browser, site.address, look);
await browser.close();
site.stop();
