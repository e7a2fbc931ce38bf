import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Known } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import type { Rng } from "../../engine/rng.ts";
import { type Nationality, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { columns } from "../../model/observables.ts";
import { standardNormal } from "../prior.ts";
import { atOnce, darienLags, encounterLags, interceptionLags, type Lags } from "./lags.ts";
import {
  encountersByNationality,
  encountersBySector,
  interceptionsByNationality,
  logObserved,
  logSimulated,
  logVariance,
  type ObservedSeries,
  upstream,
} from "./observation-model.ts";

/**
 * The latent paths that fit the history under given parameters: Gauss–Newton steps towards the maximum a posteriori path under a
 * random-walk prior, z(m) − z(m−1) ~ N(step(m), σ²). How a count answers to the departures of its month and the months around it is
 * measured: every eighth month of a path is raised a little, and the history simulated again. Lags differ from year to year (Venezuelans
 * came by air until 2022 and on foot since), and with lags that are wrong the paths swing from month to month without end.
 */

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
  /** What is assumed of the way, where it is not measured. */
  readonly lags: (month: number) => Lags;
  /** Whether the series counts an unknown, constant part of the simulated people. */
  readonly ownFactor: boolean;
  /** Errors from which on a residual pulls no harder (Huber 1964). */
  readonly robust: number;
}

/** How counts on the way, which come before encounters, speak of departures. */
export interface OnTheWay {
  /** Whether interceptions do, beside entries into Panama and Honduras. */
  readonly interceptions: boolean;
  /** Errors from which on they pull no harder. */
  readonly robust: number;
}

/**
 * In a history they tell when people set out, and less surely how many: where they contradict encounters month after month, the model's chances of
 * being counted are wrong, and departures must not make up for it.
 */
const inHistory: OnTheWay = { interceptions: true, robust: 1.5 };
/**
 * At an origin, where the encounters of those who set out last have yet to come, entries are the only news of them and count in full; nothing
 * would hold against what is wrong with the chances of interception, so these do not count.
 */
export const atOrigin: OnTheWay = { interceptions: false, robust: Number.POSITIVE_INFINITY };

function evidenceOn(known: Known, n: number, { interceptions, robust }: OnTheWay): Evidence[] {
  const name = nationalities[n];
  const { darien, honduras } = upstream(known);
  return [
    {
      observed: encountersByNationality(known)[n],
      lags: (month) => encounterLags(name, month),
      ownFactor: false,
      robust: Number.POSITIVE_INFINITY,
    },
    ...interceptionsByNationality(known)
      .filter(({ nationality }) => interceptions && nationality === name)
      .map(
        (observed): Evidence => ({
          observed,
          lags: () => interceptionLags(name),
          ownFactor: false,
          robust,
        }),
      ),
    ...(throughDarien.includes(name) ? [{ observed: darien[n], lags: () => darienLags, ownFactor: true, robust }] : []),
    ...(throughHonduras.includes(name) ? [{ observed: honduras[n], lags: () => atOnce, ownFactor: true, robust }] : []),
  ];
}

/**
 * Months of setting out that a count is taken to answer to, from `first` (paths are linear between mid-months, so that the next month's value
 * counts too) to those who were long on the way.
 */
const lagRange = { first: -1, count: 8 } as const;
/** People who cross in a month chose their city about half a month before: slopes on attractiveness of next month, this one, the last … */
const choiceSlopes = Float64Array.of(0, 0.5, 0.5, 0, 0, 0, 0, 0);
/** Copies of the paths in which, between them, every month is raised once. */
export const pulseCount = lagRange.count;
/** Of the months in that range, those that count for most of an answer. */
const answering = 5;
/** Rise of log departures in a pulse: small against the curvature of what follows, large against people in hundredths. */
const pulse = 0.2;
/** Largest change of a log path in one round: the measured answer holds nearby only. */
const largestChange = 1;

/** How log counts answer to log departures, measured at some paths. */
export interface PathResponse {
  /** Departures at which it was measured, months × nationalities. */
  readonly at: Float64Array;
  /** By nationality and evidence: months × lags, d log count(m) / d z(m − lag). */
  readonly slopes: readonly (readonly Float64Array[])[];
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

/** What observes one path of departures, and the standard deviation of its monthly change. */
interface PathSystem {
  readonly evidence: readonly Evidence[];
  readonly step: number;
}

export interface PathSmoother {
  readonly firstMonth: number;
  readonly months: number;
  /** Perturbations of a member; `undefined` gives those of the central one, all zero. */
  perturb(rng?: Rng): Perturbation;
  /** Copies of the paths with some months raised, to be simulated for `response`. */
  pulses(paths: LatentPaths): LatentPaths[];
  /** What the pulses of `paths` changed; records are months × columns from `firstMonth`. */
  response(paths: LatentPaths, values: Float64Array, pulsed: readonly Float64Array[]): PathResponse;
  /** What known lags say of the response at some paths: a guess that costs no simulation. */
  responseOfLags(paths: LatentPaths): PathResponse;
  /**
   * One step from the paths under which `values` were simulated; `gain` is the part of it that is gone. The response may have been measured
   * at other paths.
   */
  improve(
    paths: LatentPaths,
    values: Float64Array,
    own: Perturbation,
    response: PathResponse,
    gain: number,
  ): LatentPaths;
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

/** Knot that stands at a place among the slopes of a month; ends stand for what lies beyond. */
const knotAt = (month: number, place: number, months: number): number =>
  Math.max(Math.min(month - lagRange.first - place, months - 1), 0);

function addSlopes(system: Matrix, month: number, slopes: Float64Array, weight: number): void {
  for (let i = 0; i < slopes.length; i++) {
    const row = knotAt(month, i, system.rows);
    for (let j = 0; j < slopes.length; j++) {
      const column = knotAt(month, j, system.rows);
      system.set(row, column, system.get(row, column) + weight * (slopes[i] * slopes[j]));
    }
  }
}

function addResidual(right: Float64Array, month: number, slopes: Float64Array, weighted: number): void {
  for (let i = 0; i < slopes.length; i++) right[knotAt(month, i, right.length)] += weighted * slopes[i];
}

const pathOf = (all: Float64Array, width: number, k: number, months: number): Float64Array =>
  Float64Array.from({ length: months }, (_, m) => all[m * width + k]);

/** Largest log residual that counts in full: a month that the model cannot explain must not drag its neighbours. */
const largestResidual = 1.5;
const clip = (x: number, most = largestResidual): number => Math.max(Math.min(x, most), -most);

/** Which pulse raises a value of the departures; nationalities take turns, so that one's pulses are not another's. */
function phaseOf(index: number): number {
  const n = index % nationalities.length;
  return ((index - n) / nationalities.length + n) % lagRange.count;
}

/**
 * Months × lags: how a log count answers to its nationality's departures. Each pulse raises other nationalities too, in other months, which
 * moves every count a little through queues, custody and prices. That is taken to be what the months with the least answer show, and taken
 * off. What remains are shares: twice as many who set out are twice as many who are counted.
 */
function measuredSlopes(
  observed: ObservedSeries,
  n: number,
  values: Float64Array,
  pulsed: readonly Float64Array[],
  months: number,
): Float64Array {
  const out = new Float64Array(months * lagRange.count);
  for (let m = 0; m < months; m++) {
    const row = m * columns.length;
    const before = logSimulated(observed, values, row);
    const places = Array.from({ length: lagRange.count }, (_, place) => place).filter(
      (place) => m - lagRange.first - place >= 0 && m - lagRange.first - place < months,
    );
    const changes = places.map((place) => {
      const knot = m - lagRange.first - place;
      return logSimulated(observed, pulsed[phaseOf(knot * nationalities.length + n)], row) - before;
    });
    const least = changes.toSorted((a, b) => a - b).slice(0, Math.max(changes.length - answering, 0));
    const common = least.length === 0 ? 0 : least.reduce((sum, x) => sum + x, 0) / least.length;
    const own = changes.map((change) => Math.max(change - common, 0));
    const total = own.reduce((sum, x) => sum + x, 0);
    if (total === 0) continue;
    const counted = 1 - observed.offset * Math.exp(-before);
    places.forEach((place, i) => {
      out[m * lagRange.count + place] = (counted * own[i]) / total;
    });
  }
  return out;
}

/** Months × lags: what lags say. */
function slopesOfLags(lags: (month: number) => Lags, firstMonth: number, months: number): Float64Array {
  const out = new Float64Array(months * lagRange.count);
  for (let m = 0; m < months; m++) out.set(lags(m + firstMonth), m * lagRange.count - lagRange.first);
  return out;
}

/**
 * Slopes of one month's log count at a path, from those measured at another: a slope is the share of those counted who set out then, and
 * shares grow with the departures.
 */
function slopesAt(measured: Float64Array, month: number, path: Float64Array, at: Float64Array): Float64Array {
  const slopes = measured.slice(month * lagRange.count, (month + 1) * lagRange.count);
  let before = 0;
  let after = 0;
  const moved = slopes.map((slope, place) => {
    const knot = knotAt(month, place, path.length);
    const now = slope * Math.exp(path[knot] - at[knot]);
    before += Math.abs(slope);
    after += Math.abs(now);
    return now;
  });
  return after > 0 ? moved.map((slope) => (slope * before) / after) : slopes;
}

/** A smoother of the paths from `firstMonth` to the last month that is known. */
export function createPathSmoother(
  known: Known,
  firstMonth: number,
  prior: PathPrior = pathPrior,
  onTheWay: OnTheWay = inHistory,
): PathSmoother {
  const months = known.origin - firstMonth + 1;
  const bySector = encountersBySector(known);
  const hasFigure = (observed: ObservedSeries, m: number): boolean =>
    Number.isFinite(valueAt(observed.series, m + firstMonth));
  const weightOf = (observed: ObservedSeries, m: number): number =>
    1 / logVariance(observed, valueAt(observed.series, m + firstMonth));

  const departures: PathSystem[] = nationalities.map((name, n) => ({
    evidence: evidenceOn(known, n, onTheWay),
    step: prior.departureStep[name],
  }));
  const sharePrecision = 1 / bySector[0].sd ** 2;
  const attractiveness = (() => {
    const system = Matrix.zeros(months, months);
    addPrior(system, prior.attractivenessStep, prior.level);
    for (let m = 0; m < months; m++) if (hasFigure(bySector[0], m)) addSlopes(system, m, choiceSlopes, sharePrecision);
    return new CholeskyDecomposition(system);
  })();

  const solved = (solve: CholeskyDecomposition, right: Float64Array): Float64Array =>
    Float64Array.from(solve.solve(Matrix.columnVector(right)).to1DArray());

  /** Log of observed, perturbed, over simulated counts by month, less the series' own factor; NaN without a figure. */
  function residualsOf({ observed, ownFactor }: Evidence, values: Float64Array, errors: Float64Array): Float64Array {
    const out = zeros(months).fill(Number.NaN);
    let sum = 0;
    let total = 0;
    for (let m = 0; m < months; m++) {
      if (!hasFigure(observed, m)) continue;
      const weight = weightOf(observed, m);
      out[m] =
        logObserved(observed, m + firstMonth) +
        errors[m] / Math.sqrt(weight) -
        logSimulated(observed, values, m * columns.length);
      sum += weight * out[m];
      total += weight;
    }
    const factor = ownFactor && total > 0 ? sum / total : 0;
    return out.map((residual) => residual - factor);
  }

  function improveDepartures(
    paths: LatentPaths,
    values: Float64Array,
    own: Perturbation,
    response: PathResponse,
    gain: number,
  ): Float64Array {
    const out = Float64Array.from(paths.departures);
    departures.forEach(({ evidence, step }, n) => {
      const path = pathOf(paths.departures, nationalities.length, n, months);
      const measuredAt = pathOf(response.at, nationalities.length, n, months);
      const right = zeros(months);
      const system = Matrix.zeros(months, months);
      addPrior(system, step, prior.level);
      pullOfPrior(path, own.steps[n], step, prior.level, right);
      evidence.forEach((one, kind) => {
        const residuals = residualsOf(one, values, own.observations[n][kind]);
        for (let m = 0; m < months; m++) {
          if (Number.isNaN(residuals[m])) continue;
          const slopes = slopesAt(response.slopes[n][kind], m, path, measuredAt);
          const weight = weightOf(one.observed, m);
          addSlopes(system, m, slopes, weight);
          const most = Math.min(one.robust / Math.sqrt(weight), largestResidual);
          addResidual(right, m, slopes, weight * clip(residuals[m], most));
        }
      });
      const change = solved(new CholeskyDecomposition(system), right);
      for (let m = 0; m < months; m++)
        out[m * nationalities.length + n] += gain * Math.max(Math.min(change[m], largestChange), -largestChange);
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
          addResidual(right, m, choiceSlopes, sharePrecision * clip(share[s][m] + own.sectors[s][m] * bySector[s].sd));
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
    pulses: (paths) =>
      Array.from({ length: pulseCount }, (_, phase) => ({
        ...paths,
        departures: paths.departures.map((z, i) => z + (phaseOf(i) === phase ? pulse : 0)),
      })),
    response: (paths, values, pulsed) => ({
      at: paths.departures,
      slopes: departures.map(({ evidence }, n) =>
        evidence.map(({ observed }) => measuredSlopes(observed, n, values, pulsed, months)),
      ),
    }),
    responseOfLags: (paths) => ({
      at: paths.departures,
      slopes: departures.map(({ evidence }) => evidence.map(({ lags }) => slopesOfLags(lags, firstMonth, months))),
    }),
    improve: (paths, values, own, response, gain) => ({
      ...paths,
      departures: improveDepartures(paths, values, own, response, gain),
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
