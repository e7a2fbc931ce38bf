import { describe, expect, it } from "vitest";

import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, sizes } from "./browser.ts";

describe.skipIf(!canBrowse)(`stories in a browser${cannotBrowse}`, () => {
  const visit = browsing();

  it.each([
    ["en-US", "desktop", false, "Cat and mouse", /^Jul 2023 to Sep 2024: [\d,]+ fewer encounters/],
    ["es-MX", "phone", true, "El gato y el ratón", /^De jul 2023 a sep 2024: [\d,]+ encuentros menos/],
  ] as const)("lead from the list to a simulated step, in %s, on a %s", async (locale, size, dark, title, finding) => {
    const { page, errors, strangers, close } = await visit({
      size,
      locale,
      dark,
      hash: "#stories",
      ready: ".story-list",
    });
    expect(await page.locator(".story-list li").count()).toBeGreaterThanOrEqual(5);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: title }).click();
    await page.locator(".steps a").nth(1).click();
    await expect.poll(() => page.url()).toContain("#stories/cat-and-mouse/2");
    await page.waitForSelector(".chart", { timeout: 120_000 });
    expect(await page.locator(".chart .finding").first().textContent()).toMatch(finding);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
    expect(await violations(page)).toEqual([]);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("go on and back by arrow keys and by the browser, and open in the simulator", async () => {
    const look = { size: "desktop", locale: "en-US" } as const;
    const { page, close } = await visit({ ...look, hash: "#stories/loop-south/1", ready: ".telling" });
    // one way on, in reach at the top of the page already
    expect(await page.locator(".pager").count()).toBe(1);
    const foot = await page.locator(".pager").boundingBox();
    expect(foot!.y + foot!.height).toBeLessThanOrEqual(sizes.desktop.height);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("#stories/loop-south/2");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H2");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.url()).toContain("#stories/loop-south/1");
    await page.goBack();
    await expect.poll(() => page.locator(".steps a[aria-current]").textContent()).toBe("If nobody were moved");
    await page.getByRole("link", { name: "Open this step in the simulator" }).click();
    await page.waitForSelector(".strip", { timeout: 120_000 });
    await expect.poll(() => page.url()).toContain("change=transferSeats,from:2023-12-21,value:0");
    await close();
  });
});
