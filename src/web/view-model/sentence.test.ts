import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["en"] });
vi.stubGlobal("localStorage", { getItem: () => "en", setItem: () => {} });
const { finding, level } = await import("./sentence.ts");

const wait = { what: undefined, unit: "years", kind: "stock", isWait: true, from: "Jan 2024", to: "Sep 2024" } as const;
const backlog = { ...wait, unit: "cases", isWait: false } as const;

describe("the sentence of a chart", () => {
  it("says the level where nothing is changed", () => {
    const total = { middle: 3_870_000, low: 3_500_000, high: 4_200_000 };
    expect(level(backlog, total)).toBe(
      "Jan 2024–Sep 2024: 3,870,000 cases at the end, as simulated (80%: 3,500,000 to 4,200,000)",
    );
    expect(level({ ...backlog, kind: "flow" }, { ...total, low: undefined, high: undefined })).toBe(
      "Jan 2024–Sep 2024: 3,870,000 cases as simulated",
    );
  });

  it("says the wait of somebody who arrives, and what changes it", () => {
    const total = { middle: 5.31, low: 4.8, high: 6.2 };
    expect(level(wait, total)).toBe(
      "Someone who arrives in Sep 2024 can expect to wait 5.31 years for a decision (80%: 4.8 to 6.2)",
    );
    expect(finding(wait, total, { middle: -2.3, low: -3, high: -1.9 })).toBe(
      "Someone who arrives in Sep 2024 can expect to wait 5.31 years for a decision, −2.3 against the baseline (80%: −3 to −1.9)",
    );
    expect(finding(wait, total, { middle: -0.001, low: -0.002, high: 0 })).toContain("less than a month away");
  });
});
