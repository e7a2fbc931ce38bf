import { describe, expect, it } from "vitest";
import { publishedOrigins } from "../../analysis/baselines.ts";
import { modes } from "../../analysis/forecast/hindcasts.ts";
import { targets } from "../../analysis/forecast/targets.ts";
import { monthIndex } from "../../engine/calendar.ts";
import {
  browsedText,
  firstOrigin,
  lastOrigin,
  lastTarget,
  pastModes,
  pastSeries,
  readBrowsed,
  strayedIn,
} from "./past-series.ts";

describe("series of the record", () => {
  it("are the targets, in their order", () => {
    expect(pastSeries.map(({ name, family }) => ({ name, family }))).toEqual(
      targets.map(({ name, family }) => ({ name, family })),
    );
    expect(new Set(pastSeries.map(({ id }) => id)).size).toBe(pastSeries.length);
  });

  it("have the modes and origins of the evaluation", () => {
    expect(pastModes).toEqual(modes);
    expect({ firstOrigin, lastOrigin, lastTarget }).toEqual(publishedOrigins);
  });
});

describe("the address of a past forecast", () => {
  it("says what is shown, and is read back", () => {
    const shown = { origin: monthIndex("2023-09"), mode: "happened", series: 4 } as const;
    expect(browsedText(shown)).toBe("2023-09/happened/tucson");
    expect(readBrowsed("2023-09/happened/tucson")).toEqual(shown);
  });

  it.each(["", "1999-01", "2025-01/announced", "x/y/z", "2024-03/never/nowhere"])("%j is the usual one", (shows) => {
    expect(readBrowsed(shows)).toEqual({ origin: monthIndex("2024-03"), mode: "announced", series: 0 });
  });

  it.each([
    ["", undefined],
    ["2023-09/happened/tucson", undefined],
    ["2023-09", undefined],
    ["1999-01", "1999-01"],
    ["2023-09/never/tucson", "never"],
    ["2023-09/happened/nowhere", "nowhere"],
    ["2023-09/happened/tucson/more", "more"],
  ])("of %j says what is not there", (shows, strayed) => {
    expect(strayedIn(shows)).toBe(strayed);
  });
});
