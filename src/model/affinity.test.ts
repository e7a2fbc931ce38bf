import { describe, expect, it } from "vitest";
import { knownAt } from "../data/as-of.ts";
import { monthIndex } from "../engine/calendar.ts";
import { affinityFrom } from "./affinity.ts";
import { nationalities, sectors } from "./geography.ts";

const from = monthIndex("2019-10");

describe("affinityFrom", () => {
  it("adds up to 1 for every nationality, and differs at a later origin", () => {
    const origin = monthIndex("2020-09");
    const early = affinityFrom(knownAt(origin).usbpBySectorNationality(), from, origin);
    nationalities.forEach((_, n) => {
      const shares = early.subarray(n * sectors.length, (n + 1) * sectors.length);
      expect(shares.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    });
    const later = monthIndex("2024-09");
    expect(early).not.toEqual(affinityFrom(knownAt(later).usbpBySectorNationality(), from, later));
  });

  it("refuses months after the origin, and months before the table", () => {
    const cross = knownAt(monthIndex("2020-09")).usbpBySectorNationality();
    expect(() => affinityFrom(cross, from, monthIndex("2020-10"))).toThrow(
      "2019-10 to 2020-10 was given; expected months that all have figures",
    );
    expect(() => affinityFrom(cross, from - 1, monthIndex("2020-09"))).toThrow(RangeError);
  });
});
