import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { about, compact, index, points, shareOfDraws } from "../../src/cli/numbers.ts";

vi.stubGlobal("localStorage", { getItem: () => "en", setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });

/** Loaded by path: the page has compiler options of its own. */
const page = (path: string): Promise<Record<string, (value: number, digits?: number) => string>> =>
  import(fileURLToPath(new URL(`../../src/web/${path}`, import.meta.url)));
const { indexText, pointsText, shareText } = await page("view-model/bargain-names.ts");
const { number } = await page("words.ts");

/** Values at which roundings part: halves, what nearly is zero or all, and either sign. */
const values = [
  0, 0.0004, -0.0004, 0.0049, 0.005, 0.0449, 0.857, 0.994, 0.9951, 1, 1.149, 1.151, -2.345, 12.3456, 347.8,
];

describe("a bargain on the command line and on the page", () => {
  it.each(values)("says the same points and the same effort for %d", (value) => {
    expect(points(value)).toBe(pointsText(value));
    expect(index(Math.abs(value))).toBe(indexText(Math.abs(value)));
  });

  it.each(values.filter((value) => value >= 0 && value <= 1))("says the same share of draws for %d", (share) => {
    expect(shareOfDraws(share)).toBe(shareText(share));
  });

  it.each([0.3201, 1.04, 3.4509])("says the same error of the surrogate for %d percent", (percent) => {
    expect(about(percent, 2)).toBe(number(percent, 2));
  });

  it.each([0.51, 12.34, 1234.5, 9874.6])("says the same outcome for %d", (value) => {
    expect(compact(value)).toBe(number(value));
  });

  it("keeps two decimals of effort, where two digits were one", () => {
    expect([index(1.149), indexText(1.149)]).toEqual(["1.15", "1.15"]);
    expect([shareOfDraws(0.9996), points(-0.001)]).toEqual([">99%", "0.00"]);
  });
});
