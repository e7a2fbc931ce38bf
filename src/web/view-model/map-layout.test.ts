import { describe, expect, it } from "vitest";
import { type Label, layoutOf, type Point, placeLabels, taper } from "./map-layout.ts";

const corridor = { width: 1600, height: 900 };
const origins = { width: 800, height: 600 };
const pointsOf = (path: string): Point[] =>
  path
    .slice(1, -1)
    .split("L")
    .map((pair) => pair.split(",").map(Number) as unknown as Point);

describe("a tapered line", () => {
  it("is as wide as asked for where it begins and thins to its end", () => {
    const points = pointsOf(taper([0, 0], [100, 0], 20));
    const [first, last, middle] = [points[0], points.at(-1)!, points.length / 2];
    expect([first, last]).toEqual([
      [0, -10],
      [0, 10],
    ]);
    expect([points[middle - 1], points[middle]]).toEqual([
      [100, -2.5],
      [100, 2.5],
    ]);
  });

  it("bows to the left of its direction by a share of its length", () => {
    const points = pointsOf(taper([0, 0], [100, 0], 0, 0.2));
    expect(Math.min(...points.map(([, y]) => y))).toBe(-20);
  });

  it("has the same number of points whatever it shows", () => {
    expect(pointsOf(taper([0, 0], [9, 7], 0, 0.3))).toHaveLength(pointsOf(taper([5, 5], [5, 5], 8)).length);
  });
});

describe("the layout", () => {
  it("puts the second panel into the first where there is room, else below", () => {
    const wide = layoutOf(1000, corridor, origins);
    expect(wide.height).toBe(wide.corridor.height);
    expect(wide.origins.x + wide.origins.width).toBe(1000);
    const narrow = layoutOf(340, corridor, origins);
    expect(narrow.origins.y).toBeGreaterThanOrEqual(narrow.corridor.height);
    expect(narrow.height).toBe(narrow.origins.y + narrow.origins.height);
  });
});

describe("labels", () => {
  const within = { x: 0, y: 0, width: 200, height: 100 };
  const label = (id: string, weight: number, ...places: Point[]): Label => ({
    id,
    lines: ["A place", "12"],
    weight,
    places,
  });

  it("give way to weightier ones, go to their next place, and are left out where there is none", () => {
    const placed = placeLabels(
      [label("light", 1, [100, 20], [100, 60]), label("heavy", 2, [100, 20]), label("none", 0, [100, 20])],
      10,
      within,
    );
    expect(placed.map(({ id, at }) => [id, at[1]])).toEqual([
      ["heavy", 20],
      ["light", 60],
    ]);
  });

  it("stay inside, and off what is taken", () => {
    const [placed] = placeLabels([label("edge", 1, [0, 20])], 10, within);
    expect(placed.box.x).toBe(0);
    expect(placeLabels([label("off", 1, [100, 20])], 10, within, [within])).toEqual([]);
    expect(placeLabels([label("below", 1, [100, 95])], 10, within)).toEqual([]);
  });
});
