import { describe, expect, it } from "vitest";
import { Rng } from "./rng.ts";

const draws = 200_000;

/** Distance of a chi-square statistic from its expectation in standard normal terms (Wilson & Hilferty 1931). */
function chiSquareZ(statistic: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
}

function uniformityZ(cellOf: (i: number) => number, cells: number): number {
  const counts = new Float64Array(cells);
  for (let i = 0; i < draws; i++) counts[cellOf(i)]++;
  const expected = draws / cells;
  return chiSquareZ(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    cells - 1,
  );
}

/** z of the joint distribution of x[i] and y[i + lag] on a grid of 32 × 32. */
function pairZ(x: Float64Array, y: Float64Array, lag: number): number {
  return uniformityZ((i) => Math.floor(x[i] * 32) * 32 + Math.floor(y[(i + lag) % draws] * 32), 1024);
}

/** z of the correlation of neighbours in a sequence of uniforms: √n r is standard normal. */
function serialZ(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i] - 0.5) * (values[i - lag] - 0.5);
  return (12 * sum) / Math.sqrt(values.length - lag);
}

function expectUniformAndIndependent(values: Float64Array): void {
  const zs = {
    high: uniformityZ((i) => Math.floor(values[i] * 256), 256),
    middle: uniformityZ((i) => Math.floor(values[i] * 2 ** 32) % 256, 256),
    low: uniformityZ((i) => (values[i] * 2 ** 53) % 256, 256),
    pairs: pairZ(values, values, 1),
    lag1: serialZ(values, 1),
    lag2: serialZ(values, 2),
    lag16: serialZ(values, 16),
    lag256: serialZ(values, 256),
  };
  for (const [name, z] of Object.entries(zs)) expect(Math.abs(z), `${name}: z = ${z}`).toBeLessThan(4.5);
}

const axes: Record<string, (i: number) => Rng> = (() => {
  const one = new Rng(7, 3, false);
  const sought = (stream: number, day: number, lane: number) => {
    one.seek(stream, day, lane);
    return one;
  };
  return {
    seeds: (i) => new Rng(i, 0, false),
    runs: (i) => new Rng(1, i, false),
    streams: (i) => sought(i, 0, 0),
    days: (i) => sought(4, i, 2),
    lanes: (i) => sought(4, 2100, i),
    "days and lanes together": (i) => sought(1, i, i),
    "days against lanes": (i) => sought(1, i, -i),
    "a grid of days and lanes": (i) => sought(2, i >> 6, i & 63),
    "powers of two": (i) => sought(i >> 12, (i & 63) << 10, ((i >> 6) & 63) << 20),
  };
})();

describe("Rng", () => {
  it("steps as sfc32 does, written plainly with big integers", () => {
    const rng = new Rng(2024, 1, false);
    rng.seek(3, 1000, 17);
    const word = (x: bigint) => BigInt.asUintN(32, x);
    const fields = rng as unknown as Record<"a" | "b" | "c" | "counter", number>;
    let [a, b, c, counter] = [fields.a, fields.b, fields.c, fields.counter].map((x) => word(BigInt(x)));
    const step = () => {
      const out = word(a + b + counter);
      counter = word(counter + 1n);
      a = b ^ (b >> 9n);
      b = word(c + (c << 3n));
      c = word(((c << 21n) | (c >> 11n)) + out);
      return out;
    };
    for (let i = 0; i < 1000; i++) {
      const high = step() >> 5n;
      const low = step() >> 6n;
      expect(rng.next()).toBe(Number(high * 67108864n + low) / 2 ** 53);
    }
  });

  it("gives these numbers for ever", () => {
    const rng = new Rng(20231218, 41, false);
    expect([rng.next(), rng.next()]).toEqual([0.38521746514219957, 0.15388639330426745]);
    rng.seek(5, 2191, 12);
    expect([rng.next(), rng.next()]).toEqual([0.14218562259273138, 0.19202966351491224]);
  });

  it("stays in [0, 1) with mean ½ over one stream", () => {
    const rng = new Rng(1, 0, false);
    expectUniformAndIndependent(Float64Array.from({ length: draws }, () => rng.next()));
  });

  for (const [axis, at] of Object.entries(axes)) {
    it(`first and second draws are uniform and uncorrelated over ${axis}`, () => {
      const first = new Float64Array(draws);
      const second = new Float64Array(draws);
      for (let i = 0; i < draws; i++) {
        const rng = at(i);
        first[i] = rng.next();
        second[i] = rng.next();
      }
      expectUniformAndIndependent(first);
      expectUniformAndIndependent(second);
      expect(Math.abs(pairZ(first, second, 0))).toBeLessThan(4.5);
    });
  }

  it("draws on one stream do not disturb another", () => {
    const alone = new Rng(9, 5, false);
    alone.seek(2, 10, 1);
    const expected = [alone.next(), alone.next()];
    const busy = new Rng(9, 5, false);
    for (let i = 0; i < 100; i++) busy.next();
    busy.seek(1, 10, 1);
    busy.next();
    busy.seek(2, 10, 1);
    expect([busy.next(), busy.next()]).toEqual(expected);
  });

  it("different addresses, runs and seeds (above 2^32 too) give different numbers", () => {
    const seen = new Set<number>();
    for (const seed of [0, 1, 2 ** 32, 2 ** 32 + 1, -1]) {
      for (const run of [0, 1, 2 ** 40, -1]) {
        const rng = new Rng(seed, run, false);
        for (let address = 0; address < 343; address++) {
          rng.seek(address % 7, Math.floor(address / 7) % 7, Math.floor(address / 49));
          seen.add(rng.next());
        }
      }
    }
    expect(seen.size).toBe(5 * 4 * 343);
  });

  it.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY, 2 ** 60])("refuses %d as seed or run", (value) => {
    expect(() => new Rng(value, 0, false)).toThrow(`seed must be a whole number, got ${value}`);
    expect(() => new Rng(0, value, false)).toThrow(`run must be a whole number, got ${value}`);
  });
});
