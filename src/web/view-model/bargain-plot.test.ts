import { describe, expect, test } from "vitest";
import { dotsOf, nearestTo, placeLabels, plotOf } from "./bargain-plot.ts";

const box = { left: 40, right: 440, top: 20, bottom: 320 };
/** Gains of the United States and of Mexico. */
const points = [
  [0, 0],
  [2, -1],
  [1, 3],
] as const;

describe("the plot of gains", () => {
  const plot = plotOf(points, box);

  test("has Mexico to the right and the United States upwards, everything inside", () => {
    expect(plot.x(3)).toBeGreaterThan(plot.x(0));
    expect(plot.y(2)).toBeLessThan(plot.y(0));
    for (const [first, second] of points) {
      expect(plot.x(second)).toBeGreaterThan(box.left);
      expect(plot.x(second)).toBeLessThan(box.right);
      expect(plot.y(first)).toBeGreaterThan(box.top);
      expect(plot.y(first)).toBeLessThan(box.bottom);
    }
  });

  test("draws a dot for each package that is asked for", () => {
    expect(dotsOf(points, [0, 2], plot).match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(2);
    expect(dotsOf(points, [], plot)).toBe("");
  });

  test("finds the nearest package within reach", () => {
    const at = { left: plot.x(3) + 5, top: plot.y(1) - 4 };
    expect(nearestTo(points, plot, at, 20)).toBe(2);
    expect(nearestTo(points, plot, at, 3)).toBeUndefined();
  });

  test("puts no label on another, nor beyond the edge", () => {
    const labels = placeLabels(
      [
        { text: "Kalai–Smorodinsky", x: 400, y: 100 },
        { text: "Nash", x: 402, y: 104 },
        { text: "As recorded", x: 405, y: 98 },
      ],
      box,
    );
    for (const { end, left } of labels) expect(end ? left : left + 80).toBeLessThanOrEqual(box.right);
    const bases = labels.map(({ base }) => base).sort((a, b) => a - b);
    expect(bases[1] - bases[0]).toBeGreaterThanOrEqual(18);
    expect(bases[2] - bases[1]).toBeGreaterThanOrEqual(18);
  });
});
