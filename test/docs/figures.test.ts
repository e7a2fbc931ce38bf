import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { measure, pages, withFigures } from "../../tools/figures.ts";

/** What the model has to reach with the posterior that ships. */
const bars = { fitAndArithmetic: 16, emergent: 24, literature: 6 };
/**
 * What it reaches where it stays behind; `npx tsx tools/figures.ts` prints it. Only a better posterior may change these numbers, and only for
 * the better.
 */
const standing = {
  fitAndArithmetic: 16,
  emergent: 25,
  literature: 6,
  aboveTheirBar: { "Mexican interceptions": 0.16 } as Readonly<Record<string, number>>,
};

const figures = measure();
const texts = pages.map((path) => readFileSync(path, "utf8"));

describe("figures of the posterior that ships", () => {
  test.each(pages.map((path, i) => [path, i] as const))("%s shows them (npx tsx tools/figures.ts)", (_, i) => {
    expect(texts[i]).toContain("<!-- figures: ");
    expect(withFigures(texts[i], figures)).toBe(texts[i]);
  });

  test("facts in range are as many as required, or as many as there were", () => {
    const inside = (...kinds: readonly string[]): number =>
      figures.facts.filter(({ kind, ok }) => ok && kinds.includes(kind)).length;
    expect(inside("fit", "arithmetic")).toBeGreaterThanOrEqual(
      Math.min(bars.fitAndArithmetic, standing.fitAndArithmetic),
    );
    expect(inside("emergent")).toBeGreaterThanOrEqual(Math.min(bars.emergent, standing.emergent));
    expect(inside("literature")).toBeGreaterThanOrEqual(Math.min(bars.literature, standing.literature));
  });

  test("every fact out of range is explained", () => {
    const unexplained = [...texts.join("").matchAll(/^\| (F\d\d)\s*\|.*\|\s*\|$/gm)].map(([, id]) => id);
    expect(unexplained).toEqual([]);
  });

  test("every series is within its bar, or as close as it was", () => {
    const far = figures.fit.filter(
      ({ series, medianError, bar = Infinity }) => medianError > Math.max(bar, standing.aboveTheirBar[series] ?? 0),
    );
    expect(far).toEqual([]);
  });
});

describe("withFigures", () => {
  test("keeps reasons, and leaves new ones empty", () => {
    const [first] = figures.facts.filter(({ ok }) => !ok);
    const block = (why: string): string =>
      `a\n<!-- figures: outside -->\n| ${first.id} | 1 | 2 | 3 | ${why} |\n<!-- end -->\nb`;
    const row = (page: string): string => page.split("\n").find((line) => line.startsWith(`| ${first.id}`)) ?? "";
    expect(row(withFigures(block("as it was"), figures))).toMatch(/\| as it was\s*\|$/);
    expect(row(withFigures("<!-- figures: outside --><!-- end -->", figures))).toMatch(/\| +\|$/);
  });

  test("refuses a block that nothing writes", () => {
    expect(() => withFigures("<!-- figures: weather --><!-- end -->", figures)).toThrow(
      "<!-- figures: weather -->: expected one of summary, ",
    );
  });
});
