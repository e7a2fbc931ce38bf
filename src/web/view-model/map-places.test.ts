import { describe, expect, it } from "vitest";
import { marks } from "./map-marks.ts";
import { labelsOf, placesOf } from "./map-places.ts";

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

describe("labels", () => {
  const total = { middle: 100, low: 50, high: 200 };
  const read = marks.map((mark) => ({
    reading: { mark, base: 100, scenario: total, change: total },
    extent: { inner: 4, middle: mark.id === "cities-tijuana" ? 7 : 6, outer: 8 },
    text: ["Somewhere", "1,000"],
  }));

  it.each([340, 1000])(
    "name the city where most wait, and of the others leave lines and each other alone, on a map %d pixels wide",
    (width) => {
      const places = placesOf(width);
      const labels = labelsOf(read, places);
      const cities = labels.filter(({ id }) => id.startsWith("cities-"));
      expect(cities.map(({ id }) => id)).toContain("cities-tijuana");
      const { to } = places.lines.reachedNorth;
      for (const { box } of cities.filter(({ id }) => id !== "cities-tijuana")) {
        expect(box.x > to[0] || box.x + box.width < to[0] || box.y > to[1] || box.y + box.height < to[1]).toBe(true);
        for (const { box: other } of labels)
          if (other !== box)
            expect(
              box.x + box.width <= other.x ||
                other.x + other.width <= box.x ||
                box.y + box.height <= other.y ||
                other.y + other.height <= box.y,
            ).toBe(true);
      }
    },
  );
});
