import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { browsing, canBrowse, cannotBrowse } from "./browser.ts";

const scenario = "v=1&base=history&window=2024-01..2024-02&change=trainSecurity,from:2024-02,value:0";
/** Every page, and what is there once it has answered. */
const shown: readonly (readonly [hash: string, ready: string])[] = [
  [`#${scenario}`, ".chart.map"],
  ["#compare", ".compare table"],
  ["#forecast/2023-09", "main svg"],
  ["#bargain/october-2024?weights=us-salience:-4&package=no-deal", "#chart-gains"],
  ["#evidence/claims/C38", ".entry.open"],
  ["#evidence/documents/D1", ".lineage"],
  ["#evidence/parameters/effort", ".entries"],
  ["#evidence/facts", ".facts"],
  ["#stories", "main h1"],
  ["#stories/december/2", ".chart"],
  ["#method", ".prose"],
  [`#embed/${scenario}`, ".embed .chart"],
];
/** Beside these, the tests of each page look at it in English, light, and in Spanish, dark. */
const looks = [
  { locale: "en-US", theme: "dark" },
  { locale: "es-MX", theme: "light" },
] as const;

describe.skipIf(!canBrowse)(`every page${cannotBrowse}`, () => {
  const visit = browsing();

  it.each(looks)(
    "has nothing for axe to complain of, in $locale, $theme",
    async ({ locale, theme }) => {
      const [[first, answered], ...others] = shown;
      const look = { size: "desktop", locale, dark: theme === "dark" } as const;
      const { page, address, strangers, close } = await visit({ ...look, hash: first, ready: answered });
      const found = (await violations(page)).map((one) => `${first}: ${one}`);
      for (const [hash, ready] of others) {
        await page.goto(`${address}${hash}`);
        await page.waitForSelector(ready, { timeout: 120_000 });
        found.push(...(await violations(page)).map((one) => `${hash}: ${one}`));
      }
      expect(found).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    600_000,
  );
});
