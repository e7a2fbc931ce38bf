import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canBrowse, cannotBrowse, contextOf, launch, serve, settled } from "./browser.ts";

const start = "#v=1&base=history&window=2024-01..2024-03";
const changed = `${start}&change=trainSecurity,from:2024-02,value:0`;

describe.skipIf(!canBrowse)(`the page when its engine dies${cannotBrowse}`, () => {
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

  async function newPage(): Promise<Page> {
    const { context } = await contextOf(browser, site.address, { locale: "en-US" });
    return context.newPage();
  }

  async function open(hash: string): Promise<Page> {
    const page = await newPage();
    await page.goto(`${site.address}${hash}`);
    await page.waitForSelector(".chart", { timeout: 120_000 });
    return page;
  }

  const numbers = (page: Page): Promise<string[]> => page.locator(".number .value").allTextContents();
  const alert = (page: Page) => page.locator("[role=alert]");

  it("says so, starts a new one and answers what was set last", async () => {
    const expected = await open(changed);
    const page = await open(start);
    for (const worker of page.workers())
      await worker.evaluate("setTimeout(() => { throw new Error('a fault that nobody foresaw') })").catch(() => {});
    await page.evaluate(`location.hash = ${JSON.stringify(changed)}`);
    await alert(page).getByText("has been started again").waitFor({ timeout: 60_000 });
    await Promise.all([settled(page), settled(expected)]);
    expect(await numbers(page)).toEqual(await numbers(expected));
    expect(page.url()).toContain("trainSecurity");
    await alert(page).getByRole("button").click();
    expect(await alert(page).count()).toBe(0);
    await page.context().close();
    await expected.context().close();
  });

  it("finds out that a worker has gone without a word", async () => {
    const page = await newPage();
    await page.clock.install();
    await page.addInitScript(() => {
      const own = globalThis as unknown as { Worker: new (...given: unknown[]) => { terminate(): void } };
      const Before = own.Worker;
      const made: { terminate(): void }[] = [];
      own.Worker = class extends Before {
        constructor(...given: unknown[]) {
          super(...given);
          made.push(this);
        }
      };
      const killWorkers = (): void => {
        for (const worker of made.splice(0)) worker.terminate();
      };
      Object.assign(own, { killWorkers });
    });
    await page.goto(`${site.address}${start}`);
    await page.waitForSelector(".chart", { timeout: 120_000 });
    const before = await numbers(page);
    await page.evaluate("killWorkers()");
    await page.evaluate(`location.hash = ${JSON.stringify(changed)}`);
    await page.clock.fastForward(61_000);
    await alert(page).getByText("has been started again").waitFor({ timeout: 60_000 });
    await expect.poll(() => numbers(page), { timeout: 60_000 }).not.toEqual(before);
    await page.context().close();
  });

  it("offers to start again where a new one dies as well, and keeps what was set", async () => {
    const page = await newPage();
    await page.route("**/worker-*.js", (route) => route.abort());
    await page.goto(`${site.address}${changed}`);
    await alert(page).getByText("has stopped because of an error").waitFor({ timeout: 60_000 });
    await page.unroute("**/worker-*.js");
    await page.getByRole("button", { name: "Start again" }).click();
    await page.waitForSelector(".chart", { timeout: 120_000 });
    expect(page.url()).toContain("trainSecurity");
    await page.context().close();
  });
});
