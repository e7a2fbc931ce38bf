import { describe, expect, it } from "vitest";
import { about, compact, compactSigned, exact, monthName, percent, range } from "./numbers.ts";

describe("numbers", () => {
  it("keep three significant digits of what is simulated", () => {
    expect(about(1_234_567)).toBe("1,230,000");
    expect(about(99_960)).toBe("100,000");
    expect(about(42.36)).toBe("42.4");
    expect(about(-0.0012)).toBe("0");
    expect(about(-1234)).toBe("−1,230");
    expect(about(Number.NaN)).toBe("–");
  });

  it("leave published figures as they are", () => {
    expect(exact(249740)).toBe("249,740");
    expect(exact(Number.NaN)).toBe("–");
  });

  it("fit in little room", () => {
    expect(compact(2_045_838)).toBe("2.05M");
    expect(compact(999_999)).toBe("1M");
    expect(compact(124_215)).toBe("124k");
    expect(compact(9_876)).toBe("9,880");
    expect(compact(-54_728)).toBe("−54.7k");
    expect(compactSigned(310_000)).toBe("+310k");
    expect(compactSigned(0)).toBe("0");
    expect(compactSigned(0.0001)).toBe("0");
    expect(range(-10, 20, compactSigned)).toBe("−10 to +20");
  });

  it("name months and shares", () => {
    expect(monthName("2023-12")).toBe("December 2023");
    expect(percent(0.974)).toBe("97%");
  });
});
