import { monthIndex, monthLabel } from "../engine/calendar.ts";
import type { Member } from "../model/member.ts";
import { columns } from "../model/observables.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { quantile } from "./quantile.ts";
import type { Job, Progress, RunBatch, Runner, RunSpec, Stop } from "./runner.ts";
import { shippedPosterior } from "./shipped.ts";

/** What an ensemble is made of; everything has a default. */
export interface EnsembleOptions {
  /** `stochastic`: whole people and random draws. `mean`: every draw gives its mean, one run per member. Default `stochastic`. */
  readonly mode?: "stochastic" | "mean";
  /**
   * `members`: run k uses member k modulo their number, so bands hold what is not known about the model. `process`: all runs use the first
   * member, so bands hold chance alone. Default `members`.
   */
  readonly uncertainty?: "members" | "process";
  /**
   * At least 1; default 40. Runs take the members in order, so fewer runs than members leave the later ones out. In `mean` mode no more than
   * there are members, since further runs repeat them.
   */
  readonly runs?: number;
  /** Default: the seed of the last scenario. */
  readonly seed?: number;
  /** Default: those of the posterior that ships, the central one first. */
  readonly members?: readonly Member[];
}

/** The percentiles of every band. */
export const levels = [5, 10, 25, 50, 75, 90, 95] as const;
export type Level = (typeof levels)[number];
export type Quantiles<T> = { readonly [L in Level as `p${L}`]: T };

/** Mean and percentiles over the runs of something that has one value per month. */
export interface Band {
  readonly mean: readonly number[];
  readonly quantiles: Quantiles<readonly number[]>;
}

/** Mean and percentiles over the runs of one number. */
export interface Spread {
  readonly mean: number;
  readonly quantiles: Quantiles<number>;
}

/** The finished runs of one scenario. */
export interface Ensemble {
  readonly scenario: ResolvedScenario;
  /** Months since 2018-01 of the first row. */
  readonly firstMonth: number;
  readonly months: number;
  readonly mode: "stochastic" | "mean";
  readonly uncertainty: "members" | "process";
  readonly seed: number;
  /** Which runs these are, in order. */
  readonly runs: readonly RunSpec[];
  /** Per run months × columns, row by row. */
  readonly values: readonly Float64Array[];
  /** What went wrong in the runs that are missing. */
  readonly failures: readonly { readonly run: number; readonly message: string }[];
  /** True if it was stopped before its end. */
  readonly partial: boolean;
}

const defaultRuns = 40;

function requireWhole(name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new RangeError(`${name}: ${value} was given; expected a whole number of at least ${min}`);
  }
}

/** The job that an ensemble of scenarios under common random numbers needs. Throws RangeError on a count or seed that cannot be,
 * PosteriorError if the posterior that ships belongs to something else. */
export function planJob(scenarios: readonly ResolvedScenario[], options: EnsembleOptions = {}): Job {
  const { runs = defaultRuns, mode = "stochastic", uncertainty = "members" } = options;
  const pool = options.members ?? shippedPosterior().members;
  const seed = options.seed ?? scenarios[scenarios.length - 1].seed;
  requireWhole("runs", runs, 1);
  requireWhole("seed", seed, 0);
  requireWhole("members", pool.length, 1);
  const used = uncertainty === "members" ? pool.length : 1;
  const count = mode === "mean" ? Math.min(runs, used) : runs;
  return {
    scenarios,
    members: pool.slice(0, Math.min(used, count)),
    runs: Array.from({ length: count }, (_, run) => ({ run, member: run % used })),
    mean: mode === "mean",
    seed,
  };
}

/** Thrown when not one run of an ensemble is there to report. */
export class NoRunsError extends Error {
  override name = "NoRunsError";
}

function describeFailures(batch: RunBatch): string {
  if (batch.failures.length === 0) return "stopped before the first run was finished";
  const [first] = batch.failures;
  return `no run was finished, ${batch.failures.length} failed; the first, run ${first.run}: ${first.message}`;
}

/**
 * One ensemble per scenario of the job, made of the runs that finished in all of them, so that run i of one stands beside run i of another.
 * Throws NoRunsError if there is none.
 */
export function collectEnsembles(
  job: Job,
  batch: RunBatch,
  uncertainty: Ensemble["uncertainty"] = "members",
): Ensemble[] {
  const byRun = new Map<number, Float64Array[]>();
  for (const { scenario, run, values } of batch.finished) {
    const row = byRun.get(run) ?? [];
    row[scenario] = values;
    byRun.set(run, row);
  }
  const complete = job.runs.filter(({ run }) => {
    const row = byRun.get(run);
    return row !== undefined && job.scenarios.every((_, s) => row[s] !== undefined);
  });
  if (complete.length === 0) throw new NoRunsError(describeFailures(batch));
  return job.scenarios.map((scenario, s) => {
    const firstMonth = monthIndex(scenario.window.from);
    return {
      scenario,
      firstMonth,
      months: monthIndex(scenario.window.to) - firstMonth + 1,
      mode: job.mean ? "mean" : "stochastic",
      uncertainty,
      seed: job.seed,
      runs: complete,
      values: complete.map(({ run }) => byRun.get(run)![s]),
      failures: batch.failures.filter((one) => one.scenario === s).map(({ run, message }) => ({ run, message })),
      partial: batch.partial,
    };
  });
}

/** Runs scenarios side by side. Throws RangeError on impossible options and NoRunsError if nothing came out. */
export async function runEnsembles(
  scenarios: readonly ResolvedScenario[],
  options: EnsembleOptions,
  runner: Runner,
  onProgress?: (progress: Progress) => void | Promise<void>,
  stop?: Stop,
): Promise<Ensemble[]> {
  const job = planJob(scenarios, options);
  return collectEnsembles(job, await runner.run(job, onProgress, stop), options.uncertainty);
}

/** Labels of the months, such as `2023-12`. */
export function monthLabels({ firstMonth, months }: Pick<Ensemble, "firstMonth" | "months">): string[] {
  return Array.from({ length: months }, (_, m) => monthLabel(firstMonth + m));
}

/** Per run the monthly sum of some columns. */
export function perRun(ensemble: Ensemble, which: readonly number[]): Float64Array[] {
  return ensemble.values.map((values) =>
    Float64Array.from({ length: ensemble.months }, (_, m) => {
      let sum = 0;
      for (const column of which) sum += values[m * columns.length + column];
      return sum;
    }),
  );
}

function byLevel<T>(value: (level: Level) => T): Quantiles<T> {
  return Object.fromEntries(levels.map((level) => [`p${level}`, value(level)])) as Quantiles<T>;
}

/** Mean and percentiles of one number per run. */
export function spreadOf(samples: ArrayLike<number>): Spread {
  const sorted = Float64Array.from(samples).sort();
  const mean = sorted.reduce((sum, x) => sum + x, 0) / sorted.length;
  return { mean, quantiles: byLevel((level) => quantile(sorted, level / 100)) };
}

/** Mean and percentiles, month by month, of one series per run. */
export function bandOf(series: readonly Float64Array[]): Band {
  const months = series[0].length;
  const spreads = Array.from({ length: months }, (_, m) => spreadOf(series.map((one) => one[m])));
  return {
    mean: spreads.map(({ mean }) => mean),
    quantiles: byLevel((level) => spreads.map(({ quantiles }) => quantiles[`p${level}`])),
  };
}

/** Per run one number for the whole window: the sum of a flow, the average of a stock's month ends. */
export function overWindow(series: readonly Float64Array[], kind: "flow" | "stock"): Float64Array {
  return Float64Array.from(series, (one) => {
    const sum = one.reduce((total, x) => total + x, 0);
    return kind === "flow" ? sum : sum / one.length;
  });
}

/** Per run the same up to and including each month. */
export function toDate(series: readonly Float64Array[], kind: "flow" | "stock"): Float64Array[] {
  return series.map((one) => {
    let sum = 0;
    return one.map((x, m) => {
      sum += x;
      return kind === "flow" ? sum : sum / (m + 1);
    });
  });
}
