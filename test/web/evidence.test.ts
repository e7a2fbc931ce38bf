import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse } from "./browser.ts";

const wide = { size: "desktop", locale: "en-US" } as const;

describe.skipIf(!canBrowse)(`the page on the evidence in a browser${cannotBrowse}`, () => {
  const visit = browsing();

  it("finds a claim by search, opens it, and says so in the address", async () => {
    const { page, errors, strangers, close } = await visit({ ...wide, hash: "#evidence", ready: ".entries" });
    expect(await page.locator(".headline").textContent()).toMatch(/^Of 55 claims, the figures support \d+/);
    expect(await page.locator(".entry").count()).toBe(55);
    await page.getByLabel("Search claims").fill("million title 42");
    await expect.poll(() => page.locator(".entry").count()).toBe(1);
    expect(await page.locator(".shown").textContent()).toContain("1 of 55 claims");
    await page.locator(".entry button").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#evidence/claims/C38?search=million+title+42");
    expect(await page.locator(".part.holds").count()).toBe(2);
    expect(await page.locator(".part.fails").first().textContent()).toMatch(
      /FY2020.*more than 1,000,000.*197,043.*sum\(expulsions, FY2020\) over 1000000/,
    );
    expect(await violations(page)).toEqual([]);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });

  it("filters by verdict, mechanism and document, and shows everything again", async () => {
    const { page, close } = await visit({ ...wide, hash: "#evidence", ready: ".entries" });
    const shown = async (): Promise<number> => page.locator(".entry").count();
    const verdict = page.getByRole("button", { name: /^Contradicted \d+$/ });
    const count = Number(await verdict.locator(".count").textContent());
    await verdict.click();
    await expect.poll(shown).toBe(count);
    expect(await verdict.getAttribute("aria-pressed")).toBe("true");
    const verdicts = await page.locator(".entry .verdict").allTextContents();
    expect(verdicts.every((text) => text.trim() === "Contradicted")).toBe(true);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(shown).toBe(55);
    await page.getByRole("combobox", { name: /^Document/ }).selectOption("D4");
    await expect.poll(shown).toBe(9);
    await page.getByRole("combobox", { name: /^Mechanism/ }).selectOption("harm");
    await expect.poll(shown).toBe(2);
    await expect.poll(() => page.url()).toContain("mechanism=harm&document=D4");
    await close();
  });

  it("leads from a claim to its lever in the simulator, and back", async () => {
    const { page, errors, close } = await visit({ ...wide, hash: "#evidence/claims/C24", ready: ".entry.open" });
    await page.getByRole("link", { name: "Policing of freight trains" }).click();
    await page.waitForSelector("#lever-trainSecurity[open]", { timeout: 60_000 });
    expect(await page.evaluate("document.activeElement.parentElement.id")).toBe("lever-trainSecurity");
    await page.goBack();
    await page.waitForSelector("#entry-C24.open");
    expect(errors).toEqual([]);
    await close();
  });

  it("shows documents by origin, by keyboard too, and the same as a table", async () => {
    const { page, errors, close } = await visit({ ...wide, hash: "#evidence/documents", ready: ".lineage" });
    expect(await page.locator(".lineage .origin").count()).toBe(3);
    await page.getByRole("link", { name: /D1 · Re-worded copy/ }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".document-card");
    expect(await page.locator(".document-card .links li").count()).toBeGreaterThan(10);
    expect(await page.locator("table.wide tbody tr").count()).toBe(7);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it("shows parameters with source and both ranges, found by name", async () => {
    const { page, close } = await visit({ ...wide, hash: "#evidence/parameters", ready: ".entries" });
    await page.getByLabel("Search parameters").fill("effort half life");
    await expect.poll(() => page.locator(".entry").count()).toBe(1);
    await page.locator(".entry button").click();
    expect(await page.locator(".entry td").allTextContents()).toContain("120 – 900");
    expect(await page.locator(".entry .source").textContent()).toContain("docs/model.md");
    await close();
  });

  it.each([
    ["en-US", "desktop", "#evidence/facts/F42", /^Simulated, \d+ of 52 facts/],
    ["es-MX", "phone", "#evidence/claims/C51", /^De 55 afirmaciones, las cifras respaldan \d+/],
    ["es-MX", "phone", "#evidence/documents/D3", /^5 documentos se remontan a 3 orígenes/],
    ["es-MX", "phone", "#evidence/parameters/heat", /^151 parámetros/],
    ["es-MX", "phone", "#evidence/facts", /^En la simulación, \d+ de 52 hechos/],
  ] as const)("is whole in %s on a %s at %s", async (locale, size, hash, headline) => {
    const { page, errors, strangers, close } = await visit({ size, locale, dark: true, hash, ready: ".headline" });
    expect(await page.locator(".headline").textContent()).toMatch(headline);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect([errors, strangers]).toEqual([[], []]);
    await close();
  });
});
