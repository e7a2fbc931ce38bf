import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Known } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import type { Rng } from "../../engine/rng.ts";
import { type Nationality, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { columns } from "../../model/observables.ts";
import { standardNormal } from "../prior.ts";
import { atOnce, darienLags, encounterLags, type Lags } from "./lags.ts";
import {
  encountersByNationality,
  encountersBySector,
  logObserved,
  logSimulated,
  logVariance,
  type ObservedSeries,
  upstream,
} from "./observation-model.ts";

/**
 * The latent paths that fit the history under given parameters: Gauss–Newton steps towards the maximum a posteriori path under a
 * random-walk prior, z(m) − z(m−1) ~ N(step(m), σ²), with log counts observed after known lags. What the simulator does to a change of
 * departures is approximated by the lags alone; the fixed point does not depend on that much.
 */

/** People who cross in a month chose their city about half a month before. */
const choiceLags: Lags = [0.5, 0.5, 0, 0];

const throughDarien: readonly Nationality[] = ["Haiti", "Venezuela", "Colombia", "Ecuador"];
const throughHonduras: readonly Nationality[] = ["Cuba", "Haiti", "Other"];

/** Standard deviations of a month's change of the latent paths (log), and of their level in the first month. */
export interface PathPrior {
  readonly departureStep: Readonly<Record<Nationality, number>>;
  readonly attractivenessStep: number;
  readonly level: number;
}

/**
 * Venezuelans, Haitians and Cubans come in waves that counts at the Darién and in Honduras show too: they fell sixtyfold within a month, and
 * rose tenfold within three.
 */
export const pathPrior: PathPrior = {
  departureStep: {
    Mexico: 0.15,
    Guatemala: 0.2,
    Honduras: 0.2,
    "El Salvador": 0.2,
    Nicaragua: 0.3,
    Cuba: 0.4,
    Haiti: 0.6,
    Venezuela: 0.9,
    Colombia: 0.3,
    Ecuador: 0.25,
    Other: 0.2,
  },
  attractivenessStep: 0.15,
  level: 3,
};

interface Evidence {
  readonly observed: ObservedSeries;
  readonly lags: Lags;
  /** Whether the series counts an unknown, constant part of the simulated people. */
  readonly ownFactor: boolean;
}

function evidenceOn(known: Known, n: number): Evidence[] {
  const name = nationalities[n];
  const { darien, honduras } = upstream(known);
  return [
    { observed: encountersByNationality(known)[n], lags: encounterLags[name], ownFactor: false },
    ...(throughDarien.includes(name) ? [{ observed: darien[n], lags: darienLags, ownFactor: true }] : []),
    ...(throughHonduras.includes(name) ? [{ observed: honduras[n], lags: atOnce, ownFactor: true }] : []),
  ];
}

/** Errors of one member: what its observations are perturbed by, and what its paths' monthly changes are drawn around. Zero for a central member. */
export interface Perturbation {
  /** Standard normal, per departure path and evidence: one value per month. */
  readonly observations: readonly (readonly Float64Array[])[];
  /** Standard normal, per sector: one value per month. */
  readonly sectors: readonly Float64Array[];
  /** Log, per path (departures, then attractiveness): one value per month, the first that of the level. */
  readonly steps: readonly Float64Array[];
}

/** One path's system: prior and lags are the same for all members, so it is factorised once. */
interface PathSystem {
  readonly evidence: readonly Evidence[];
  readonly step: number;
  readonly solve: CholeskyDecomposition;
}

export interface PathSmoother {
  readonly firstMonth: number;
  readonly months: number;
  /** Perturbations of a member; `undefined` gives those of the central one, all zero. */
  perturb(rng?: Rng): Perturbation;
  /** One step from the paths under which `values` (months × columns from `firstMonth`) were simulated; `gain` is the part of it that is gone. */
  improve(paths: LatentPaths, values: Float64Array, own: Perturbation, gain: number): LatentPaths;
  /** Monthly changes of each path (departures by nationality, then attractiveness by sector), less those of the perturbation, in prior standard deviations. */
  innovations(paths: LatentPaths, own: Perturbation): Float64Array[];
}

const zeros = (months: number): Float64Array => new Float64Array(months);

/** Adds the prior's precision: first differences of sd `step`, a first value of sd `level`. */
function addPrior(system: Matrix, step: number, level: number): void {
  const precision = 1 / (step * step);
  system.set(0, 0, system.get(0, 0) + 1 / (level * level));
  for (let m = 1; m < system.rows; m++) {
    system.set(m, m, system.get(m, m) + precision);
    system.set(m - 1, m - 1, system.get(m - 1, m - 1) + precision);
    system.set(m, m - 1, system.get(m, m - 1) - precision);
    system.set(m - 1, m, system.get(m - 1, m) - precision);
  }
}

/** Minus the gradient of the prior at a path, into `right`. */
function pullOfPrior(
  path: Float64Array,
  changes: Float64Array,
  step: number,
  level: number,
  right: Float64Array,
): void {
  const precision = 1 / (step * step);
  right[0] -= (path[0] - changes[0]) / (level * level);
  for (let m = 1; m < path.length; m++) {
    const excess = (path[m] - path[m - 1] - changes[m]) * precision;
    right[m] -= excess;
    right[m - 1] += excess;
  }
}

function addLags(system: Matrix, month: number, lags: Lags, weight: number): void {
  lags.forEach((a, i) => {
    lags.forEach((b, j) => {
      const [row, column] = [Math.max(month - i, 0), Math.max(month - j, 0)];
      system.set(row, column, system.get(row, column) + weight * (a * b));
    });
  });
}

function addResidual(right: Float64Array, month: number, lags: Lags, weighted: number): void {
  lags.forEach((share, lag) => {
    right[Math.max(month - lag, 0)] += weighted * share;
  });
}

const pathOf = (all: Float64Array, width: number, k: number, months: number): Float64Array =>
  Float64Array.from({ length: months }, (_, m) => all[m * width + k]);

/** Largest log residual that counts in full: a month that the model cannot explain must not drag its neighbours. */
const largestResidual = 1.5;
const clip = (x: number): number => Math.max(Math.min(x, largestResidual), -largestResidual);

/** A smoother of the paths from `firstMonth` to the last month that is known. */
export function createPathSmoother(known: Known, firstMonth: number, prior: PathPrior = pathPrior): PathSmoother {
  const months = known.origin - firstMonth + 1;
  const bySector = encountersBySector(known);
  const hasFigure = (observed: ObservedSeries, m: number): boolean =>
    Number.isFinite(valueAt(observed.series, m + firstMonth));
  const weightOf = (observed: ObservedSeries, m: number): number =>
    1 / logVariance(observed, valueAt(observed.series, m + firstMonth));

  const departures: PathSystem[] = nationalities.map((name, n) => {
    const evidence = evidenceOn(known, n);
    const step = prior.departureStep[name];
    const system = Matrix.zeros(months, months);
    addPrior(system, step, prior.level);
    for (const { observed, lags } of evidence)
      for (let m = 0; m < months; m++) if (hasFigure(observed, m)) addLags(system, m, lags, weightOf(observed, m));
    return { evidence, step, solve: new CholeskyDecomposition(system) };
  });
  const sharePrecision = 1 / bySector[0].sd ** 2;
  const attractiveness = (() => {
    const system = Matrix.zeros(months, months);
    addPrior(system, prior.attractivenessStep, prior.level);
    for (let m = 0; m < months; m++) if (hasFigure(bySector[0], m)) addLags(system, m, choiceLags, sharePrecision);
    return new CholeskyDecomposition(system);
  })();

  const solved = (solve: CholeskyDecomposition, right: Float64Array): Float64Array =>
    Float64Array.from(solve.solve(Matrix.columnVector(right)).to1DArray());

  function improveDepartures(paths: LatentPaths, values: Float64Array, own: Perturbation, gain: number): Float64Array {
    const out = Float64Array.from(paths.departures);
    departures.forEach(({ evidence, step, solve }, n) => {
      const path = pathOf(paths.departures, nationalities.length, n, months);
      const right = zeros(months);
      pullOfPrior(path, own.steps[n], step, prior.level, right);
      evidence.forEach(({ observed, lags, ownFactor }, kind) => {
        const residual = zeros(months);
        let sum = 0;
        let total = 0;
        for (let m = 0; m < months; m++) {
          if (!hasFigure(observed, m)) continue;
          const weight = weightOf(observed, m);
          const error = own.observations[n][kind][m] / Math.sqrt(weight);
          residual[m] =
            logObserved(observed, m + firstMonth) + error - logSimulated(observed, values, m * columns.length);
          sum += weight * residual[m];
          total += weight;
        }
        const factor = ownFactor && total > 0 ? sum / total : 0;
        for (let m = 0; m < months; m++)
          if (hasFigure(observed, m)) addResidual(right, m, lags, weightOf(observed, m) * clip(residual[m] - factor));
      });
      const change = solved(solve, right);
      for (let m = 0; m < months; m++) out[m * nationalities.length + n] += gain * change[m];
    });
    return out;
  }

  function improveAttractiveness(
    paths: LatentPaths,
    values: Float64Array,
    own: Perturbation,
    gain: number,
  ): Float64Array {
    const out = Float64Array.from(paths.attractiveness);
    const share = sectorShares(bySector, values, firstMonth, months);
    for (let s = 0; s < sectors.length; s++) {
      const path = pathOf(paths.attractiveness, sectors.length, s, months);
      const right = zeros(months);
      pullOfPrior(path, own.steps[nationalities.length + s], prior.attractivenessStep, prior.level, right);
      for (let m = 0; m < months; m++)
        if (Number.isFinite(share[s][m]))
          addResidual(right, m, choiceLags, sharePrecision * clip(share[s][m] + own.sectors[s][m] * bySector[s].sd));
      const change = solved(attractiveness, right);
      for (let m = 0; m < months; m++) out[m * sectors.length + s] += gain * change[m];
    }
    return out;
  }

  return {
    firstMonth,
    months,
    perturb(rng) {
      const noise = (sd: number): Float64Array =>
        Float64Array.from({ length: months }, () => (rng ? sd * standardNormal(rng) : 0));
      const walk = (step: number): Float64Array => noise(1).map((normal, m) => normal * (m === 0 ? prior.level : step));
      return {
        observations: departures.map(({ evidence }) => evidence.map(() => noise(1))),
        steps: [...departures.map(({ step }) => walk(step)), ...sectors.map(() => walk(prior.attractivenessStep))],
        sectors: sectors.map(() => noise(1)),
      };
    },
    improve: (paths, values, own, gain) => ({
      ...paths,
      departures: improveDepartures(paths, values, own, gain),
      attractiveness: improveAttractiveness(paths, values, own, gain),
    }),
    innovations(paths, own) {
      return own.steps.map((changes, k) => {
        const n = nationalities.length;
        const path =
          k < n ? pathOf(paths.departures, n, k, months) : pathOf(paths.attractiveness, sectors.length, k - n, months);
        const step = k < n ? prior.departureStep[nationalities[k]] : prior.attractivenessStep;
        return Float64Array.from({ length: months - 1 }, (_, m) => (path[m + 1] - path[m] - changes[m + 1]) / step);
      });
    },
  };
}

/** Log of observed over simulated share of each sector, by month; NaN without figures. */
function sectorShares(
  observed: readonly ObservedSeries[],
  values: Float64Array,
  firstMonth: number,
  months: number,
): Float64Array[] {
  const out = sectors.map(() => zeros(months));
  for (let m = 0; m < months; m++) {
    const seen = observed.map((one) => Math.exp(logObserved(one, m + firstMonth)));
    const simulated = observed.map((one) => Math.exp(logSimulated(one, values, m * columns.length)));
    const total = (counts: readonly number[]): number => counts.reduce((sum, x) => sum + x, 0);
    for (let s = 0; s < sectors.length; s++)
      out[s][m] = Math.log(seen[s] / total(seen) / (simulated[s] / total(simulated)));
  }
  return out;
}
