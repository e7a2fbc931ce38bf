import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { corridor } from "../cli/corridor.ts";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, downloaded, sizes, type Visit } from "./browser.ts";

describe.skipIf(!canBrowse)(`the forecast page in a browser${cannotBrowse}`, () => {
  const visit = browsing();
  const open = (options: Omit<Visit, "hash" | "ready"> & Partial<Visit>) =>
    visit({ hash: "#forecast", ready: ".scorecard table", ...options });

  const finding = (page: Page): Promise<string | null> => page.locator("#forecast-chart .finding").textContent();

  it("shows the numbers of corridor score --json", async () => {
    const { total, total_by_horizon } = JSON.parse(corridor(["score", "--json"]).out);
    const { page, close } = await open({ size: "desktop", locale: "en-US" });
    const cells = (row: string): Promise<string[]> => page.locator(`${row} td`).allTextContents();
    const written = (line: { wis: number; ratio_to_naive: number; coverage50: number; coverage90: number }) => [
      Math.round(line.wis).toLocaleString("en-US"),
      line.ratio_to_naive.toFixed(2),
      `${Math.round(100 * line.coverage50)}%`,
      `${Math.round(100 * line.coverage90)}%`,
    ];
    expect(await cells(".rivals .own.chosen")).toEqual(written(total.announced));
    expect(await cells(".rivals .own:not(.chosen)")).toEqual(written(total.happened));
    const [wis, ratio] = await cells(".scorecard section:nth-of-type(2) tbody tr:nth-child(3)");
    expect([wis, ratio]).toEqual(written(total_by_horizon.announced[2]).slice(0, 2));
    await close();
  });

  it.each([
    ["desktop", "en-US", "Forecast made on September 30, 2023.", false],
    ["phone", "es-MX", "Pronóstico hecho el 30 de septiembre de 2023.", true],
  ] as const)("browses origins, policies and series by keyboard on a %s in %s", async (size, locale, made, dark) => {
    const { page, errors, strangers, close } = await open({
      size,
      locale,
      dark,
      hash: "#forecast/2023-08/announced/total",
    });
    const before = await finding(page);
    await page.locator("#forecast-origin").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator("#forecast-chart .made").textContent(), { timeout: 60_000 }).toContain(made);
    await expect.poll(() => page.url()).toContain("#forecast/2023-09/announced/total");
    const announced = await finding(page);
    expect(announced).not.toBe(before);
    await page.locator("input[type=radio]").nth(1).focus();
    await page.keyboard.press("Space");
    await expect.poll(() => finding(page), { timeout: 60_000 }).not.toBe(announced);
    await page.locator(".choices select").selectOption("tucson");
    await expect.poll(() => page.locator("#forecast-chart h2").textContent()).toContain("Tucson");
    await expect.poll(() => page.url()).toContain("#forecast/2023-09/happened/tucson");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("opens what an address says, and loads no simulator for it", async () => {
    const { page, loaded, close } = await open({
      size: "desktop",
      locale: "en-US",
      hash: "#forecast/2022-11/happened/venezuela",
    });
    expect(await page.locator("#forecast-chart h2").textContent()).toContain("Venezuela");
    expect(await page.locator("#forecast-origin").getAttribute("aria-valuetext")).toBe("Nov 2022");
    expect(await page.locator("#forecast-chart circle.came").count()).toBe(6);
    expect(loaded.filter((url) => /worker/.test(url))).toHaveLength(1);
    expect(loaded.filter((url) => /simulator/.test(url))).toEqual([]);
    await close();
  });

  it("gives the forecast and all scores as CSV, and the chart as a picture", async () => {
    const { total } = JSON.parse(corridor(["score", "--json"]).out);
    const { page, errors, strangers, close } = await open({
      size: "desktop",
      locale: "en-US",
      hash: "#forecast/2023-09/announced/total",
    });
    const rows = async (name: string): Promise<string[]> =>
      (await downloaded(page, page.getByRole("button", { name }))).trimEnd().split("\n");
    const forecast = await rows("All of this forecast (CSV)");
    expect(forecast[0]).toMatch(/^origin,policies,family,series,horizon,month,q0\.01,.*,q0\.5,.*,q0\.99,observed$/);
    expect(forecast[1]).toMatch(/^2023-09,announced,total,total,1,2023-10,/);
    expect(forecast).toHaveLength(1 + 23 * 6);
    const [head, first] = (await rows("All scores (CSV)")).map((row) => row.split(","));
    expect(first.slice(0, 4)).toEqual(["announced", "total", "total", "all"]);
    expect(Number(first[head.indexOf("wis")])).toBeCloseTo(total.announced.wis, 1);
    const svg = await downloaded(page, page.locator("#forecast-chart .chart-files button").first());
    expect(svg).toMatch(/^<svg .*@font-face.*Forecast made on September 30, 2023.*A past forecast/s);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it.each([
    ["en-US", false],
    ["es-MX", true],
  ] as const)("has nothing for axe to complain of, in %s", async (locale, dark) => {
    const { page, close } = await open({ size: "desktop", locale, dark });
    for (const summary of await page.locator("main summary").all()) await summary.click();
    expect(await violations(page)).toEqual([]);
    await close();
  });
});
