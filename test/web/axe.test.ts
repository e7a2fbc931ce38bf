import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { canBrowse, cannotBrowse, contextOf, launch, serve, sizes } from "./browser.ts";

const scenario = "v=1&base=history&window=2024-01..2024-02&change=trainSecurity,from:2024-02,value:0";
/** Every page, and what is there once it has answered. */
const shown: readonly (readonly [hash: string, ready: string])[] = [
  [`#${scenario}`, ".chart.map"],
  ["#compare", ".compare table"],
  ["#forecast/2023-09", "main svg"],
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
  { locale: "en-US", colorScheme: "dark" },
  { locale: "es-MX", colorScheme: "light" },
] as const;

describe.skipIf(!canBrowse)(`every page${cannotBrowse}`, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    site = await serve();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });

  it.each(looks)(
    "has nothing for axe to complain of, in $locale, $colorScheme",
    async (look) => {
      const { context, strangers } = await contextOf(browser, site.address, { viewport: sizes.desktop, ...look });
      const page = await context.newPage();
      const found: string[] = [];
      for (const [hash, ready] of shown) {
        await page.goto(`${site.address}${hash}`);
        await page.waitForSelector(ready, { timeout: 120_000 });
        found.push(...(await violations(page)).map((one) => `${hash}: ${one}`));
      }
      expect(found).toEqual([]);
      expect(strangers).toEqual([]);
      await context.close();
    },
    600_000,
  );
});
