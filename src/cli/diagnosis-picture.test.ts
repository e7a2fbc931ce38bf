import { describe, expect, it } from "vitest";
import type { LearnedParameter } from "../analysis/fit/learned.ts";
import type { SeriesCheck } from "../analysis/fit/predictive.ts";
import { quantileLevels } from "../analysis/scores.ts";
import { parameterRows } from "../model/parameters.ts";
import { checksPicture, intervalsPicture, pitPicture, shownIntervals, shrinkagePicture } from "./diagnosis-picture.ts";

const learned: LearnedParameter[] = parameterRows.slice(0, 40).map((row, i) => ({
  row,
  keys: [],
  prior: [1, 2, 3],
  posterior: [1.5, 2, 2.5],
  scores: [-9, 0.2, 9],
  shrinkage: 1 - i / 20,
  moved: 0.1,
  identified: i < 10 ? "well" : i < 15 ? "weakly" : "not",
}));

const check: SeriesCheck = {
  name: "USBP total",
  group: "total",
  months: [24, 25, 26],
  forecasts: [100, 1, 120].map((observed) => ({
    quantiles: Float64Array.from(quantileLevels, (level) => 100 + 100 * (level - 0.5)),
    observed,
  })),
  medianError: 0.1,
  bar: 0.06,
  coverage50: 2 / 3,
  coverage90: 2 / 3,
  pit: [0.5, 0.005, 0.7],
};

/** Numbers of `cx` or `x` in a picture. */
const across = (svg: string): number[] => [...svg.matchAll(/ c?x="([^"]*)"/g)].map(([, x]) => Number(x));

describe("pictures of a diagnosis", () => {
  const pictures = {
    intervals: intervalsPicture(learned),
    shrinkage: shrinkagePicture(learned),
    checks: checksPicture([check, { ...check, name: "USBP <Mexico>", group: "nationalities" }]),
    pit: pitPicture([check], ["total"]),
  };

  it.each(Object.entries(pictures))("%s are sound SVG within their width, for light and dark", (_, svg) => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 480 \d+"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg).toContain("prefers-color-scheme: dark");
    for (const x of across(svg)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(480);
    }
  });

  it("name the best known parameters, and all of them by how much they narrowed", () => {
    expect(pictures.intervals.match(/class="middle"/g)).toHaveLength(shownIntervals);
    const bars = pictures.shrinkage.match(/<rect class="(well|weakly|not)"/g) ?? [];
    const wider = pictures.shrinkage.match(/wider than the prior/g) ?? [];
    expect(bars).toHaveLength(learned.filter(({ shrinkage }) => shrinkage >= 0).length);
    expect(bars.length + wider.length).toBe(40);
    expect(pictures.shrinkage.match(/<rect class="weakly"/g)).toHaveLength(5);
  });

  it("mark months outside the band, and escape names", () => {
    expect(pictures.checks.match(/class="missed"/g)).toHaveLength(2);
    expect(pictures.checks.match(/class="seen"/g)).toHaveLength(4);
    expect(pictures.checks).toContain("&lt;Mexico&gt;");
    expect(pictures.checks).toContain(">67%<");
  });

  it("draw one bar per tenth of the levels", () => {
    expect(pictures.pit.match(/class="bar"/g)).toHaveLength(10);
  });
});
