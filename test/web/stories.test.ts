import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { violations } from "./axe.ts";
import { canBrowse, cannotBrowse, contextOf, launch, serve } from "./browser.ts";

describe.skipIf(!canBrowse)(`stories in a browser${cannotBrowse}`, () => {
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

  async function open(hash: string, width: number, locale: string, dark = false) {
    const { context, strangers } = await contextOf(browser, site.address, {
      viewport: { width, height: 800 },
      locale,
      colorScheme: dark ? "dark" : "light",
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${site.address}${hash}`);
    return { page, errors, strangers, close: () => context.close() };
  }

  it.each([
    ["en-US", 1400, false, "Cat and mouse", /^Jul 2023 to Sep 2024: [\d,]+ fewer encounters/],
    ["es-MX", 360, true, "El gato y el ratón", /^De jul 2023 a sep 2024: [\d,]+ encuentros menos/],
  ] as const)(
    "lead from the list to a simulated step, in %s, %d pixels wide",
    async (locale, width, dark, title, finding) => {
      const { page, errors, strangers, close } = await open("#stories", width, locale, dark);
      await page.waitForSelector(".story-list");
      expect(await page.locator(".story-list li").count()).toBeGreaterThanOrEqual(5);
      expect(await violations(page)).toEqual([]);
      await page.getByRole("link", { name: title }).click();
      await page.locator(".steps a").nth(1).click();
      expect(page.url()).toContain("#stories/cat-and-mouse/2");
      await page.waitForSelector(".chart", { timeout: 120_000 });
      expect(await page.locator(".chart .finding").first().textContent()).toMatch(finding);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
      expect([errors, strangers]).toEqual([[], []]);
      await close();
    },
  );

  it("go on and back by arrow keys and by the browser, and open in the simulator", async () => {
    const { page, close } = await open("#stories/loop-south/1", 1400, "en-US");
    await page.waitForSelector(".telling");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("#stories/loop-south/2");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H2");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.url()).toContain("#stories/loop-south/1");
    await page.goBack();
    await expect.poll(() => page.locator(".steps a[aria-current]").textContent()).toBe("If nobody were moved");
    await page.getByRole("link", { name: "Open this step in the simulator" }).click();
    await page.waitForSelector(".strip", { timeout: 120_000 });
    expect(page.url()).toContain("change=transferSeats,from:2023-12-21,value:0");
    await close();
  });
});
