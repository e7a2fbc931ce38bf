import { describe, expect, it } from "vitest";
import { defineLayout } from "./layout.ts";

describe("defineLayout", () => {
  const layout = defineLayout([
    { name: "first", size: 3 },
    { name: "empty", size: 0 },
    { name: "last", size: 5 },
  ]);

  it("lays compartments one after the other", () => {
    expect(layout.size).toBe(8);
    expect(layout.entries.map((entry) => entry.offset)).toEqual([0, 3, 3]);
    expect(layout.offset("last")).toBe(3);
  });

  it("names the known compartments when asked for another", () => {
    expect(() => layout.offset("second")).toThrow('no compartment "second"; known: first, empty, last');
  });

  it("refuses a name twice and impossible sizes", () => {
    const twice = [
      { name: "x", size: 1 },
      { name: "x", size: 1 },
    ];
    expect(() => defineLayout(twice)).toThrow('"x" is defined twice');
    for (const size of [-1, 0.5, Number.NaN]) expect(() => defineLayout([{ name: "x", size }])).toThrow(RangeError);
  });
});
