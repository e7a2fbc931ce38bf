import { describe, expect, it } from "vitest";

import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, sizes } from "./browser.ts";

describe.skipIf(!canBrowse)(`the page on the method in a browser${cannotBrowse}`, () => {
  const visit = browsing();

  it.each([
    ["en-US", "desktop", false, "The model", "Courts"],
    ["es-MX", "phone", true, "El modelo", "Tribunales"],
  ] as const)(
    "is whole and at the section of the address, in %s, on a %s",
    async (locale, size, dark, title, section) => {
      const look = { size, locale, dark, hash: "#method/courts", ready: ".prose" };
      const { page, errors, strangers, close } = await visit(look);
      expect(await page.locator("h1").textContent()).toBe(title);
      expect(await page.locator(".prose table").count()).toBeGreaterThan(5);
      await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe(section);
      const top = (await page.locator("#courts").boundingBox())!.y;
      expect(Math.abs(top)).toBeLessThan(80);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
      expect(await violations(page)).toEqual([]);
      expect([errors, strangers]).toEqual([[], []]);
      await close();
    },
  );
});
