import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  agreementZone,
  idealPoint,
  kalaiSmorodinskyMixture,
  kalaiSmorodinskySolutions,
  nashMixture,
  nashSolutions,
  type Point,
  paretoFrontier,
} from "./solutions.ts";

/** Whole utilities, so that ties are ties and products exact. */
const utility = fc.integer({ min: -1000, max: 1000 });
const point: fc.Arbitrary<Point> = fc.tuple(utility, utility);
const points = fc.array(point, { minLength: 1, maxLength: 30 });
const origin: Point = [0, 0];
const swapped = ([a, b]: Point): Point => [b, a];

/** Two issues: A costs the first side 1 and gives the second 4; B the other way round, 3 and 2. By hand. */
const twoIssues: readonly Point[] = [
  [0, 0],
  [-1, 4],
  [3, -2],
  [2, 2],
];

describe("a game of two issues, by hand", () => {
  test("only both together lie in the zone", () => expect(agreementZone(twoIssues, origin)).toEqual([3]));
  test("three packages are efficient", () => expect(paretoFrontier(twoIssues)).toEqual([1, 3, 2]));
  test("both solutions take both", () => {
    expect(nashSolutions(twoIssues, origin)).toEqual([3]);
    expect(kalaiSmorodinskySolutions(twoIssues, origin)).toEqual([3]);
  });
  test("the second side's threat to take A alone leaves nothing to agree on", () => {
    expect(agreementZone(twoIssues, [-1, 4])).toEqual([]);
    expect(nashSolutions(twoIssues, [-1, 4])).toEqual([]);
  });
  test("with draws the edge runs through (-1,4), (2,2) and (3,-2)", () => {
    // on a + 3b/2 = 5 the product is largest at a = 5/2, beyond the corner at a = 2
    expect(nashMixture(twoIssues, origin)).toEqual({ point: [2, 2], parts: [{ index: 3, chance: 1 }] });
    // the ideal is (5/2, 10/3); the ray b = 4a/3 meets the edge 2a + 3b = 10 at a = 5/3
    const { point, parts } = kalaiSmorodinskyMixture(twoIssues, origin);
    expect(point[0]).toBeCloseTo(5 / 3, 12);
    expect(point[1]).toBeCloseTo(20 / 9, 12);
    expect(parts.map(({ index }) => index)).toEqual([1, 3]);
  });
});

describe("splitting a dollar", () => {
  const ends: readonly Point[] = [
    [1, 0],
    [0, 1],
  ];
  test("equals share alike", () => {
    expect(nashMixture(ends, origin).point).toEqual([0.5, 0.5]);
    expect(kalaiSmorodinskyMixture(ends, origin).point).toEqual([0.5, 0.5]);
  });
  test("a side with 0.4 without agreement gets 0.7 of it", () => {
    const { point } = nashMixture(ends, [0.4, 0]);
    expect(point[0]).toBeCloseTo(0.7, 12);
    expect(point[1]).toBeCloseTo(0.3, 12);
  });
  test("in cents, the middle", () => {
    const cents = Array.from({ length: 101 }, (_, i): Point => [i, 100 - i]);
    expect(nashSolutions(cents, origin)).toEqual([50]);
    expect(kalaiSmorodinskySolutions(cents, origin)).toEqual([50]);
  });
  test("a risk-averse second side, with the root of its share, gets a third by Nash", () => {
    const thousandths = Array.from({ length: 1001 }, (_, i): Point => [1000 - i, Math.sqrt(i / 1000)]);
    // x·√(1−x) is largest at x = 2/3
    expect(nashSolutions(thousandths, origin)).toEqual([333]);
  });
  test("Kalai and Smorodinsky differ from Nash where the edge has a corner", () => {
    const corner: readonly Point[] = [
      [1, 0],
      [0.5, 1],
      [0, 1],
    ];
    expect(nashMixture(corner, origin).point).toEqual([0.5, 1]);
    const { point } = kalaiSmorodinskyMixture(corner, origin);
    expect(point[0]).toBeCloseTo(2 / 3, 12);
    expect(point[1]).toBeCloseTo(2 / 3, 12);
  });
});

describe("on any finite set", () => {
  const solvers = { nash: nashSolutions, "Kalai–Smorodinsky": kalaiSmorodinskySolutions };

  test("the frontier is what nothing dominates", () => {
    fc.assert(
      fc.property(points, (all) => {
        const beaten = ([a, b]: Point): boolean => all.some(([c, d]) => c >= a && d >= b && (c > a || d > b));
        const slow = [...all.keys()].filter((i) => !beaten(all[i]));
        expect([...paretoFrontier(all)].sort((i, j) => i - j)).toEqual(slow);
      }),
    );
  });

  for (const [name, solve] of Object.entries(solvers)) {
    test(`${name}: in the zone, efficient, and there whenever a zone is`, () => {
      fc.assert(
        fc.property(points, point, (all, disagreement) => {
          const zone = agreementZone(all, disagreement);
          const found = solve(all, disagreement);
          expect(found.length > 0).toBe(zone.length > 0);
          const efficient = paretoFrontier(all);
          for (const i of found) {
            expect(zone).toContain(i);
            expect(efficient).toContain(i);
          }
        }),
      );
    });

    test(`${name}: the sides' names do not matter`, () => {
      fc.assert(
        fc.property(points, point, (all, disagreement) => {
          expect(solve(all.map(swapped), swapped(disagreement))).toEqual(solve(all, disagreement));
        }),
      );
    });

    test(`${name}: on a symmetric set, solutions come in pairs or on the diagonal`, () => {
      fc.assert(
        fc.property(points, (all) => {
          const symmetric = [...all, ...all.map(swapped)];
          const values = solve(symmetric, origin).map((i) => symmetric[i].join());
          for (const value of values) expect(values).toContain(value.split(",").reverse().join());
        }),
      );
    });

    test(`${name}: scale and origin of a side's utility do not matter`, () => {
      // powers of two and whole shifts are exact
      const scale = fc.integer({ min: -4, max: 6 }).map((power) => 2 ** power);
      fc.assert(
        fc.property(points, point, scale, scale, utility, utility, (all, disagreement, a, b, c, d) => {
          const move = ([first, second]: Point): Point => [a * first + c, b * second + d];
          expect(solve(all.map(move), move(disagreement))).toEqual(solve(all, disagreement));
        }),
      );
    });
  }

  test("Nash: what is not chosen does not matter", () => {
    fc.assert(
      fc.property(points, fc.infiniteStream(fc.boolean()), (all, keep) => {
        const chosen = nashSolutions(all, origin);
        fc.pre(chosen.length > 0);
        const left = [...all.keys()].filter((i) => chosen.includes(i) || keep.next().value);
        const again = nashSolutions(
          left.map((i) => all[i]),
          origin,
        );
        expect(again.map((i) => left[i])).toEqual(chosen);
      }),
    );
  });

  test("Kalai–Smorodinsky: more points with the same ideal never lower the smaller share", () => {
    fc.assert(
      fc.property(points, points, (few, more) => {
        const all = [...few, ...more];
        fc.pre(agreementZone(few, origin).length > 0);
        const ideal = idealPoint(few, origin);
        fc.pre(idealPoint(all, origin).join() === ideal.join() && ideal[0] > 0 && ideal[1] > 0);
        const least = (set: readonly Point[]): number => {
          const [a, b] = set[kalaiSmorodinskySolutions(set, origin)[0]];
          return Math.min(a / ideal[0], b / ideal[1]);
        };
        expect(least(all)).toBeGreaterThanOrEqual(least(few));
      }),
    );
  });
});

describe("with draws", () => {
  const inside = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 1,
    maxLength: 12,
  });

  test("a mixture is what its parts say", () => {
    fc.assert(
      fc.property(points, point, (all, disagreement) => {
        for (const { point, parts } of [nashMixture(all, disagreement), kalaiSmorodinskyMixture(all, disagreement)]) {
          const sum = [0, 0];
          for (const { index, chance } of parts) {
            const [a, b] = index < 0 ? disagreement : all[index];
            sum[0] += chance * a;
            sum[1] += chance * b;
          }
          expect(sum[0]).toBeCloseTo(point[0], 6);
          expect(sum[1]).toBeCloseTo(point[1], 6);
          expect(parts.reduce((total, { chance }) => total + chance, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  test("Nash: no point of the set has a larger product of gains", () => {
    fc.assert(
      fc.property(inside, (all) => {
        const { point } = nashMixture(all, origin);
        for (const [a, b] of all) expect(point[0] * point[1]).toBeGreaterThanOrEqual(a * b - 1e-6);
      }),
    );
  });

  test("Kalai–Smorodinsky: where a set grows without more for the first side at most, the second side does not lose", () => {
    fc.assert(
      fc.property(inside, inside, (few, more) => {
        const reach = Math.max(...few.map(([a]) => a));
        const all = [...few, ...more.filter(([a]) => a <= reach)];
        expect(kalaiSmorodinskyMixture(all, origin).point[1]).toBeGreaterThanOrEqual(
          kalaiSmorodinskyMixture(few, origin).point[1] - 1e-9,
        );
      }),
    );
  });

  test("Kalai–Smorodinsky: both get the same share of the most that they could have", () => {
    fc.assert(
      fc.property(inside, (all) => {
        const ideal = [Math.max(...all.map(([a]) => a)), Math.max(...all.map(([, b]) => b))];
        fc.pre(ideal[0] > 0 && ideal[1] > 0);
        const { point } = kalaiSmorodinskyMixture(all, origin);
        expect(point[0] / ideal[0]).toBeCloseTo(point[1] / ideal[1], 9);
      }),
    );
  });
});
