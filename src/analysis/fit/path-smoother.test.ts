import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import { columns, o } from "../../model/observables.ts";
import { flatPaths, latentFirstMonth } from "./flat-paths.ts";
import { createPathSmoother, pathPrior } from "./path-smoother.ts";

const known = knownAt(monthIndex("2023-06"));
const smoother = createPathSmoother(known, latentFirstMonth);
const calm = smoother.perturb();

/** A record that counts exactly what was observed, times a factor; sectors too. */
function recordOf(factor: (month: number) => number): Float64Array {
  const values = new Float64Array(smoother.months * columns.length);
  const write = (column: number, m: number, value: number): void => {
    values[m * columns.length + column] = Number.isFinite(value) ? value * factor(m) : 0;
  };
  for (let m = 0; m < smoother.months; m++) {
    const month = latentFirstMonth + m;
    nationalities.forEach((_, n) => {
      write(o.usbp + n, m, valueAt(known.usbpByNationality()[n], month));
      write(o.darien + n, m, valueAt(known.darienByNationality()[n], month));
      write(o.hondurasEntries + n, m, valueAt(known.hondurasEntriesByNationality()[n], month));
    });
    sectors.forEach((_, s) => {
      write(o.usbpBySector + s, m, valueAt(known.usbpBySector()[s], month));
    });
  }
  return values;
}

const mexico = (path: Float64Array): number[] =>
  Array.from({ length: smoother.months }, (_, m) => path[m * nationalities.length]);

describe("the path smoother", () => {
  it("covers the months that are known", () => {
    expect(smoother.months).toBe(monthIndex("2023-06") - latentFirstMonth + 1);
  });

  it("leaves flat paths alone under which the history comes out as it was", () => {
    const paths = flatPaths(known);
    const better = smoother.improve(
      paths,
      recordOf(() => 1),
      calm,
      1,
    );
    for (const value of better.departures) expect(Math.abs(value)).toBeLessThan(1e-9);
    for (const value of better.attractiveness) expect(Math.abs(value)).toBeLessThan(1e-9);
  });

  it("raises departures by what is missing, and only where it is missing", () => {
    const shortFrom = monthIndex("2022-01") - latentFirstMonth;
    const better = smoother.improve(
      flatPaths(known),
      recordOf((m) => (m >= shortFrom ? 0.5 : 1)),
      calm,
      1,
    );
    const path = mexico(better.departures);
    expect(path[shortFrom + 8]).toBeCloseTo(Math.log(2), 1);
    expect(Math.abs(path[shortFrom - 8])).toBeLessThan(0.05);
  });

  it("measures changes of paths in steps of the prior", () => {
    const paths = flatPaths(known);
    const jump = Float64Array.from(paths.departures, (_, i) => (i >= 10 * nationalities.length ? 0.3 : 0));
    const changes = smoother.innovations({ ...paths, departures: jump }, calm);
    expect(changes).toHaveLength(nationalities.length + sectors.length);
    expect(changes[0][9]).toBeCloseTo(0.3 / pathPrior.departureStep.Mexico, 9);
    expect(changes[0].filter((x) => x !== 0)).toHaveLength(1);
  });

  it("perturbs every member in its own way, again and again the same", () => {
    const rng = (run: number): Rng => new Rng(5, run, false);
    expect(smoother.perturb(rng(1))).toEqual(smoother.perturb(rng(1)));
    expect(smoother.perturb(rng(1))).not.toEqual(smoother.perturb(rng(2)));
  });
});
