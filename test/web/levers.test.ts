import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse, settled } from "./browser.ts";

const closed = "change=portClosure,for:Tijuana,from:2024-01,until:2024-02-15,value:0.5";
const hash = `#v=1&base=history&window=2023-12..2024-03&${closed}`;

describe.skipIf(!canBrowse)(`the levers and charts of the simulator${cannotBrowse}`, () => {
  const visit = browsing();
  const open = (locale: string, size: "desktop" | "phone" = "desktop", dark = false) =>
    visit({ size, locale, dark, hash, ready: ".chart" });
  async function unfold(page: Page, lever: string) {
    const card = page.locator(`#lever-${lever}`);
    await card.locator("summary").first().click();
    await card.locator(".bands button").first().waitFor({ timeout: 60_000 });
    return card;
  }

  it("set a value that has a name by keyboard, also in the number field", async () => {
    const { page, errors, close } = await open("en-US");
    const card = await unfold(page, "asylumRule");
    const named = card.getByRole("button", { name: "rule of 2024" });
    expect(await named.getAttribute("aria-pressed")).toBe("false");
    await named.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => named.getAttribute("aria-pressed")).toBe("true");
    expect(await card.locator("input[type=number]").inputValue()).toBe("1");
    expect(await card.locator("datalist option").count()).toBe(3);
    await expect.poll(() => page.url()).toContain("change=asylumRule,from:2024-01,value:1");
    expect(errors).toEqual([]);
    await close();
  });

  it("say what is taken out of the record, also where base and window stay as they are", async () => {
    const { page, errors, close } = await open("en-US");
    const drawer = page.locator(".drawer");
    await page.evaluate(`location.hash = ${JSON.stringify(`${hash}&remove=deal-2023-12`)}`);
    await expect.poll(() => drawer.textContent()).toContain("Dec 21, 2023");
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await expect.poll(() => drawer.textContent()).not.toContain("Dec 21, 2023");
    expect(errors).toEqual([]);
    await close();
  });

  it("keep what is being typed while the rest of the card is drawn again", async () => {
    const { page, errors, close } = await open("en-US");
    const card = await unfold(page, "effort");
    const entry = card.locator("input[type=number]");
    await entry.fill("0.25");
    await page.evaluate(
      `const month = document.querySelector(".from input");
      month.value = "2024-02";
      month.dispatchEvent(new Event("change", { bubbles: true }));`,
    );
    await expect.poll(() => card.locator("dd").first().textContent()).toContain("Feb 2024");
    expect(await entry.inputValue()).toBe("0.25");
    await entry.press("Enter");
    await expect.poll(() => page.url()).toContain("change=effort,from:2024-02,value:0.25");
    await card.getByRole("slider").fill("0.5");
    await expect.poll(() => entry.inputValue()).toBe("0.5");
    expect(errors).toEqual([]);
    await close();
  });

  it("say what is contested, over mechanisms to claims, and what is not on record as such", async () => {
    const { page, close } = await open("en-US");
    const contested = await unfold(page, "asylumRule");
    await contested.getByText("contested: one on record").waitFor();
    expect(await contested.locator(".disagreements").textContent()).toContain("0.57 of their former level");
    await contested.locator(".claims summary").click();
    expect(await contested.locator(".claims").textContent()).toMatch(/U\.S\. consequences.*C36 The asylum rule/);
    const other = await unfold(page, "comarCapacity");
    await other.getByText("no disagreement on record").waitFor();
    expect(await violations(page, "aside")).toEqual([]);
    await close();
  });

  it("draws medians dashed once there are draws, and the wait of somebody who arrives", async () => {
    const { page, close } = await open("es-MX", "phone", true);
    await settled(page);
    expect(await page.locator("#chart-encounters path.line:not(.median)").count()).toBe(0);
    expect(await page.locator(".number .interval").count()).toBe(6);
    const wait = page.locator("#chart-wait");
    await wait.scrollIntoViewIfNeeded();
    await expect
      .poll(() => wait.locator(".finding").textContent())
      .toMatch(/^Quien llega en mar 2024 debe prever una espera/);
    await wait.locator(".numbers summary").click();
    expect(await wait.locator("tbody").count()).toBe(2);
    expect(await violations(page, "#chart-wait")).toEqual([]);
    await close();
  });

  it("counts years as the reader does, and remembers it", async () => {
    const { page, close } = await open("en-US");
    const years = page.getByLabel("Years", { exact: true });
    const table = page.locator("#chart-encounters .numbers");
    await table.locator("summary").click();
    expect(await table.locator("tbody").first().locator("th[scope=row]").allTextContents()).toEqual([
      "2023 (1 month)",
      "2024 (3 months)",
    ]);
    await years.selectOption("fiscal");
    await expect
      .poll(() => table.locator("tbody").first().locator("th[scope=row]").allTextContents())
      .toEqual(["FY2024 (4 months)"]);
    expect(await page.locator("#chart-encounters svg .year").first().textContent()).toBe("FY2024");
    const before = page.url();
    await page.reload();
    await page.waitForSelector(".chart", { timeout: 120_000 });
    expect(await years.inputValue()).toBe("fiscal");
    expect(page.url()).toBe(before);
    await page.getByLabel("Months shown").selectOption("FY2024");
    await expect.poll(() => page.url()).toContain("window=2023-10..2024-09");
    await close();
  });

  it("marks the last day of a policy and names its place", async () => {
    const { page, close } = await open("en-US");
    const chart = page.locator("#chart-encounters");
    await chart.locator(".policies li").first().waitFor();
    const said = await chart.locator(".policies").textContent();
    expect(said).toContain("Feb 15, 2024: end of Ports closed to people and vehicles (Tijuana) (your change)");
    expect(await chart.locator("svg").first().locator(".policy.own.ends").count()).toBe(1);
    await page.locator(".drawer button").click();
    await expect.poll(() => page.url()).not.toContain("portClosure");
    await close();
  });
});
