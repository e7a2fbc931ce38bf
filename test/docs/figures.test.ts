import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { measure, pages, withFigures } from "../../tools/figures.ts";

/** What the model has to reach with the posterior that ships. */
const bars = { fitAndArithmetic: 16, emergent: 24, literature: 6 };
const figures = measure();
const texts = pages.map((path) => readFileSync(path, "utf8"));

describe("figures of the posterior that ships", () => {
  test.each(pages.map((path, i) => [path, i] as const))("%s shows them (npx tsx tools/figures.ts)", (path, i) => {
    expect(texts[i]).toContain("<!-- figures: ");
    expect(withFigures(texts[i], path, figures)).toBe(texts[i]);
  });

  test("facts in range are as many as required", () => {
    const inside = (...kinds: readonly string[]): number =>
      figures.facts.filter(({ kind, ok }) => ok && kinds.includes(kind)).length;
    expect(inside("fit", "arithmetic")).toBeGreaterThanOrEqual(bars.fitAndArithmetic);
    expect(inside("emergent")).toBeGreaterThanOrEqual(bars.emergent);
    expect(inside("literature")).toBeGreaterThanOrEqual(bars.literature);
  });

  test("every fact out of range is explained", () => {
    const unexplained = [...texts.join("").matchAll(/^\| (F\d\d)\s*\|.*\|\s*\|$/gm)].map(([, id]) => id);
    expect(unexplained).toEqual([]);
  });

  test("every series is within its bar", () => {
    expect(figures.fit.filter(({ medianError, bar = Infinity }) => medianError > bar)).toEqual([]);
  });
});

describe("withFigures", () => {
  test("keeps reasons, and leaves new ones empty", () => {
    const [first] = figures.facts.filter(({ ok }) => !ok);
    const block = (why: string): string =>
      `a\n<!-- figures: outside -->\n| ${first.id} | 1 | 2 | 3 | ${why} |\n<!-- end -->\nb`;
    const row = (page: string): string => page.split("\n").find((line) => line.startsWith(`| ${first.id}`)) ?? "";
    expect(row(withFigures(block("as it was"), "model.md", figures))).toMatch(/\| as it was\s*\|$/);
    expect(row(withFigures("<!-- figures: outside --><!-- end -->", "model.md", figures))).toMatch(/\| +\|$/);
  });

  test("refuses a block that nothing writes", () => {
    expect(() => withFigures("<!-- figures: weather --><!-- end -->", "model.md", figures)).toThrow(
      "<!-- figures: weather -->: expected one of summary, ",
    );
  });
});
