import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomial, hypergeometric, multinomial, negativeBinomial, poisson } from "./distributions.ts";
import { Rng } from "./rng.ts";

const draws = 400_000;
const zLimit = 4.5;

/** Exact chances of the whole numbers first, first + 1, … The chance of any other number is below 1e-25. */
interface Exact {
  readonly first: number;
  readonly chances: Float64Array;
}

/**
 * Builds chances from ratio(k) = f(k + 1) / f(k), outwards from a number near the mode, normalised to 1. Uses no logarithm of a factorial,
 * hence nothing that the draws use.
 */
function fromRatios(mode: number, lowest: number, highest: number, ratio: (k: number) => number): Exact {
  const below: number[] = [];
  const above: number[] = [1];
  for (let k = mode, chance = 1; k > lowest && chance > 1e-25; k--) {
    chance /= ratio(k - 1);
    below.push(chance);
  }
  for (let k = mode, chance = 1; k < highest && chance > 1e-25; k++) {
    chance *= ratio(k);
    above.push(chance);
  }
  const weights = Float64Array.from([...below.reverse(), ...above]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first: mode - below.length, chances: weights.map((weight) => weight / total) };
}

function exactBinomial(n: number, p: number): Exact {
  const odds = p / (1 - p);
  return fromRatios(Math.floor((n + 1) * p), 0, n, (k) => ((n - k) / (k + 1)) * odds);
}

function exactPoisson(mean: number): Exact {
  return fromRatios(Math.floor(mean), 0, Infinity, (k) => mean / (k + 1));
}

function exactNegativeBinomial(mean: number, size: number): Exact {
  const mode = size > 1 ? Math.floor((mean * (size - 1)) / size) : 0;
  return fromRatios(mode, 0, Infinity, (k) => (((k + size) / (k + 1)) * mean) / (mean + size));
}

function exactHypergeometric(successes: number, failures: number, taken: number): Exact {
  const mode = Math.floor(((taken + 1) * (successes + 1)) / (successes + failures + 2));
  return fromRatios(
    mode,
    Math.max(0, taken - failures),
    Math.min(taken, successes),
    (k) => ((successes - k) / (k + 1)) * ((taken - k) / (failures - taken + k + 1)),
  );
}

/** Distance of a chi-square statistic from its expectation in standard normal terms (Wilson & Hilferty 1931). */
function chiSquareZ(statistic: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - spread)) / Math.sqrt(spread);
}

/** z of the fit of counts to chances, with neighbours merged until each cell expects at least `least`; 0 when one cell is left. */
function fitZ(counts: Float64Array, chances: Float64Array, least: number): number {
  const cells: { count: number; expected: number }[] = [];
  let open = { count: 0, expected: 0 };
  for (let i = 0; i < counts.length; i++) {
    open.count += counts[i];
    open.expected += draws * chances[i];
    if (open.expected >= least) {
      cells.push(open);
      open = { count: 0, expected: 0 };
    }
  }
  const last = cells[cells.length - 1];
  last.count += open.count;
  last.expected += open.expected;
  if (cells.length === 1) return 0;
  const statistic = cells.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquareZ(statistic, cells.length - 1);
}

interface Verdict {
  /** Draws that the exact distribution cannot give. */
  readonly impossible: number;
  readonly fine: number;
  readonly coarse: number;
  readonly mean: number;
  readonly variance: number;
}

/** z-scores of many draws against the exact distribution. Moments are left out (0) where too few draws differ from the mode. */
function judge(exact: Exact, draw: () => number): Verdict {
  const { first, chances } = exact;
  const counts = new Float64Array(chances.length);
  let impossible = 0;
  for (let i = 0; i < draws; i++) {
    const index = draw() - first;
    if (index in counts) counts[index]++;
    else impossible++;
  }
  const moment = (weights: Float64Array, center: number, power: number) =>
    weights.reduce((sum, weight, i) => sum + weight * (i - center) ** power, 0);
  const mean = moment(chances, 0, 1);
  const variance = moment(chances, mean, 2);
  const fourth = moment(chances, mean, 4);
  const spreadOfSquares = fourth - variance ** 2;
  const shares = counts.map((count) => count / draws);
  const enough = draws * (1 - chances.reduce((most, chance) => Math.max(most, chance), 0)) > 1000;
  return {
    impossible,
    fine: fitZ(counts, chances, 10),
    coarse: fitZ(counts, chances, draws / 50),
    mean: enough ? (moment(shares, 0, 1) - mean) / Math.sqrt(variance / draws) : 0,
    // A symmetric distribution on two numbers has the same square everywhere.
    variance:
      enough && spreadOfSquares > 1e-9 * fourth
        ? (moment(shares, mean, 2) - variance) / Math.sqrt(spreadOfSquares / draws)
        : 0,
  };
}

function expectExact(exact: Exact, draw: () => number): void {
  const verdict = judge(exact, draw);
  for (const [name, z] of Object.entries(verdict)) expect(Math.abs(z), `${name}: z = ${z}`).toBeLessThan(zLimit);
  expect(verdict.impossible).toBe(0);
}

describe("the judge", () => {
  const exact = exactBinomial(50, 0.2);
  const rng = new Rng(11, 0, false);

  it("knows the chances of a small binomial", () => {
    const { first, chances } = exactBinomial(4, 0.25);
    expect(first).toBe(0);
    [81, 108, 54, 12, 1].forEach((ways, k) => {
      expect(chances[k]).toBeCloseTo(ways / 256, 14);
    });
  });

  it("catches a Binomial(50, 0.2) whose mean is 10.5", () => {
    const verdict = judge(exact, () => Math.min(50, binomial(rng, 50, 0.2) + (rng.next() < 0.5 ? 1 : 0)));
    expect(verdict.mean).toBeGreaterThan(50);
    expect(verdict.fine).toBeGreaterThan(50);
  });

  it("catches a normal approximation", () => {
    const gauss = () => Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
    const verdict = judge(exact, () => Math.max(0, Math.round(10 + Math.sqrt(8) * gauss())));
    expect(verdict.fine).toBeGreaterThan(10);
  });

  it("catches a chance that is wrong by 1 in 200", () => {
    expect(judge(exact, () => binomial(rng, 50, 0.201)).mean).toBeGreaterThan(zLimit);
  });
});

describe("binomial", () => {
  const regimes: [number, number][] = [
    [1, 0.3],
    [2, 0.5],
    [7, 0.9],
    [10, 0.01],
    [19, 0.5],
    [20, 0.5],
    [21, 0.5],
    [20, 0.4999],
    [20, 0.5001],
    [40, 0.25],
    [50, 0.2],
    [50, 0.8],
    [49, 0.2],
    [51, 0.2],
    [64, 0.15],
    [65, 0.15],
    [64, 1e-3],
    [99, 0.1],
    [101, 0.1],
    [999, 0.01],
    [1001, 0.01],
    [1000, 0.3],
    [1000, 0.5],
    [1000, 0.97],
    [5000, 1e-4],
    [1e5, 9.99e-5],
    [1e5, 1.001e-4],
    [1e6, 0.05],
    [1e7, 1e-9],
    [1e7, 1e-7],
    [1e7, 9.999e-7],
    [1e7, 1e-6],
    [1e7, 1.0001e-6],
    [1e7, 1e-4],
    [1e7, 0.3],
    [1e7, 0.5],
    [1e7, 0.7],
    [1e7, 0.999999],
    [1e7, 1 - 1e-9],
    [1e3, 1e-9],
    [1e9, 1e-9],
    [1e9, 1e-8],
    [1e9, 0.4],
    [1e9, 1 - 1e-9],
  ];
  it.each(regimes)("is exact for n = %d, p = %d", (n, p) => {
    const rng = new Rng(1, n, false);
    expectExact(exactBinomial(n, p), () => binomial(rng, n, p));
  });

  it("is exact over many streams of one draw each", () => {
    const rng = new Rng(2, 0, false);
    let day = 0;
    expectExact(exactBinomial(12, 0.3), () => {
      rng.seek(1, day++, 0);
      return binomial(rng, 12, 0.3);
    });
  });

  it("lies between 0 and n and mirrors when p does", () => {
    const anyChance = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: -12, max: 0, noNaN: true }).map((exponent) => 10 ** exponent),
    );
    const anyCount = fc.oneof(fc.nat(30), fc.nat(1e9));
    fc.assert(
      fc.property(fc.integer(), anyCount, anyChance, (seed, n, p) => {
        const drawn = binomial(new Rng(seed, 0, false), n, p);
        return Number.isInteger(drawn) && drawn >= 0 && drawn <= n;
      }),
      { seed: 1, numRuns: 3000 },
    );
    const mirrored = (p: number) => binomial(new Rng(5, 0, false), 1000, p);
    expect(mirrored(0.25) + mirrored(0.75)).toBe(1000);
  });

  it("consumes nothing when the result is certain", () => {
    const rng = new Rng(3, 0, false);
    const untouched = new Rng(3, 0, false);
    expect(binomial(rng, 0, 0.5)).toBe(0);
    expect(binomial(rng, 1000, 0)).toBe(0);
    expect(binomial(rng, 1000, 1)).toBe(1000);
    expect(rng.next()).toBe(untouched.next());
  });

  it("takes a chance a hair outside [0, 1] as rounding and refuses the rest", () => {
    const rng = new Rng(3, 0, false);
    expect(binomial(rng, 10, 1 + 1e-13)).toBe(10);
    expect(binomial(rng, 10, -1e-13)).toBe(0);
    for (const p of [1 + 1e-11, -1e-11, 2, Number.NaN, Infinity]) {
      expect(() => binomial(rng, 10, p)).toThrow(`p of a binomial is ${p}; expected a chance from 0 to 1`);
      expect(() => binomial(rng, 0, p)).toThrow(RangeError);
    }
    for (const n of [-1, 0.5, Number.NaN, Infinity, 2 ** 60]) {
      expect(() => binomial(rng, n, 0.5)).toThrow(`n of a binomial is ${n}; expected a whole number of at least 0`);
    }
  });
});

describe("poisson", () => {
  it.each([1e-9, 1e-3, 0.1, 1, 5, 9.999, 10, 10.001, 12.5, 30, 100.3, 1e3, 12345.6, 1e5, 1e7])(
    "is exact for mean %d",
    (mean) => {
      const rng = new Rng(4, Math.floor(mean), false);
      expectExact(exactPoisson(mean), () => poisson(rng, mean));
    },
  );

  it("has the right mean and variance at 1e9", () => {
    const rng = new Rng(4, 1, false);
    const scores = Array.from({ length: draws }, () => (poisson(rng, 1e9) - 1e9) / Math.sqrt(1e9));
    const mean = scores.reduce((sum, score) => sum + score, 0) / draws;
    const variance = scores.reduce((sum, score) => sum + score * score, 0) / draws;
    expect(Math.abs(mean) * Math.sqrt(draws)).toBeLessThan(zLimit);
    expect(Math.abs(variance - 1) * Math.sqrt(draws / 2)).toBeLessThan(zLimit);
  });

  it("consumes nothing at mean 0 and refuses impossible means", () => {
    const rng = new Rng(3, 0, false);
    expect(poisson(rng, 0)).toBe(0);
    expect(rng.next()).toBe(new Rng(3, 0, false).next());
    for (const mean of [-1, Number.NaN, Infinity]) {
      expect(() => poisson(rng, mean)).toThrow(`mean of a Poisson is ${mean}`);
    }
  });
});

describe("negativeBinomial", () => {
  const regimes: [number, number][] = [
    [1e-3, 0.5],
    [0.5, 0.05],
    [3, 0.3],
    [3, 1],
    [20, 0.9],
    [20, 2.5],
    [20, 1e3],
    [20, 1e7],
    [500, 0.2],
    [500, 30],
    [1e4, 3],
    [1e5, 1e6],
  ];
  it.each(regimes)("is exact for mean %d, size %d", (mean, size) => {
    const rng = new Rng(6, Math.floor(mean), false);
    expectExact(exactNegativeBinomial(mean, size), () => negativeBinomial(rng, mean, size));
  });

  it("refuses impossible means and sizes", () => {
    const rng = new Rng(3, 0, false);
    expect(negativeBinomial(rng, 0, 2)).toBe(0);
    for (const mean of [-1, Number.NaN, Infinity]) expect(() => negativeBinomial(rng, mean, 1)).toThrow(RangeError);
    for (const size of [-1, 0, Number.NaN, Infinity]) expect(() => negativeBinomial(rng, 1, size)).toThrow(RangeError);
  });
});

describe("hypergeometric", () => {
  const regimes: [number, number, number][] = [
    [1, 1, 1],
    [3, 4, 5],
    [5, 2, 5],
    [10, 10, 10],
    [20, 20, 20],
    [21, 21, 21],
    [22, 30, 24],
    [30, 22, 40],
    [100, 1000, 50],
    [1000, 100, 50],
    [100, 1000, 109],
    [100, 1000, 111],
    [100, 1000, 900],
    [1000, 100, 1050],
    [500, 500, 500],
    [1e5, 1e6, 5e4],
    [1e7, 1e7, 3],
    [1e7, 1e7, 1e7],
    [1e7, 1e3, 1e4],
    [1e3, 1e7, 1e6],
    [20, 1e7, 5e6],
    [1e7, 3e6, 1.2e7],
    [4e8, 6e8, 2e6],
    [1e9, 50, 1e9],
  ];
  it.each(regimes)("is exact for %d successes, %d failures, %d draws", (successes, failures, taken) => {
    const rng = new Rng(8, taken, false);
    const exact = exactHypergeometric(successes, failures, taken);
    expectExact(exact, () => hypergeometric(rng, successes, failures, taken));
  });

  it("takes no more than there is of either kind", () => {
    const anyCount = fc.oneof(fc.nat(12), fc.nat(1000), fc.nat(1e9));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), anyCount, anyCount, share, (seed, successes, failures, part) => {
        const taken = Math.floor(part * (successes + failures));
        const drawn = hypergeometric(new Rng(seed, 0, false), successes, failures, taken);
        return Number.isInteger(drawn) && drawn >= Math.max(0, taken - failures) && drawn <= Math.min(taken, successes);
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  it("consumes nothing when the result is certain", () => {
    const rng = new Rng(3, 0, false);
    expect(hypergeometric(rng, 5, 7, 0)).toBe(0);
    expect(hypergeometric(rng, 5, 7, 12)).toBe(5);
    expect(hypergeometric(rng, 0, 7, 3)).toBe(0);
    expect(hypergeometric(rng, 5, 0, 3)).toBe(3);
    expect(hypergeometric(rng, 0, 0, 0)).toBe(0);
    expect(rng.next()).toBe(new Rng(3, 0, false).next());
  });

  it("refuses impossible counts", () => {
    const rng = new Rng(3, 0, false);
    expect(() => hypergeometric(rng, 5, 7, 13)).toThrow("draws of a hypergeometric is 13; expected at most 12");
    expect(() => hypergeometric(rng, -1, 7, 3)).toThrow("successes of a hypergeometric is -1");
    expect(() => hypergeometric(rng, 5, 0.5, 3)).toThrow("failures of a hypergeometric is 0.5");
    expect(() => hypergeometric(rng, 5, 7, Number.NaN)).toThrow("draws of a hypergeometric is NaN");
  });
});

describe("multinomial", () => {
  it("shares each cell as a binomial, and pairs of cells too", () => {
    const rng = new Rng(9, 0, false);
    const weights = Float64Array.of(3, 0, 1e-3, 5, 2, 0, 0);
    const out = new Float64Array(7);
    const total = 10.001;
    for (const cell of [0, 2, 3, 4]) {
      expectExact(exactBinomial(60, weights[cell] / total), () => {
        multinomial(rng, 60, weights, 7, out);
        return out[cell];
      });
    }
    expectExact(exactBinomial(60, 8 / total), () => {
      multinomial(rng, 60, weights, 7, out);
      return out[0] + out[3];
    });
  });

  it("keeps its digits when the first weight dwarfs the rest", () => {
    const rng = new Rng(10, 0, false);
    const weights = Float64Array.of(1, 3e-9, 1e-9);
    const out = new Float64Array(3);
    let second = 0;
    let third = 0;
    for (let i = 0; i < 4000; i++) {
      multinomial(rng, 1e9, weights, 3, out);
      second += out[1];
      third += out[2];
    }
    expect(Math.abs(second - 12000) / Math.sqrt(12000)).toBeLessThan(zLimit);
    expect(Math.abs(third - 4000) / Math.sqrt(4000)).toBeLessThan(zLimit);
  });

  it("sums to n exactly, in whole numbers, and gives nothing to cells of weight 0", () => {
    const anyWeight = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
    );
    const anyWeights = fc.array(anyWeight, { minLength: 1, maxLength: 12 }).filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(fc.integer(), fc.oneof(fc.nat(20), fc.nat(1e9)), anyWeights, (seed, n, list) => {
        const weights = Float64Array.from([...list, 77]);
        const out = new Float64Array(list.length + 1).fill(-5);
        multinomial(new Rng(seed, 0, false), n, weights, list.length, out);
        const cells = out.subarray(0, list.length);
        return (
          cells.reduce((sum, cell) => sum + cell, 0) === n &&
          cells.every((cell, i) => Number.isInteger(cell) && cell >= 0 && (list[i] > 0 || cell === 0)) &&
          out[list.length] === -5
        );
      }),
      { seed: 3, numRuns: 3000 },
    );
  });

  it("refuses impossible weights, and no weight at all unless there is nothing to share", () => {
    const rng = new Rng(3, 0, false);
    const out = new Float64Array(2).fill(9);
    for (const weight of [-1, Number.NaN, Infinity]) {
      expect(() => multinomial(rng, 5, Float64Array.of(1, weight), 2, out)).toThrow(RangeError);
    }
    expect(() => multinomial(rng, 5, new Float64Array(2), 2, out)).toThrow("sum of the weights of a multinomial is 0");
    expect(() => multinomial(rng, 0.5, Float64Array.of(1, 1), 2, out)).toThrow("n of a multinomial is 0.5");
    multinomial(rng, 0, new Float64Array(2), 2, out);
    expect([...out]).toEqual([0, 0]);
    out.fill(9);
    multinomial(rng, 0, Float64Array.of(1, 1), 2, out);
    expect([...out]).toEqual([0, 0]);
    expect(rng.next()).toBe(new Rng(3, 0, false).next());
  });
});

describe("mean-field mode", () => {
  const rng = new Rng(3, 0, true);

  it("returns means and takes fractional counts", () => {
    expect(binomial(rng, 10.5, 0.2)).toBeCloseTo(2.1, 14);
    expect(binomial(rng, 10.5, 1)).toBe(10.5);
    expect(poisson(rng, 0.7)).toBe(0.7);
    expect(negativeBinomial(rng, 4.2, 0.5)).toBe(4.2);
    expect(hypergeometric(rng, 2.5, 7.5, 4)).toBe(1);
    expect(hypergeometric(rng, 0, 0, 0)).toBe(0);
    const out = new Float64Array(3);
    multinomial(rng, 10, Float64Array.of(1, 0, 3), 3, out);
    expect([...out]).toEqual([2.5, 0, 7.5]);
    multinomial(rng, 0, new Float64Array(3), 3, out);
    expect([...out]).toEqual([0, 0, 0]);
  });

  it("never touches the generator", () => {
    const guarded = new Rng(3, 0, true);
    guarded.next = () => expect.fail("drew in mean-field mode");
    const out = new Float64Array(2);
    guarded.seek(1, 2, 3);
    binomial(guarded, 1000, 0.3);
    binomial(guarded, 5, 0.3);
    poisson(guarded, 3);
    poisson(guarded, 300);
    negativeBinomial(guarded, 30, 2);
    hypergeometric(guarded, 50, 60, 70);
    multinomial(guarded, 100, Float64Array.of(1, 2), 2, out);
  });

  it("bears the rounding of a subtraction, lets NaN be seen, and refuses impossible arguments", () => {
    expect(binomial(rng, -1e-10, 0.5)).toBeCloseTo(0, 9);
    expect(binomial(rng, Number.NaN, 0.5)).toBeNaN();
    expect(() => poisson(rng, -1)).toThrow(RangeError);
    expect(() => hypergeometric(rng, 1, 1, 3)).toThrow(RangeError);
    expect(() => multinomial(rng, 1, new Float64Array(2), 2, new Float64Array(2))).toThrow(RangeError);
  });
});
