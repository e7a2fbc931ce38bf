import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browsing, canBrowse, cannotBrowse, settled, sizes, type Visit } from "./browser.ts";

const link = "#v=1&base=history&window=2024-01..2024-03&change=trainSecurity,from:2024-02,value:0";

describe.skipIf(!canBrowse)(`the page in a browser${cannotBrowse}`, () => {
  const visit = browsing();
  /** Opens the page and waits for the first answer; what it complains of fails the test. */
  const open = (options: Omit<Visit, "hash" | "ready"> & Partial<Visit>) =>
    visit({ hash: link, ready: ".chart", ...options });

  const numbers = (page: Page): Promise<string[]> => page.locator(".number .value").allTextContents();

  it.each([
    ["desktop", "en-US", "Encounters", false],
    ["phone", "es-MX", "Encuentros", true],
  ] as const)("answers to a lever on a %s in %s", async (size, locale, label, dark) => {
    const { page, errors, strangers, close } = await open({ size, locale, dark });
    expect(await page.locator(".number .label").first().textContent()).toBe(label);
    await settled(page);
    for (const number of await page.locator(".number").all()) {
      const { x, width } = (await number.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(sizes[size].width);
    }
    const before = await numbers(page);
    const line = await page.locator("#chart-encounters path.line.flow").first().getAttribute("d");
    const sheet = page.locator(".handle");
    if (size === "phone") await sheet.click();
    await page.locator("aside summary").nth(1).click();
    const entry = page.locator("aside details[open] input[type=number]").first();
    await entry.fill("0");
    await entry.press("Enter");
    await expect.poll(() => numbers(page), { timeout: 60_000 }).not.toEqual(before);
    expect(await page.locator("#chart-encounters path.line.flow").first().getAttribute("d")).not.toBe(line);
    expect(await page.locator("#chart-encounters .finding").textContent()).toMatch(/2024/);
    await expect.poll(() => page.url()).toContain("change=effort,from:2024-01,value:0");
    if (size === "phone") await sheet.click();
    await page.locator(".toolbar button").first().click();
    await settled(page);
    await expect.poll(() => numbers(page), { timeout: 60_000 }).toEqual(before);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("goes back to what was opened in one step, however often a lever was moved", async () => {
    const { page, address, close } = await open({ size: "desktop", locale: "en-US", hash: "" });
    const drawer = page.locator(".drawer li");
    await page.locator("aside summary").nth(1).click();
    const slider = page.locator("aside details[open] input[type=range]").first();
    for (let move = 0; move < 5; move++) await slider.press("ArrowRight");
    await expect.poll(() => drawer.count()).toBe(1);
    // the address follows the last of the moves after a rest
    const last = await slider.inputValue();
    await expect.poll(() => page.url(), { timeout: 30_000 }).toContain(`change=effort,from:2024-01,value:${last}&`);
    const changed = page.url();
    await page.goBack();
    expect(page.url()).toBe(address);
    await expect.poll(() => drawer.count()).toBe(0);
    await page.goForward();
    expect(page.url()).toBe(changed);
    await expect.poll(() => drawer.count()).toBe(1);
    await close();
  });

  it("holds deaths near the border against those counted, and says where there is no count", async () => {
    const { page, errors, close } = await open({ size: "desktop", locale: "en-US" });
    const chart = page.locator("#chart-deaths-border");
    await expect.poll(() => chart.locator("circle.observed").count()).toBe(3);
    await chart.getByText(/Jan 2024–Mar 2024: \d+ counted, \d+ in the baseline, \d+% below the count/).waitFor();
    expect(await page.locator("#chart-deaths .counted").textContent()).toContain("no dots");
    await chart.getByRole("link", { name: "Fact F41 in the evidence" }).click();
    await page.waitForSelector(".fact.open");
    expect(errors).toEqual([]);
    await close();
  });

  it("marks the dates of policies, and says them of their month", async () => {
    const { page, close } = await open({ size: "desktop", locale: "en-US" });
    const chart = page.locator("#chart-encounters");
    await chart.locator(".policies li").first().waitFor();
    expect(await chart.locator(".policies li").last().textContent()).toContain(
      "Feb 1, 2024: Policing of freight trains",
    );
    expect(await chart.locator("svg").first().locator(".policy.own").count()).toBe(1);
    const months = chart.getByRole("slider").first();
    await months.press("Home");
    expect(await months.getAttribute("aria-valuetext")).toContain("Jan 1, 2024: Approved budget");
    await close();
  });

  it.each([
    ["A4", "desktop", "en-US", link],
    ["Letter", "phone", "es-MX", "#v=1&base=history&window=2023-07..2024-09&change=effort,from:2024-01,value:0"],
  ] as const)("is printed on two sheets of %s from a %s in %s", async (format, size, locale, hash) => {
    const { page, close } = await open({ size, locale, hash });
    await page.locator(".policies").waitFor();
    const paper = (await page.pdf({ format })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    expect(await page.locator(".paper").count()).toBe(0);
    await close();
  });

  it("gives the same numbers to whoever opens the link", async () => {
    const one = await open({ size: "desktop", locale: "en-US" });
    const other = await open({ size: "desktop", locale: "en-US", hash: new URL(one.page.url()).hash });
    await settled(one.page);
    await settled(other.page);
    expect(await numbers(other.page)).toEqual(await numbers(one.page));
    await one.close();
    await other.close();
  });

  it.each([
    ["#v=9&base=history", "version 9 was given"],
    ["#v=1&base=history&change=apointments,from:2024-01,value:3", 'did you mean "appointments"?'],
  ])("says what is wrong with a broken link and shows the history instead: %s", async (hash, sentence) => {
    const { page, close } = await open({ size: "desktop", locale: "en-US", hash });
    expect(await page.locator("[role=alert]").textContent()).toContain(sentence);
    await close();
  });
});
