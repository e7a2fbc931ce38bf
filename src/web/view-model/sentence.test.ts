import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });
const { endBeside, finding, level, signedCount, unitBeside } = await import("./sentence.ts");
const { speak } = await import("../words.ts");

const half = { kind: "flow", isWait: false, from: "Jan 2024", to: "Jun 2024" } as const;
const deaths = { ...half, what: "deaths", unit: "deaths" };
const money = { ...half, what: undefined, unit: "million USD" };
const wait = { what: undefined, unit: "years", kind: "stock", isWait: true, from: "Jan 2024", to: "Sep 2024" } as const;
const backlog = { ...wait, unit: "cases", isWait: false } as const;
const total = { middle: 5.31, low: 4.8, high: 6.2 };

describe("the sentence of a chart", () => {
  it("says the level where nothing is changed", () => {
    const cases = { middle: 3_870_000, low: 3_500_000, high: 4_200_000 };
    expect(level(backlog, cases)).toBe(
      "Jan 2024–Sep 2024: 3,870,000 cases at the end, as simulated (80%: 3,500,000 to 4,200,000)",
    );
    expect(level({ ...backlog, kind: "flow" }, { ...cases, low: undefined, high: undefined })).toBe(
      "Jan 2024–Sep 2024: 3,870,000 cases as simulated",
    );
  });

  it("says the wait of somebody who arrives, and what changes it", () => {
    expect(level(wait, total)).toBe(
      "Someone who arrives in Sep 2024 can expect to wait 5.31 years for a decision (80%: 4.8 to 6.2)",
    );
    expect(finding(wait, total, { middle: -2.3, low: -3, high: -1.9 })).toBe(
      "Someone who arrives in Sep 2024 can expect to wait 5.31 years for a decision, −2.3 against the baseline (80%: −3 to −1.9)",
    );
    expect(finding(wait, total, { middle: -0.001, low: -0.002, high: 0 })).toContain("less than a month away");
  });

  it("counts whole people and events, with two digits", () => {
    expect(finding(deaths, total, { middle: 4.1, low: 1.2, high: 9.4 })).toBe(
      "Jan 2024–Jun 2024: 4 more deaths than in the baseline (80%: 1 to 9)",
    );
    expect(signedCount(-1234.5)).toBe("−1,200");
    expect(signedCount(0.4)).toBe("+0.4");
  });

  it("says nothing where an end is next to nothing beside the other", () => {
    expect(endBeside(0.042, 13_000)).toBe(0);
    expect(endBeside(100, 13_000)).toBe(100);
    expect(finding(money, total, { middle: 12_000, low: 0.042, high: 13_000 })).toContain("80%: 0 to +13,000");
  });

  it("begins with a capital in Spanish, where months are small", () => {
    speak("es-MX");
    const spanish = { ...deaths, what: "muertes", from: "ene 2024", to: "jun 2024" };
    expect(finding(spanish, total, { middle: 4.1, low: undefined, high: undefined })).toMatch(
      /^Ene 2024–jun 2024: \+4 /,
    );
    expect(finding(spanish, total, { middle: 4.1, low: 1.2, high: 9.4 })).toMatch(
      /^De ene 2024 a jun 2024, muertes: 4 más /,
    );
    speak("en");
  });
});

it("a unit is not said where the name says it", () => {
  expect(unitBeside("Deaths", "deaths")).toBe("");
  expect(unitBeside("Court backlog", "cases")).toBe("cases");
});
