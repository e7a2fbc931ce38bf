import { expect, it } from "vitest";
import { marks } from "./map-marks.ts";
import { placesOf } from "./map-places.ts";

it.each([340, 1000])("every mark has a place on the map %d pixels wide", (width) => {
  const { lines, circles, layout } = placesOf(width);
  for (const { id, group } of marks) {
    const points = group === "sectors" || group === "lines" ? [lines[id].from, lines[id].to] : [circles[id]];
    for (const [x, y] of points) {
      expect(x, id).toBeGreaterThanOrEqual(0);
      expect(x, id).toBeLessThanOrEqual(layout.width);
      expect(y, id).toBeGreaterThanOrEqual(0);
      expect(y, id).toBeLessThanOrEqual(layout.height);
    }
  }
});

it("sectors follow each other along the border from west to east", () => {
  const { lines } = placesOf(1000);
  const xs = marks.filter(({ group }) => group === "sectors").map(({ id }) => lines[id].from[0]);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
});
