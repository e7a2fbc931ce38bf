import { describe, expect, it } from "vitest";
import { barsAndDots, divergingBars, sparkline } from "./charts.ts";

describe("sparkline", () => {
  it("grows with the value, from zero", () => {
    expect(sparkline([0, 1, 4, 8], 10)).toBe(" ▁▄█");
  });
  it("averages neighbours where there is no room", () => {
    expect(sparkline([8, 8, 4, 4], 2)).toBe("█▄");
    expect(sparkline(new Array(99).fill(1), 20).length).toBeLessThanOrEqual(20);
  });
  it("shows nothing where nothing is known", () => {
    expect(sparkline([Number.NaN, 2], 10)).toBe(" █");
    expect(sparkline([0, 0], 10)).toBe("  ");
  });
});

describe("bars and dots", () => {
  const months = Array.from({ length: 12 }, (_, m) => `2023-${String(m + 1).padStart(2, "0")}`);
  const chart = barsAndDots(months, new Array(12).fill(200), new Array(12).fill(100), 80, 4).split("\n");

  it("stands on a zero line with years below", () => {
    expect(chart[chart.length - 2]).toMatch(/^ +0 ─+$/);
    expect(chart[chart.length - 1].trim()).toBe("2023");
  });
  it("puts the dots at their height within the bars", () => {
    expect(chart[0]).toMatch(/^ +200 (█|●)/);
    expect(chart.findIndex((line) => line.includes("●"))).toBe(1);
    expect(chart[3]).not.toContain("●");
  });
  it("fits its width, however long the window", () => {
    const long = Array.from(
      { length: 99 },
      (_, m) => `20${18 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`,
    );
    for (const width of [60, 80, 120]) {
      const lines = barsAndDots(long, new Array(99).fill(5), new Array(99).fill(Number.NaN), width).split("\n");
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines.join("")).not.toContain("●");
    }
  });
});

describe("diverging bars", () => {
  it("go left of the line below zero and right above", () => {
    const [less, none, more] = divergingBars([-10, 0, 5], 21);
    expect(less).toBe("██████████│");
    expect(none).toBe("          │");
    expect(more).toBe("          │█████");
  });
  it("use the whole width when all are on one side", () => {
    expect(divergingBars([4, 2], 9)).toEqual(["│████████", "│████"]);
    expect(divergingBars([-4, -2], 9)).toEqual(["████████│", "    ████│"]);
    expect(divergingBars([0, 0], 9)).toEqual(["│", "│"]);
  });
});
