import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

describe("CSV of the page", () => {
  it("has a header, numbers with a point, quoted text and nothing where there is nothing", () => {
    const rows = [
      { name: "Acuña, Coahuila", count: 1234.5, high: undefined },
      { name: "Yuma", count: Number.NaN, high: 0 },
    ];
    expect(csvOf(rows)).toBe('name,count,high\n"Acuña, Coahuila",1234.5,\nYuma,,0\n');
  });
});
