import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browsing, canBrowse, cannotBrowse, settled } from "./browser.ts";

const start = "#v=1&base=history&window=2024-01..2024-03";
const changed = `${start}&change=trainSecurity,from:2024-02,value:0`;

describe.skipIf(!canBrowse)(`the page when its engine dies${cannotBrowse}`, () => {
  const visit = browsing();
  const look = { size: "desktop", locale: "en-US" } as const;
  const open = async (hash: string): Promise<Page> => (await visit({ ...look, hash, ready: ".chart" })).page;

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
    await expect.poll(() => page.url()).toContain("trainSecurity");
    await alert(page).getByRole("button").click();
    expect(await alert(page).count()).toBe(0);
    await page.context().close();
    await expected.context().close();
  });

  it("finds out that a worker has gone without a word", async () => {
    const before = async (page: Page): Promise<void> => {
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
    };
    const { page } = await visit({ ...look, hash: start, ready: ".chart", before });
    const shown = await numbers(page);
    await page.evaluate("killWorkers()");
    await page.evaluate(`location.hash = ${JSON.stringify(changed)}`);
    await page.clock.fastForward(61_000);
    await alert(page).getByText("has been started again").waitFor({ timeout: 60_000 });
    await expect.poll(() => numbers(page), { timeout: 60_000 }).not.toEqual(shown);
    await page.context().close();
  });

  it("offers to start again where a new one dies as well, and keeps what was set", async () => {
    const { page } = await visit({
      ...look,
      hash: changed,
      before: (made) => made.route("**/worker-*.js", (route) => route.abort()),
    });
    await alert(page).getByText("has stopped because of an error").waitFor({ timeout: 60_000 });
    await page.unroute("**/worker-*.js");
    await page.getByRole("button", { name: "Start again" }).click();
    await page.waitForSelector(".chart", { timeout: 120_000 });
    await expect.poll(() => page.url()).toContain("trainSecurity");
    await page.context().close();
  });
});
