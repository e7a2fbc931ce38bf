import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { violations } from "./axe.ts";
import { canBrowse, cannotBrowse, contextOf, launch, serve } from "./browser.ts";

describe.skipIf(!canBrowse)(`the page on the method in a browser${cannotBrowse}`, () => {
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

  it.each([
    ["en-US", 1400, false, "The model", "Courts"],
    ["es-MX", 360, true, "El modelo", "Tribunales"],
  ] as const)(
    "is whole and at the section of the address, in %s, %d pixels wide",
    async (locale, width, dark, title, section) => {
      const { context, strangers } = await contextOf(browser, site.address, {
        viewport: { width, height: 800 },
        locale,
        colorScheme: dark ? "dark" : "light",
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(`${site.address}#method/courts`);
      await page.waitForSelector(".prose");
      expect(await page.locator("h1").textContent()).toBe(title);
      expect(await page.locator(".prose table").count()).toBeGreaterThan(5);
      await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe(section);
      const top = (await page.locator("#courts").boundingBox())!.y;
      expect(Math.abs(top)).toBeLessThan(80);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
      expect([errors, strangers]).toEqual([[], []]);
      await context.close();
    },
  );
});
