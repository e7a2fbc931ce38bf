import { describe, expect, it } from "vitest";
import { quantileLevels } from "../../analysis/scores.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { axisOf, lastCome, pastFan, placeOf } from "./past-fan.ts";

/** Counts of one month ahead: level × 1000. */
const quantiles = Float64Array.from(quantileLevels, (level) => Math.round(level * 1000));
const origin = monthIndex("2023-09");
/** Published from September 2022 to November 2023: 0, 10, … */
const published = { firstMonth: origin - 12, values: Float64Array.from({ length: 15 }, (_, m) => 10 * m) };
const shown = pastFan(origin, [quantiles, quantiles, quantiles], published);

describe("the fan of a past forecast", () => {
  it("opens from the last figure that was known", () => {
    expect(shown.months[shown.originAt]).toBe("2023-09");
    expect(shown.months.at(-1)).toBe("2023-12");
    expect(shown.fan[0]).toMatchObject({ at: shown.originAt, low90: 120, middle: 120, high90: 120 });
    expect(shown.fan[1]).toEqual({
      at: shown.originAt + 1,
      low90: 50,
      low80: 100,
      low50: 250,
      middle: 500,
      high50: 750,
      high80: 900,
      high90: 950,
    });
  });

  it("has no figure where none was published", () => {
    expect(shown.observed.slice(0, 7)).toEqual([...new Array(6).fill(Number.NaN), 0]);
    expect(shown.observed.slice(-4)).toEqual([120, 130, 140, Number.NaN]);
    expect(pastFan(origin, [quantiles], { firstMonth: origin + 5, values: new Float64Array(0) }).fan).toHaveLength(1);
  });

  it("has an axis that holds all bands, unless tails are far above everything else", () => {
    expect(axisOf(shown)).toEqual({ top: 950, cut: false });
    const wide = Float64Array.from(quantileLevels, (level) => (level > 0.85 ? 9000 : 100));
    expect(axisOf(pastFan(origin, [wide], published))).toEqual({ top: 390, cut: true });
  });

  it("finds the last month that came", () => {
    expect(lastCome(shown)).toEqual({ month: shown.fan[2], came: 140 });
    expect(lastCome(pastFan(origin + 2, [quantiles], published))).toBeUndefined();
  });

  it.each([
    [40, "below"],
    [50, "90"],
    [100, "80"],
    [250, "50"],
    [900, "80"],
    [930, "90"],
    [951, "above"],
  ] as const)("says that %d lies in %s", (came, place) => {
    expect(placeOf(came, shown.fan[1])).toBe(place);
  });
});
