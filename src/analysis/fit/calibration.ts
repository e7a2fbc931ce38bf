import { monthIndex } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import { sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { isUncertain, type ParameterName, type ParameterRow, parameterRows } from "../../model/parameters.ts";
import { loadScenario } from "../../scenario/load.ts";
import { edge, scoreAtValue } from "../prior.ts";
import type { Runner, Stop } from "../runner.ts";
import { pitHistogram } from "../scores.ts";
import { factors, rowsAtScores } from "./factors.ts";
import { type FitState, fitPosterior } from "./fit.ts";
import { type PathPrior, pathPrior } from "./path-smoother.ts";
import { syntheticHistory } from "./synthetic.ts";

/**
 * Simulation-based calibration (Cook, Gelman and Rubin 2006; Talts et al. 2018): truths are drawn from the prior, figures from the model under
 * each, and the fit is asked for the truths. Were it exact, a truth would have any rank among the members with equal chance, and intervals
 * would hold as many truths as they say.
 */
export interface CalibrationSettings {
  readonly sets: number;
  /** Where one more than these is a multiple of 20, intervals of 50% and 90% are whole ranks. */
  readonly members: number;
  readonly steps: number;
  readonly seed: number;
}

/** Errors of synthetic figures are what the observation model says, and the model is the world: nothing is widened. */
const inflation = 1;
/** Last month of a synthetic history: a year in which the corridor fills up, and half a year of figures that are judged. */
const until = monthIndex("2019-09");

/** Parameters that act in that window, over the steps of a route; all others are held at their true values. */
const estimatedNames: readonly ParameterName[] = [
  "departureElasticity",
  "trainAffinity",
  "searchRate",
  "exposure",
  "consularAcceptance",
  "attemptRate",
  "apprehensionRate",
  "portInterest",
];
const estimated: readonly number[] = factors.flatMap(({ name, key }, i) =>
  key === undefined && estimatedNames.includes(name) ? [i] : [],
);
/** Names of the parameters whose truth is asked for, in the order of the ranks. */
export const estimatedParameters: readonly string[] = estimated.map((i) => factors[i].name);

/** Waves as of Venezuelans would carry away half a continent within two years, and levels are not in question. */
const largestStep = 0.3;
const level = 0.3;
const prior: PathPrior = {
  ...pathPrior,
  departureStep: Object.fromEntries(
    Object.entries(pathPrior.departureStep).map(([name, step]) => [name, Math.min(step, largestStep)]),
  ) as PathPrior["departureStep"],
  level,
};

/** How many members lie below the truth: of each estimated parameter, and how often each number of them in the months of all paths. */
export interface CalibratedSet {
  readonly parameters: readonly number[];
  readonly departures: readonly number[];
  readonly attractiveness: readonly number[];
  /** Share of the prior variance of each estimated parameter that is gone: a fit that learns nothing covers the truth as well as one that does. */
  readonly narrowed: readonly number[];
}

/** Stream of random numbers for ties. */
const ties = 21;

/** How many lie below the truth; among equals the truth has any place. */
function rankOf(truth: number, drawn: readonly number[], rng: Rng): number {
  const below = drawn.filter((value) => value < truth).length;
  const equal = drawn.filter((value) => value === truth).length;
  return below + (equal === 0 ? 0 : Math.floor(rng.next() * (equal + 1)));
}

/**
 * Where each estimated parameter stands in its range: the mean of its keys' standard scores. Of values and not of factors, because scores
 * beyond an end of the range make no other world than the end.
 */
function levelsOf(rows: readonly ParameterRow[]): number[] {
  return estimatedParameters.map((name) => {
    const scores = parameterRows.flatMap((row, i) =>
      row.name === name && isUncertain(row) ? [scoreAtValue(row, rows[i].value)] : [],
    );
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  });
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
}

function tally(truth: Float64Array, drawn: readonly Float64Array[], rng: Rng): number[] {
  const counts = new Array<number>(drawn.length + 1).fill(0);
  truth.forEach((value, i) => {
    counts[
      rankOf(
        value,
        drawn.map((one) => one[i]),
        rng,
      )
    ]++;
  });
  return counts;
}

/** Attractiveness less its mean over sectors: a common level changes nobody's choice. */
function contrasts({ attractiveness }: LatentPaths): Float64Array {
  const width = sectors.length;
  return attractiveness.map((value, i) => {
    const first = i - (i % width);
    return value - attractiveness.subarray(first, first + width).reduce((sum, x) => sum + x, 0) / width;
  });
}

/** Makes one history and fits it. Set k gives the same alone or among many. Throws as `fitPosterior` does. */
export async function calibrateOne(
  { members, steps, seed }: CalibrationSettings,
  set: number,
  runner: Runner,
  onProgress?: (progress: { readonly done: number; readonly total: number }) => void,
  stop?: Stop,
): Promise<CalibratedSet> {
  const own = seed * 10_000 + set;
  const truth = syntheticHistory(own, until, prior);
  const problem = {
    known: truth.known,
    rates: [],
    inflation,
    pathPrior: prior,
    policies: loadScenario("history"),
    held: { estimated, scores: truth.scores, rows: truth.rows },
  };
  const settings = { members, steps, seed: own, until };
  let begun: FitState | undefined;
  const onState = (state: FitState): void => {
    begun ??= state;
  };
  const hooks = { onState, ...(onProgress && { onProgress }) };
  const result = await fitPosterior(settings, runner, hooks, stop, undefined, problem);
  const fitted = result.members.slice(1);
  // the scores have not moved yet in the first state
  const before = begun!.scores.slice(1).map((scores) => levelsOf(rowsAtScores(scores, truth.rows)));
  const levels = fitted.map(({ rows }) => levelsOf(rows));
  const paths = fitted.map(({ latent }) => latent);
  const rng = new Rng(own, 0, false);
  rng.seek(ties, 0, 0);
  return {
    parameters: levelsOf(truth.rows).map((level, i) =>
      rankOf(
        level,
        levels.map((one) => one[i]),
        rng,
      ),
    ),
    departures: tally(
      truth.latent.departures,
      paths.map(({ departures }) => departures),
      rng,
    ),
    attractiveness: tally(contrasts(truth.latent), paths.map(contrasts), rng),
    narrowed: estimatedParameters.map((_, i) => {
      const gone = 1 - varianceOf(levels.map((one) => one[i])) / varianceOf(before.map((one) => one[i]));
      return Number(gone.toFixed(3));
    }),
  };
}

/** Shares of the truths inside the 50% and the 90% interval, and over the tenths of ranks from lowest to highest. */
export interface Calibration {
  readonly truths: number;
  readonly coverage50: number;
  readonly coverage90: number;
  readonly histogram: readonly number[];
}

/** Of some ranks among so many members. The interval of a share p leaves out (1 − p)/2 of the ranks on either side, in whole ranks. */
export function calibrationOf(ranks: readonly number[], members: number): Calibration {
  const inside = (share: number): number => {
    const beyond = Math.round(((1 - share) / 2) * (members + 1));
    return ranks.filter((rank) => rank >= beyond && rank <= members - beyond).length / ranks.length;
  };
  return {
    truths: ranks.length,
    coverage50: inside(0.5),
    coverage90: inside(0.9),
    histogram: pitHistogram(ranks.map((rank) => (rank + 0.5) / (members + 1))),
  };
}

/** What many sets say. */
export interface CalibrationSummary {
  readonly parameters: Calibration;
  readonly departures: Calibration;
  readonly attractiveness: Calibration;
  /** By estimated parameter. */
  readonly byParameter: readonly (Calibration & {
    readonly name: string;
    /** Share of the prior variance that is gone, on average. */
    readonly narrowed: number;
  })[];
  /** Half the width of the 90% interval of the parameters' coverage of 90%, from how it differs between sets. */
  readonly error: number;
}

const ranksIn = (counts: readonly number[]): number[] =>
  counts.flatMap((count, rank) => new Array<number>(count).fill(rank));

/** Sums up finished sets; two or more. */
export function summarizeCalibration(sets: readonly CalibratedSet[], members: number): CalibrationSummary {
  const shares = sets.map(({ parameters }) => calibrationOf(parameters, members).coverage90);
  const mean = shares.reduce((sum, x) => sum + x, 0) / shares.length;
  const variance = shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (shares.length - 1);
  const all = (of: (set: CalibratedSet) => readonly number[]): Calibration => calibrationOf(sets.flatMap(of), members);
  return {
    parameters: all((set) => set.parameters),
    departures: all((set) => ranksIn(set.departures)),
    attractiveness: all((set) => ranksIn(set.attractiveness)),
    byParameter: estimatedParameters.map((name, i) => ({
      name,
      ...all((set) => [set.parameters[i]]),
      narrowed: sets.reduce((sum, set) => sum + set.narrowed[i] / sets.length, 0),
    })),
    error: edge * Math.sqrt(variance / shares.length),
  };
}
