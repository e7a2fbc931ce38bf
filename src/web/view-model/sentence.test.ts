import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });
const { endBeside, finding, signedCount, unitBeside } = await import("./sentence.ts");
const { speak } = await import("../words.ts");

const deaths = { what: "deaths", unit: "deaths", from: "Jan 2024", to: "Jun 2024" };
const money = { what: undefined, unit: "million USD", from: "Jan 2024", to: "Jun 2024" };

describe("the finding of a chart", () => {
  it("counts whole people and events, with two digits", () => {
    expect(finding(deaths, { middle: 4.1, low: 1.2, high: 9.4 }, true)).toBe(
      "Jan 2024–Jun 2024: 4 more deaths than in the baseline (80%: 1 to 9)",
    );
    expect(signedCount(-1234.5)).toBe("−1,200");
    expect(signedCount(0.4)).toBe("+0.4");
  });

  it("says nothing where an end is next to nothing beside the other", () => {
    expect(endBeside(0.042, 13_000)).toBe(0);
    expect(endBeside(100, 13_000)).toBe(100);
    expect(finding(money, { middle: 12_000, low: 0.042, high: 13_000 }, true)).toContain("80%: 0 to +13,000");
  });

  it("begins with a capital in Spanish, where months are small", () => {
    speak("es-MX");
    const spanish = { ...deaths, what: "muertes", from: "ene 2024", to: "jun 2024" };
    expect(finding(spanish, { middle: 4.1, low: undefined, high: undefined }, true)).toMatch(
      /^Ene 2024–jun 2024: \+4 /,
    );
    expect(finding(spanish, { middle: 4.1, low: 1.2, high: 9.4 }, true)).toMatch(/^De ene 2024 a jun 2024: 4 /);
    speak("en");
  });
});

it("a unit is not said where the name says it", () => {
  expect(unitBeside("Deaths", "deaths")).toBe("");
  expect(unitBeside("Court backlog", "cases")).toBe("cases");
});
