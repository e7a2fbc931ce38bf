import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { browsing, canBrowse, cannotBrowse } from "./browser.ts";

const link = "#v=1&base=history&window=2024-01..2024-03&change=trainSecurity,from:2024-02,value:0";

describe.skipIf(!canBrowse)(`the page by keyboard${cannotBrowse}`, () => {
  const visit = browsing();
  let page: Page;
  beforeAll(async () => {
    ({ page } = await visit({ size: "desktop", locale: "en-US", hash: link, ready: ".chart" }));
  }, 240_000);

  const line = (): Promise<string | null> => page.locator("#chart-encounters path.line.flow").first().getAttribute("d");
  const focused = (what: string): Promise<string> => page.evaluate(`document.activeElement.${what}`);

  it("skips to the content", async () => {
    await page.keyboard.press("Tab");
    expect(await focused("textContent")).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await focused("id")).toBe("content");
  });

  it("reaches everything that can be operated, in the order of the page, and shows where it is", async () => {
    const all: number = await page.evaluate(`(() => {
      window.reachable = [...document.querySelectorAll("a[href], button:not(:disabled), select, input, summary, [role=slider]")]
        // of a group of radio buttons the chosen one is a stop, and arrows go to the others
        .filter((one) => one.checkVisibility() && (one.type !== "radio" || one.checked));
      document.activeElement.blur();
      return reachable.length;
    })()`);
    const order: number[] = [];
    await page.evaluate("document.body.focus()");
    await page.locator(".skip").focus();
    // the entry for a month has stops of its own inside, for month and year
    for (let i = 0; order.length < all && i < 2 * all; i++) {
      const at: number = await page.evaluate("reachable.indexOf(document.activeElement)");
      if (at !== order.at(-1)) order.push(at);
      if (i % 20 === 0)
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      await page.keyboard.press("Tab");
    }
    expect(order).toEqual(Array.from({ length: all }, (_, i) => i));
  });

  it("opens a lever, chooses a member and moves its slider; charts follow", async () => {
    await page.locator("#lever-trainSecurity summary").focus();
    await page.keyboard.press("Enter");
    const slider = page.locator("#lever-trainSecurity input[type=range]");
    await slider.focus();
    const before = await line();
    await page.keyboard.press("ArrowRight");
    await expect.poll(line, { timeout: 60_000 }).not.toBe(before);
    await expect.poll(() => page.url()).not.toContain("value:0&");
    await page.locator("#lever-visaRequired summary").focus();
    await page.keyboard.press("Enter");
    await page.locator("#lever-visaRequired select").focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#lever-visaRequired select").inputValue()).not.toBe("");
  });

  it("reads the months of a chart", async () => {
    const months = page.locator("#chart-encounters .months").first();
    const said = (): Promise<string | null> => months.getAttribute("aria-valuetext");
    await months.focus();
    expect(await said()).toMatch(
      /^Mar 2024 · Observed [\d,]+ · Baseline [\d,]+.* · Scenario [\d,]+.* · Difference [+−]?[\d,.]+/,
    );
    await page.keyboard.press("ArrowLeft");
    expect(await said()).toMatch(/^Feb 2024/);
    const reading = page.locator("#chart-encounters .reading").first();
    // bands may come between the two
    await expect.poll(async () => (await reading.textContent()) === (await said())).toBe(true);
    await page.keyboard.press("Home");
    expect(await said()).toMatch(/^Jan 2024/);
    await page.keyboard.press("End");
    await expect.poll(said, { timeout: 120_000 }).toMatch(/Difference .* \(80%: .* … .*\)$/);
    await page.keyboard.press("Escape");
    expect(await page.locator(".reading").count()).toBe(0);
  });
});
