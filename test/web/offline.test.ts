import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canBrowse, cannotBrowse, launch, settled } from "./browser.ts";

const link = "#v=1&base=history&window=2024-01..2024-03&change=trainSecurity,from:2024-02,value:0";

describe.skipIf(!canBrowse)(`the page without a connection${cannotBrowse}`, () => {
  let browser: Browser;
  let server: Server;
  let address: string;
  /** What is said to the browser alone does not hold for its service workers. */
  let connected = true;
  beforeAll(async () => {
    browser = await launch();
    const files = sirv("dist/web", { etag: true });
    server = createServer((request, response) => {
      if (!connected) return request.socket.destroy();
      request.url = request.url!.replace(/^\/some\/where/, "");
      files(request, response, () => {
        response.writeHead(404).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const answered = (page: Page): Promise<unknown> => page.waitForSelector(".chart", { timeout: 120_000 });
  const caches = (page: Page): Promise<string[]> => page.evaluate("caches.keys()");

  /** A page at a sub-path that has said that it works without a connection. */
  async function kept(): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
    connected = true;
    const context = await browser.newContext({ locale: "en-US" });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${address}${link}`);
    await answered(page);
    await expect
      .poll(() => page.locator("footer [role=status]").textContent(), { timeout: 60_000 })
      .toBe("This page now works without a connection.");
    return { context, page, errors };
  }

  it("works after a reload, with its workers and every other page", async () => {
    const { context, page, errors } = await kept();
    await settled(page);
    const shown = await page.locator(".number .value").allTextContents();
    await context.setOffline(true);
    connected = false;
    await page.reload();
    await answered(page);
    await settled(page);
    expect(await page.locator(".number .value").allTextContents()).toEqual(shown);
    await page.locator("aside summary").nth(1).click();
    const entry = page.locator("aside details[open] input[type=number]").first();
    await entry.fill("0");
    await entry.press("Enter");
    await expect.poll(() => page.locator(".number .value").allTextContents(), { timeout: 60_000 }).not.toEqual(shown);
    const others = page.locator("header nav a:not([aria-current])");
    for (const href of await others.evaluateAll((links) => links.map((one) => one.getAttribute("href")!))) {
      await page.locator(`header nav a[href="${href}"]`).click();
      await page.locator(`header nav a[href="${href}"][aria-current]`).waitFor();
      await page.waitForSelector("main h1", { timeout: 60_000 });
    }
    connected = true;
    expect(errors).toEqual([]);
    await context.close();
  });

  it("keeps nothing of older versions", async () => {
    const { context, page } = await kept();
    const [own] = await caches(page);
    expect(own).toContain(address);
    const older = own.replace(/\S+$/, "older");
    await page.evaluate(`caches.open(${JSON.stringify(older)}).then(() => caches.open("another page"))`);
    await page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.unregister())");
    await page.reload();
    await answered(page);
    await expect.poll(() => caches(page), { timeout: 60_000 }).toEqual([own, "another page"]);
    await context.close();
  });
});
