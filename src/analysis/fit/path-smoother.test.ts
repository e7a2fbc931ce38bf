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
const figures = {
  usbpByNationality: known.usbpByNationality(),
  interceptionsByNationality: known.interceptionsByNationality(),
  darienByNationality: known.darienByNationality(),
  hondurasEntriesByNationality: known.hondurasEntriesByNationality(),
  usbpBySector: known.usbpBySector(),
};

/** A record that counts exactly what was observed, times a factor; sectors too. */
function recordOf(factor: (month: number, nationality?: number) => number): Float64Array {
  const values = new Float64Array(smoother.months * columns.length);
  const write = (column: number, m: number, value: number, n?: number): void => {
    values[m * columns.length + column] = Number.isFinite(value) ? value * factor(m, n) : 0;
  };
  for (let m = 0; m < smoother.months; m++) {
    const month = latentFirstMonth + m;
    nationalities.forEach((_, n) => {
      write(o.usbp + n, m, valueAt(figures.usbpByNationality[n], month), n);
      write(o.interceptions + n, m, valueAt(figures.interceptionsByNationality[n], month), n);
      write(o.darien + n, m, valueAt(figures.darienByNationality[n], month), n);
      write(o.hondurasEntries + n, m, valueAt(figures.hondurasEntriesByNationality[n], month), n);
    });
    sectors.forEach((_, s) => {
      write(o.usbpBySector + s, m, valueAt(figures.usbpBySector[s], month));
    });
  }
  return values;
}

/** Everything answers to the departures of its own month alone. */
const paths = flatPaths(known);
const atOnce = smoother.response(
  paths,
  recordOf(() => 1),
  smoother
    .pulses(paths)
    .map(({ departures }) =>
      recordOf((m, n) => (n === undefined ? 1 : Math.exp(departures[m * nationalities.length + n]))),
    ),
);

const mexico = (path: Float64Array): number[] =>
  Array.from({ length: smoother.months }, (_, m) => path[m * nationalities.length]);

describe("the path smoother", () => {
  it("covers the months that are known", () => {
    expect(smoother.months).toBe(monthIndex("2023-06") - latentFirstMonth + 1);
  });

  it("leaves flat paths alone under which the history comes out as it was", () => {
    const better = smoother.improve(
      paths,
      recordOf(() => 1),
      calm,
      atOnce,
      1,
    );
    for (const value of better.departures) expect(Math.abs(value)).toBeLessThan(1e-9);
    for (const value of better.attractiveness) expect(Math.abs(value)).toBeLessThan(1e-9);
  });

  it("measures which months of setting out a count answers to", () => {
    const lagged = smoother.response(
      paths,
      recordOf(() => 1),
      smoother
        .pulses(paths)
        .map(({ departures }) =>
          recordOf((m, n) => (n === undefined || m < 2 ? 1 : Math.exp(departures[(m - 2) * nationalities.length + n]))),
        ),
    );
    const month = 40;
    const ownMonth = 1;
    const slopes = (one: typeof lagged): number[] => [...one.slopes[0][0].slice(8 * month, 8 * month + 8)];
    expect(slopes(atOnce)[ownMonth]).toBeCloseTo(1, 2);
    expect(slopes(lagged)[ownMonth + 2]).toBeCloseTo(1, 2);
    expect(slopes(lagged).reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 2);
  });

  it("takes off what pulses of other nationalities do to a count", () => {
    const crowded = smoother.response(
      paths,
      recordOf(() => 1),
      smoother
        .pulses(paths)
        .map(({ departures }) =>
          recordOf((m, n) => (n === undefined ? 1 : 1.05 * Math.exp(departures[m * nationalities.length + n]))),
        ),
    );
    const later = (one: typeof crowded): Float64Array => one.slopes[0][0].slice(8 * 8);
    later(crowded).forEach((slope, i) => {
      expect(slope).toBeCloseTo(later(atOnce)[i], 2);
    });
  });

  it("raises departures by what is missing, and only where it is missing", () => {
    const shortFrom = monthIndex("2022-01") - latentFirstMonth;
    const better = smoother.improve(
      paths,
      recordOf((m) => (m >= shortFrom ? 0.5 : 1)),
      calm,
      atOnce,
      1,
    );
    const path = mexico(better.departures);
    expect(path[shortFrom + 8]).toBeCloseTo(Math.log(2), 1);
    expect(Math.abs(path[shortFrom - 8])).toBeLessThan(0.05);
  });

  it("shifts departures to when interceptions say that people set out, but not to what encounters deny", () => {
    const honduras = nationalities.indexOf("Honduras");
    const from = monthIndex("2021-06") - latentFirstMonth;
    const pulled = (factor: number): number => {
      const values = recordOf(() => 1);
      for (let m = from; m < from + 6; m++) values[m * columns.length + o.interceptions + honduras] *= factor;
      return smoother.improve(paths, values, calm, atOnce, 1).departures[(from + 3) * nationalities.length + honduras];
    };
    expect(pulled(0.85)).toBeGreaterThan(0.01);
    expect(pulled(0.5)).toBeLessThan(0.1);
    expect(pulled(0.5)).toBeCloseTo(pulled(0.25), 9);
  });

  it("measures changes of paths in steps of the prior", () => {
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
