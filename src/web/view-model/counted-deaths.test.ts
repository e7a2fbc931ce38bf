import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });
const { countedMonths, countedSentence, factOnDeaths } = await import("./counted-deaths.ts");

const months = ["2024-07", "2024-08", "2024-09", "2024-10"];

describe("deaths that were counted", () => {
  it("are asked for in the months that have a count, and nowhere else", () => {
    expect(countedMonths(Float64Array.of(Number.NaN, 80, 0, Number.NaN))).toEqual({ first: 1, last: 2 });
    expect(countedMonths(Float64Array.of(80, 90))).toEqual({ first: 0, last: 1 });
    expect(countedMonths(Float64Array.of(Number.NaN, Number.NaN))).toBeUndefined();
    expect(countedMonths(undefined)).toBeUndefined();
  });

  it("are said plainly where the model is below them, above them, or where there is no count", () => {
    const said = (counted: number): string =>
      countedSentence({ counted, simulated: 100, first: 0, last: 2 }, months).replaceAll(/\s+/g, " ");
    expect(said(200)).toContain("Jul 2024–Sep 2024: 200 counted, 100 in the baseline, 50% below the count");
    expect(said(80)).toContain("25% above the count");
    expect(said(100)).toContain("as many as were counted");
    expect(countedSentence(undefined, months)).toContain("No count");
  });

  it("stand beside the model's figure and what is accepted", () => {
    const fact = {
      kind: "emergent",
      unit: "ratio",
      period: "FY2022,FY2024",
      source: "",
      series: [],
      claims: [],
    } as const;
    const shown = { ...fact, id: "F42", observed: 2.5, simulated: 0.2232, low: 1.3, high: 4, inside: false };
    expect(factOnDeaths(shown as never)).toContain("2.5 times");
    expect(factOnDeaths(shown as never)).toContain("0.223 times, outside the accepted range of 1.3 – 4");
  });
});
