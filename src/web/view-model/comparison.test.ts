import { describe, expect, it } from "vitest";
import { columns, o } from "../../model/observables.ts";
import { comparison, verdictOf } from "./comparison.ts";
import { encounters, others } from "./indicators.ts";

const months = 2;

/** A record in which encounters of one nationality, and the backlog, have these values every month. */
function record(count: number, backlog = 0): Float64Array {
  const out = new Float64Array(months * columns.length);
  for (let m = 0; m < months; m++) {
    out[m * columns.length + o.usbp] = count;
    out[m * columns.length + o.backlog] = backlog * (m + 1);
  }
  return out;
}

const backlog = others.find(({ id }) => id === "backlog")!;

describe("a comparison", () => {
  const central = [record(10, 5), record(12, 5), record(3, 9)];
  /** B is above A in four draws of five, equal in the last. */
  const draws = [1, 2, 3, 4, 5].map((k) => [record(10 * k), record(10 * k + (k < 5 ? 1 : 0)), record(k)]);

  it("sums flows and takes stocks at the end, by scenario and against the partner", () => {
    const [a, b, c] = comparison(encounters, central, [], 0);
    expect([a, b, c].map(({ total }) => total.middle)).toEqual([20, 24, 6]);
    expect([a, b, c].map(({ change }) => change.middle)).toEqual([0, 4, -14]);
    expect(comparison(backlog, central, [], 0).map(({ total }) => total.middle)).toEqual([10, 10, 18]);
  });

  it("is of the medians of the draws once there are some", () => {
    const all = comparison(encounters, central, draws, 0);
    expect(all.map(({ total }) => total.middle)).toEqual([60, 62, 6]);
    expect(all.map(({ change }) => change.middle)).toEqual([0, 2, -54]);
    expect(all[1].line.middle[0]).toBe(31);
  });

  it("counts the common draws in which a scenario is higher, however far draws are apart", () => {
    const [a, b, c] = comparison(encounters, central, draws, 0);
    expect(a.chance).toEqual({ higher: 0, lower: 0 });
    expect(b.chance).toEqual({ higher: 0.8, lower: 0 });
    expect(c.chance).toEqual({ higher: 0, lower: 1 });
    expect(b.change.high).toBe(2);
  });

  it("turns round with the partner", () => {
    const [a, b] = comparison(encounters, central, draws, 1);
    expect(a.chance).toEqual({ higher: 0, lower: 0.8 });
    expect(a.change.middle).toBe(-2);
    expect(b.change.middle).toBe(0);
  });

  it("has neither bands nor shares from a few draws", () => {
    const [, b] = comparison(encounters, central, draws.slice(1), 0);
    expect([b.line.band, b.chance, b.total.low]).toEqual([undefined, undefined, undefined]);
    expect(verdictOf(b)).toBe("unknown");
  });

  it.each([
    [1, "more"],
    [-1, "fewer"],
    [0, "equal"],
  ] as const)("says that %d in every draw is %s", (change, verdict) => {
    const same = [1, 2, 3, 4, 5].map((k) => [record(100 * k), record(100 * k + change)]);
    expect(verdictOf(comparison(encounters, same[0], same, 0)[1])).toBe(verdict);
  });

  it("is unclear where the interval holds zero", () => {
    const mixed = [-2, -1, 1, 2, 3].map((k) => [record(100), record(100 + k)]);
    expect(verdictOf(comparison(encounters, mixed[2], mixed, 0)[1])).toBe("unclear");
  });
});
