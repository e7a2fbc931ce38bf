import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, sizes, type Visit } from "./browser.ts";

const link = "#v=1&base=history&window=2024-01..2024-03&change=trainSecurity,from:2024-02,value:0";

describe.skipIf(!canBrowse)(`the map in a browser${cannotBrowse}`, () => {
  const visit = browsing();
  const open = (options: Omit<Visit, "hash" | "ready"> & Partial<Visit>) =>
    visit({ hash: link, ready: "#map", ...options });

  const period = (page: Page): Promise<string | null> => page.locator("#map output").textContent();
  const finding = (page: Page): Promise<string | null> => page.locator("#map .finding").textContent();

  it("begins with the whole window, plays its months and stops at the last", async () => {
    const { page, errors, strangers, close } = await open({ size: "desktop", locale: "en-US", still: true });
    expect(await period(page)).toBe("Jan 2024–Mar 2024");
    const play = page.locator("#map .play");
    await play.click();
    expect(await play.textContent()).toBe("Pause");
    const seen = new Set<string | null>();
    await expect
      .poll(
        async () => {
          seen.add(await period(page));
          return play.textContent();
        },
        { timeout: 60_000, interval: 100 },
      )
      .toBe("Play");
    expect([...seen]).toContain("Feb 2024");
    expect(await period(page)).toBe("Mar 2024");
    expect(await finding(page)).toMatch(/^Mar 2024: /);
    const moving = 'getComputedStyle(document.querySelector("#map .mark path")).transitionDuration';
    expect(await page.evaluate(moving)).toBe("0s");
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("goes through months by keyboard, on a phone in Spanish", async () => {
    const { page, close } = await open({ size: "phone", locale: "es-MX" });
    const slider = page.locator("#map input[type=range]");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("feb 2024");
    await page.keyboard.press("End");
    await expect.poll(() => period(page)).toBe("mar 2024");
    await page.locator("#map .scrubber button[aria-pressed]").press("Enter");
    await expect.poll(() => period(page)).toBe("ene 2024–mar 2024");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes.phone.width);
    await close();
  });

  it("shows where it changes in colour, sign and words, with the same numbers in the table", async () => {
    const { page, close } = await open({ size: "desktop", locale: "en-US" });
    await page.locator("#map input[type=radio]").nth(1).check();
    await expect.poll(() => finding(page)).toContain("against the baseline");
    const tones = page.locator("#map .sector.more, #map .sector.fewer, #map .sector.unclear");
    expect(await tones.count()).toBeGreaterThan(0);
    await page.locator("#map summary").click();
    const table = await page.locator("#map tr[data-mark]").evaluateAll((rows) =>
      rows.map((row) => {
        const cells = [...row.children].map(({ textContent }) => textContent);
        return [cells[0].replace(/ \(.*/, ""), cells[4]];
      }),
    );
    const labels = await page
      .locator("#map .corridor[role=img] text:has(.name)")
      .evaluateAll((texts) => texts.map((text) => [...text.children].map(({ textContent }) => textContent)));
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter(([, amount]) => !/^[+−]?[\d,]+$/.test(amount))).toEqual([]);
    for (const label of labels) expect(table).toContainEqual(label);
    await close();
  });

  it("has no change to show before anything is changed", async () => {
    const { page, close } = await open({ size: "desktop", locale: "en-US" });
    await page.locator("#map input[type=radio]").nth(1).check();
    await page.locator(".toolbar button").nth(2).click();
    await expect.poll(() => page.locator("#map input[type=radio]").nth(1).isDisabled()).toBe(true);
    expect(await finding(page)).toMatch(/encounters between ports of entry/);
    await close();
  });

  it.each([
    ["en-US", false, "desktop"],
    ["es-MX", true, "phone"],
  ] as const)("has nothing for axe to complain of, in %s", async (locale, dark, size) => {
    const { page, close } = await open({ size, locale, dark });
    await page.locator("#map input[type=radio]").nth(1).check();
    await page.locator("#map summary").click();
    expect(await violations(page, "#map")).toEqual([]);
    await close();
  });
});
