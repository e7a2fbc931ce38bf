import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, downloaded } from "./browser.ts";

const ready = "#chart-gains";
const wide = { size: "desktop", locale: "en-US", ready } as const;
const patience = { timeout: 120_000 } as const;

/** Until draws are all counted, after which shares stay as they are. */
const counted = (page: Page): Promise<void> =>
  page.locator(".progress", { hasText: /of 1,000 draws|de 1,000 sorteos/ }).waitFor({ timeout: 300_000 });

const text = (page: Page, selector: string): Promise<string | null> =>
  page.locator(selector).first().textContent({ timeout: 60_000 });

/** Where a mark stands in the plot. */
const markAt = (page: Page, kind: string): Promise<string | null> =>
  page.locator(`.gains .mark.${kind}`).getAttribute("transform");

/** Sets a slider as a hand does. */
async function move(page: Page, id: string, points: number): Promise<void> {
  await page.evaluate(`(() => {
    const slider = document.querySelector("#weight-${id}");
    slider.value = "${points}";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  })()`);
}

describe.skipIf(!canBrowse)(`the page on bargaining in a browser${cannotBrowse}`, () => {
  const visit = browsing();

  it("follows a weight: sentence, solutions, address and shares, and goes back to the usual ones", async () => {
    const { page, errors, strangers, close } = await visit({ ...wide, hash: "#bargain" });
    await counted(page);
    const before = [await text(page, ".headline"), await text(page, ".middle .finding"), await markAt(page, "nash")];
    expect(before[0]).toMatch(
      /^With these weights both governments would prefer [\d,]+ of 6,912 packages to no deal\.$/,
    );
    expect(await text(page, ".draws")).toMatch(
      /^What came about is acceptable to both in .*the result agrees with the record/,
    );
    await move(page, "us-salience", -11);
    await expect.poll(() => markAt(page, "nash"), patience).not.toBe(before[2]);
    await move(page, "mexico-interceptions", -0.5);
    await expect
      .poll(() => page.url(), patience)
      .toContain("#bargain/december-2023?weights=us-salience:-11,mexico-interceptions:-0.5");
    expect(await text(page, ".headline")).not.toBe(before[0]);
    await counted(page);
    expect(await page.locator(".weight.changed").count()).toBe(2);
    await page.getByRole("button", { name: "Reset: interceptions" }).click();
    await expect.poll(() => page.locator(".weight.changed").count(), patience).toBe(1);
    await page.getByRole("button", { name: "Reset all weights" }).click();
    await expect.poll(() => markAt(page, "nash"), patience).toBe(before[2]);
    expect([await text(page, ".headline"), await text(page, ".middle .finding")]).toEqual(before.slice(0, 2));
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  }, 600_000);

  it("is worked by keyboard: numbers are typed, arrows go along the frontier, levels are chosen", async () => {
    const { page, errors, close } = await visit({ ...wide, hash: "#bargain/april-2024" });
    const entry = page.getByRole("spinbutton", { name: "deaths, Value" }).first();
    await entry.fill("-1.5");
    await entry.press("Enter");
    await expect.poll(() => page.url(), patience).toContain("us-harm:-1.5");
    const along = page.getByRole("slider", { name: "Packages of the frontier" });
    await along.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => along.getAttribute("aria-valuenow")).toBe("1");
    const first = await along.getAttribute("aria-valuetext");
    expect(first).toMatch(/^United States [+−][\d.]+, Mexico [+−][\d.]+/);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => along.getAttribute("aria-valuenow")).toBe("2");
    expect(await along.getAttribute("aria-valuetext")).not.toBe(first);
    await expect.poll(() => page.url(), patience).toContain("package=");
    await page
      .getByRole("combobox", { name: "Mexican visas for more nationalities" })
      .selectOption({ label: "as before" });
    await page
      .getByRole("combobox", { name: "Mexican visas for more nationalities" })
      .selectOption({ label: "for Peruvians" });
    await expect.poll(() => page.url(), patience).toContain("visas:peru");
    await page.getByRole("button", { name: "As recorded" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => text(page, ".package .finding"), patience).toMatch(/^As recorded: /);
    expect(errors).toEqual([]);
    await close();
  }, 600_000);

  it("gives the same numbers to who opens the link, as to who takes them away", async () => {
    const hash = "#bargain/may-2019?weights=us-trade:-0.9&package=recorded";
    const one = await visit({ ...wide, hash });
    const other = await visit({ ...wide, hash });
    await Promise.all([counted(one.page), counted(other.page)]);
    for (const selector of [".headline", ".draws", ".package .finding", ".outcomes"])
      expect(await text(one.page, selector)).toBe(await text(other.page, selector));
    const files = one.page.locator("#chart-gains .chart-files");
    const rows = (await downloaded(one.page, files.getByRole("button", { name: "All packages (CSV)" })))
      .trim()
      .split("\n");
    expect(rows).toHaveLength(1 + 288);
    const header = rows[0].split(",");
    for (const name of [
      "united_states",
      "mexico",
      "both_accept",
      "simulated",
      "usbp",
      "deathsBySector+deathsInTransit",
      "attacks",
    ])
      expect(header).toContain(name);
    const zone = rows.slice(1).filter((row) => row.split(",")[header.indexOf("zone")] === "1");
    expect(await text(one.page, ".headline")).toContain(`prefer ${zone.length} of 288`);
    expect(await downloaded(one.page, files.getByRole("button", { name: /SVG$/ }))).toMatch(
      /^<svg .*What each side gains/s,
    );
    await one.page.getByText("Table", { exact: true }).click();
    await expect.poll(() => one.page.locator("#chart-gains .numbers tbody tr").count(), patience).toBeGreaterThan(3);
    await one.close();
    await other.close();
  }, 600_000);

  it("opens a package in the simulator and beside no deal, with its levers", async () => {
    const { page, errors, close } = await visit({ ...wide, hash: "#bargain/december-2023?package=recorded" });
    const compare = await page.getByRole("link", { name: "Compare with no deal" }).getAttribute("href");
    await page.getByRole("link", { name: "Open in the simulator" }).click();
    await page.waitForSelector("#chart-encounters", patience);
    expect(page.url()).toContain("window=2023-12..2024-11");
    await expect.poll(() => page.locator(".drawer li").count(), patience).toBeGreaterThan(10);
    expect(await page.locator(".problem").count()).toBe(0);
    await page.goto(`${page.url().split("#")[0]}${compare}`);
    await page.waitForSelector(".compare table", patience);
    expect(await page.locator(".problem").count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  }, 600_000);

  it.each([
    { size: "desktop", locale: "en-US", dark: false },
    { size: "phone", locale: "es-MX", dark: true },
  ] as const)(
    "has nothing for axe to complain of and fits, on a $size in $locale",
    async ({ size, locale, dark }) => {
      const { page, errors, strangers, close } = await visit({ size, locale, dark, hash: "#bargain", ready });
      await counted(page);
      await page.locator("#chart-gains .numbers summary").click();
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      const files = locale === "en-US" ? "May–June 2019" : "Mayo y junio de 2019";
      expect(await violations(page)).toEqual([]);
      await page.getByRole("link", { name: files }).click();
      await expect.poll(() => text(page, ".headline"), patience).toContain("288");
      await page.getByRole("button", { name: locale === "en-US" ? "Español" : "English" }).click();
      await expect.poll(() => text(page, "h1"), patience).toBe(locale === "en-US" ? "Negociación" : "Bargain");
      expect([errors, strangers]).toEqual([[], []]);
      await close();
    },
    600_000,
  );

  it("says where in the row of pages one is on a phone, and lets keys reach the last of them", async () => {
    const { page, close } = await visit({ size: "phone", locale: "es-MX", hash: "#method", ready: ".prose" });
    const inRow = (name: string): Promise<boolean> =>
      page.locator("header nav a", { hasText: name }).evaluate((link) => {
        const { left, right } = link.getBoundingClientRect();
        const row = link.parentElement!.getBoundingClientRect();
        return left >= row.left - 1 && right <= row.right + 1;
      });
    await expect.poll(() => inRow("Método"), patience).toBe(true);
    await page.locator("header nav a", { hasText: "Simulador" }).focus();
    await expect.poll(() => inRow("Simulador"), patience).toBe(true);
    await close();
  }, 240_000);
});
