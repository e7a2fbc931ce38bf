import { describe, expect, it } from "vitest";
import { atan, cos, exp, log, log1p, pow, sin } from "./elementary.ts";
import { Rng } from "./rng.ts";

/** Numbers that are the same everywhere: sums and products of doubles are. */
function numbers(count: number, from: number, to: number): number[] {
  const rng = new Rng(7, 0, false);
  rng.seek(1, 0, 0);
  return Array.from({ length: count }, () => from + (to - from) * rng.next());
}

/** FNV-1a over the bytes. */
function hashOf(values: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(Float64Array.from(values).buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

const cases: readonly (readonly [
  name: string,
  own: (x: number) => number,
  theirs: (x: number) => number,
  from: number,
  to: number,
])[] = [
  ["exp", exp, Math.exp, -745, 709],
  ["exp of little", exp, Math.exp, -1, 1],
  ["log", log, Math.log, 0, 20],
  ["log1p", log1p, Math.log1p, -1, 3],
  ["sin", sin, Math.sin, -40, 40],
  ["cos", cos, Math.cos, -40, 40],
  ["atan", atan, Math.atan, 0, 5],
  ["powers of chances", (x) => pow(x, 0.37), (x) => x ** 0.37, 0, 1],
  ["powers of ratios", (x) => pow(x, -2.6), (x) => x ** -2.6, 0.01, 300],
];

describe("elementary functions", () => {
  it.each(cases)("%s differ from those of the engine by rounding alone", (_, own, theirs, from, to) => {
    for (const x of numbers(20_000, from, to)) {
      const expected = theirs(x);
      expect(Math.abs(own(x) - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(Math.abs(expected), 1e-3));
    }
  });

  it("have the same bytes in every engine", () => {
    const all = cases.map(([, own, , from, to]) => hashOf(numbers(5000, from, to).map(own)));
    expect(all).toMatchInlineSnapshot(`
      [
        "86d8b534",
        "51dccebf",
        "6b8db96a",
        "274bc964",
        "7a8179ea",
        "ee159795",
        "369861a",
        "2c514336",
        "d2939c85",
      ]
    `);
  });

  it.each([
    [exp(0), 1],
    [exp(-800), 0],
    [exp(800), Number.POSITIVE_INFINITY],
    [exp(-740), Math.exp(-740)],
    [log(1), 0],
    [log(0), Number.NEGATIVE_INFINITY],
    [log(-1), Number.NaN],
    [log(5e-324), Math.log(5e-324)],
    [log1p(-1), Number.NEGATIVE_INFINITY],
    [log1p(1e-12), Math.log1p(1e-12)],
    [pow(0, 0), 1],
    [pow(0, 2), 0],
    [pow(0, -2), Number.POSITIVE_INFINITY],
    [pow(7, 0), 1],
    [pow(7, 1), 7],
    [pow(2, 1023), 2 ** 1023],
    [pow(2, 1024), Number.POSITIVE_INFINITY],
    [pow(2, -1074), 2 ** -1074],
    [pow(2, -1076), 0],
    [pow(1.0000000001, 3e9), 1.0000000001 ** 3e9],
    [pow(3, 1e10), Number.POSITIVE_INFINITY],
    [pow(-1, 0.5), Number.NaN],
  ])("hold at the ends (%#)", (own, expected) => {
    if (Number.isNaN(expected) || !Number.isFinite(expected)) expect(own).toBe(expected);
    else expect(own).toBeCloseTo(expected, 12);
  });
});
