import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, downloaded, sizes, type Visit } from "./browser.ts";

const history = "v=1&base=history&window=2024-01..2024-03";
const unpoliced = `${history}&change=trainSecurity,from:2024-02,value:0`;
const late = "v=1&base=history&window=2023-12..2024-03&change=appointments,from:2024-02,value:0";

describe.skipIf(!canBrowse)(`the compare page in a browser${cannotBrowse}`, () => {
  const visit = browsing();
  const open = (options: Omit<Visit, "hash" | "ready"> & Partial<Visit>) =>
    visit({ hash: `#compare/${history}|${unpoliced}`, ready: ".summary", ...options });

  /** Share of the draws of the first row, once there is one. */
  async function chance(page: Page): Promise<string> {
    const cell = page.locator(".summary tbody tr:first-child td:last-child");
    await expect.poll(() => cell.textContent(), { timeout: 240_000, interval: 500 }).not.toBe("…");
    return (await cell.textContent())!;
  }

  it.each([
    ["desktop", "en-US", false],
    ["phone", "es-MX", true],
  ] as const)("compares, adds and takes away on a %s in %s", async (size, locale, dark) => {
    const { page, errors, strangers, close } = await open({ size, locale, dark });
    expect(await chance(page)).toMatch(/%$/);
    expect(await page.locator(".headline li").count()).toBe(1);
    await page.locator("input[type=text]").fill(`https://example.org/#${late}`);
    await page.locator("form button").click();
    await expect.poll(() => page.locator(".summary thead th[scope=colgroup]").count(), { timeout: 120_000 }).toBe(3);
    await expect.poll(() => page.url()).toContain("appointments,from:2024-02,value:0");
    expect(await page.locator(".caution").count()).toBe(0);
    await page.locator(".settings select").selectOption("1");
    await expect.poll(() => page.url()).toContain("against=B");
    expect(await page.locator(".summary thead").textContent()).toContain("P(A > B)");
    await page.locator(".slots button").nth(2).click();
    await expect.poll(() => page.locator(".summary thead th[scope=colgroup]").count(), { timeout: 120_000 }).toBe(2);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("counts years below its charts as the reader does", async () => {
    const before = (page: Page) => page.addInitScript('localStorage.setItem("corridor.years", "fiscal")');
    const { page, close } = await open({ size: "desktop", locale: "en-US", before });
    expect(await page.locator("#compare-encounters .year").allTextContents()).toEqual(["FY2024"]);
    await close();
  });

  it("says what it did with links of other months, and with one that cannot be read", async () => {
    const { page, close } = await open({
      size: "desktop",
      locale: "en-US",
      hash: `#compare/${history}|${late}|v=9&base=history|${history}&change=nothing,from:2024-02,value:0`,
    });
    expect(await page.locator(".caution").textContent()).toContain("B (Dec 2023 – Mar 2024)");
    const left = await page.locator("[role=alert]").allTextContents();
    expect(left).toHaveLength(2);
    expect(left[0]).toContain("version 9 was given");
    expect(left[1]).toContain("nothing");
    await page.locator("input[type=text]").fill("hello");
    await page.locator("form button").click();
    await expect.poll(() => page.locator("[role=alert]").count()).toBe(3);
    await close();
  });

  it("gives its table and its months as CSV, the same in every language, and charts as pictures", async () => {
    const { page, errors, strangers, close } = await open({ size: "desktop", locale: "es-MX" });
    const button = page.getByRole("button", { name: "Esta tabla (CSV)" });
    await expect.poll(() => button.isEnabled(), { timeout: 300_000, interval: 500 }).toBe(true);
    const table = (await downloaded(page, button)).trimEnd().split("\n");
    expect(table[0]).toBe(
      "indicator,kind,from,to,scenario,name,central,low80,high80,against,difference,difference_low80,difference_high80,p_higher,p_lower,draws",
    );
    expect(table[2]).toMatch(/^encounters,flow,2024-01,2024-03,B,[^,]+,\d+(\.\d+)?,.*,A,.*,60$/);
    const months = await downloaded(page, page.getByRole("button", { name: "Mes a mes (CSV)" }));
    expect(months.trimEnd().split("\n")).toHaveLength(1 + ((table.length - 1) / 2) * 2 * 3);
    const save = page.locator("#compare-deaths .chart-files button");
    const svg = await downloaded(page, save.first());
    expect(svg).toMatch(/^<svg .*@font-face.*Muertes.*B: .*A: .*Corridor/s);
    expect(svg.match(/<svg /g)).toHaveLength(3);
    expect((await downloaded(page, save.nth(1))).slice(1, 4)).toBe("PNG");
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it.each([
    ["en-US", false],
    ["es-MX", true],
  ] as const)("has nothing for axe to complain of, in %s", async (locale, dark) => {
    const { page, close } = await open({ size: "desktop", locale, dark });
    await chance(page);
    expect(await violations(page)).toEqual([]);
    await close();
  });
});
