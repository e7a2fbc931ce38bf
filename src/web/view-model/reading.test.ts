import { describe, expect, it, vi } from "vitest";
import { dayOf, monthIndex } from "../../engine/calendar.ts";
import type { Policy } from "../simulation/simulator.ts";
import type { Line } from "./bands.ts";
import { policyMarks } from "./policy-marks.ts";

vi.stubGlobal("localStorage", { getItem: () => "en" });
vi.stubGlobal("navigator", { languages: ["en"] });
const { reading } = await import("./reading.ts");

const line = (middle: number, low?: number, high?: number): Line => ({
  middle: Float64Array.of(0, middle),
  band:
    low === undefined || high === undefined
      ? undefined
      : {
          low80: Float64Array.of(0, low),
          low50: Float64Array.of(0, low),
          high50: Float64Array.of(0, high),
          high80: Float64Array.of(0, high),
        },
});

describe("a month of a chart in words", () => {
  const months = ["2023-12", "2024-01"];

  it("says what was observed, baseline, scenario and difference, with bands where there are any", () => {
    const lines = { base: line(1000), scenario: line(900, 800, 1000), difference: line(-100, -200, 50) };
    expect(reading({ months, ...lines, observed: Float64Array.of(1, 950) }, 1)).toBe(
      "Jan 2024 · Observed 950 · Baseline 1,000 · Scenario 900 (80%: 800 … 1,000) · Difference −100 (80%: −200 … +50)",
    );
  });

  it("leaves out what there is not", () => {
    expect(reading({ months, base: line(5), observed: Float64Array.of(1, Number.NaN) }, 1)).toBe(
      "Jan 2024 · Baseline 5",
    );
  });

  it("ends with the policies that begin in the month", () => {
    const window = { firstMonth: monthIndex(months[0]), months: 2 };
    const policies: Policy[] = [
      { id: "call", lever: "deal", members: [], day: dayOf("2023-12-21"), untilDay: null },
      { id: "waived", lever: "noticeWaived", members: ["Venezuela"], day: dayOf("2023-12-29"), untilDay: null },
    ];
    const marks = policyMarks(policies, { remove: ["waived"], changes: [] }, window);
    expect(reading({ months, base: line(5), marks }, 0)).toBe(
      "Dec 2023 · Baseline 0 · Dec 21, 2023: A deal on enforcement is struck · Dec 29, 2023: Standing agreement that waives the notice (Venezuela) (taken out)",
    );
    expect(reading({ months, base: line(5), marks }, 1)).toBe("Jan 2024 · Baseline 5");
  });
});
