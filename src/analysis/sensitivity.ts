import { monthIndex } from "../engine/calendar.ts";
import { Rng } from "../engine/rng.ts";
import type { Member } from "../model/member.ts";
import { columns, type ObservableName } from "../model/observables.ts";
import { isUncertain, type ParameterName, parameterRows, withRows } from "../model/parameters.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { NoRunsError, type Spread, spreadOf } from "./ensemble.ts";
import type { Posterior } from "./fit/posterior.ts";
import { type Effects, morrisDesign, morrisEffects, mostInfluential } from "./morris.ts";
import { normalQuantile } from "./normal.ts";
import { valueAtScore } from "./prior.ts";
import type { Progress, Runner, Stop } from "./runner.ts";
import { fewestSamples, type Point } from "./sampling.ts";
import { shippedPosterior } from "./shipped.ts";
import { columnsFor } from "./simulate.ts";
import { type Indices, sobolDesign, sobolIndices } from "./sobol.ts";

/** Names of the uncertain parameters, in the order of the table. */
export const uncertainNames: readonly ParameterName[] = [
  ...new Set(parameterRows.filter(isUncertain).map(({ name }) => name)),
];

/** What is asked about: one number per run. */
export interface Output {
  /** `waiting`, or `waiting/Tijuana` for one member. */
  readonly label: string;
  readonly name: ObservableName;
  readonly member: string | null;
  readonly unit: string;
  /** A flow is summed over the window; of a stock the month ends are averaged. */
  readonly kind: "flow" | "stock";
  readonly columns: readonly number[];
}

/** The output that a label means. Throws RangeError if there is none. */
export function outputOf(label: string): Output {
  const slash = label.indexOf("/");
  const name = (slash < 0 ? label : label.slice(0, slash)) as ObservableName;
  const member = slash < 0 ? null : label.slice(slash + 1);
  const which = columnsFor(name, member ?? undefined);
  const { unit, kind } = columns[which[0]];
  return { label, name, member, unit, kind, columns: which };
}

/** What to calculate. */
export interface SensitivityPlan {
  /** Its window is what outputs are summed or averaged over. */
  readonly scenario: ResolvedScenario;
  readonly outputs: readonly Output[];
  /** Uncertain parameters; the keys of one (nationalities, cities …) move together. The others stay as in the central member. */
  readonly parameters: readonly ParameterName[];
  /** Trajectories of the screening, at least 1. */
  readonly trajectories: number;
  /** Samples behind the indices, at least `fewestSamples`. */
  readonly samples: number;
  /** How many parameters have indices: those that the screening finds to matter most; 0 for a screening alone. */
  readonly top: number;
  readonly seed: number;
  /** Around whose central member is asked. Default: the one that ships. */
  readonly posterior?: Posterior;
}

export interface ParameterEffects extends Effects {
  readonly parameter: ParameterName;
}

export interface ParameterIndices extends Indices {
  readonly parameter: ParameterName;
}

/** What moves one output. */
export interface OutputSensitivity {
  readonly output: Output;
  /** In the central member. */
  readonly central: number;
  /** One per parameter of the plan. */
  readonly effects: readonly ParameterEffects[];
  /** One per parameter that was sampled; empty after a screening alone. */
  readonly indices: readonly ParameterIndices[];
  /** Over the samples, in which the sampled parameters are drawn from their priors; undefined after a screening alone. */
  readonly sampled: Spread | undefined;
}

export interface Sensitivity {
  readonly plan: SensitivityPlan;
  readonly outputs: readonly OutputSensitivity[];
  /** Those that were finished. */
  readonly trajectories: number;
  readonly samples: number;
  /** What went wrong in the runs that are missing; their trajectories and samples are left out. */
  readonly failures: readonly { readonly run: number; readonly message: string }[];
  /** True if it was stopped before its end. */
  readonly partial: boolean;
}

/** Runs that a plan needs: one of the central member, the screening, and the samples. */
export function runsOf({ parameters, trajectories, samples, top }: SensitivityPlan): {
  readonly screening: number;
  readonly sampling: number;
  readonly total: number;
} {
  const sampled = Math.min(top, parameters.length);
  const screening = trajectories * (parameters.length + 1);
  const sampling = sampled === 0 ? 0 : samples * (sampled + 2);
  return { screening, sampling, total: 1 + screening + sampling };
}

/**
 * The member at a point: each named parameter at the quantile of its prior that the point gives, held at the ends of its range; everything
 * else, latent paths too, as in the central member of the posterior.
 */
export function memberAt({ members }: Posterior, names: readonly ParameterName[], point: Point): Member {
  const rows = parameterRows.filter((row) => isUncertain(row) && names.includes(row.name));
  const moved = rows.map((row) => ({
    ...row,
    value: valueAtScore(row, normalQuantile(point[names.indexOf(row.name)])),
  }));
  return { parameters: withRows(members[0].parameters, moved), latent: members[0].latent };
}

/** One number per output from the record of a run, months × columns. */
function outputsOf(values: Float64Array, months: number, outputs: readonly Output[]): Float64Array {
  return Float64Array.from(outputs, ({ columns: which, kind }) => {
    let sum = 0;
    for (let m = 0; m < months; m++) for (const column of which) sum += values[m * columns.length + column];
    return kind === "flow" ? sum : sum / months;
  });
}

/** Streams of random numbers, one per use. */
const streams = { screening: 1, sampling: 2, resampling: 3 } as const;

function rngFor({ seed }: SensitivityPlan, stream: number): Rng {
  const rng = new Rng(seed, 0, false);
  rng.seek(stream, 0, 0);
  return rng;
}

/** Runs per job: runners keep what they prepare until the next job, about 100 kB per run. */
const runsPerJob = 64;

/** Runs of a calculation, counted through. */
class Evaluator {
  readonly failures: { run: number; message: string }[] = [];
  /** True if runs are missing because it was stopped. */
  partial = false;
  private done = 0;
  private readonly plan: SensitivityPlan;
  private readonly runner: Runner;
  private readonly onProgress: (progress: Progress) => void | Promise<void>;
  private readonly stop: Stop | undefined;

  constructor(
    plan: SensitivityPlan,
    runner: Runner,
    onProgress: (progress: Progress) => void | Promise<void>,
    stop: Stop | undefined,
  ) {
    this.plan = plan;
    this.runner = runner;
    this.onProgress = onProgress;
    this.stop = stop;
  }

  /** Outputs per point; undefined where a run failed or was not done. `total` is the number of runs up to the end of the calculation. */
  async at(
    names: readonly ParameterName[],
    points: readonly Point[],
    total: number,
  ): Promise<(Float64Array | undefined)[]> {
    const results = points.map((): Float64Array | undefined => undefined);
    for (let from = 0; from < points.length && !this.partial; from += runsPerJob) {
      await this.job(names, points, from, total, results);
    }
    this.done += points.length;
    return results;
  }

  private async job(
    names: readonly ParameterName[],
    points: readonly Point[],
    from: number,
    total: number,
    results: (Float64Array | undefined)[],
  ): Promise<void> {
    const { scenario, seed, outputs, posterior = shippedPosterior() } = this.plan;
    const months = monthIndex(scenario.window.to) - monthIndex(scenario.window.from) + 1;
    const members = points.slice(from, from + runsPerJob).map((point) => memberAt(posterior, names, point));
    const runs = members.map((_, member) => ({ run: this.done + from + member, member }));
    const batch = await this.runner.run(
      { scenarios: [scenario], members, runs, mean: true, seed },
      ({ done }) => this.onProgress({ done: this.done + from + done, total }),
      this.stop,
    );
    this.partial = batch.partial;
    this.failures.push(...batch.failures.map(({ run, message }) => ({ run, message })));
    for (const { run, values } of batch.finished) {
      const numbers = outputsOf(values, months, outputs);
      const bad = numbers.findIndex((number) => !Number.isFinite(number));
      if (bad < 0) results[run - this.done] = numbers;
      else this.failures.push({ run, message: `${outputs[bad].label} is ${numbers[bad]}` });
    }
  }
}

/** Groups of `size` points each that were finished whole, with their results. */
function wholeGroups<Group>(
  groups: readonly Group[],
  size: number,
  results: readonly (Float64Array | undefined)[],
): { readonly group: Group; readonly results: readonly Float64Array[] }[] {
  return groups.flatMap((group, g) => {
    const own = results.slice(g * size, (g + 1) * size).filter((result) => result !== undefined);
    return own.length === size ? [{ group, results: own }] : [];
  });
}

/** What was calculated of the indices: per sample, the outputs at each of its points. */
interface Sampled {
  readonly names: readonly ParameterName[];
  readonly results: readonly (readonly Float64Array[])[];
}

async function sample(plan: SensitivityPlan, names: readonly ParameterName[], evaluator: Evaluator): Promise<Sampled> {
  if (names.length === 0) return { names, results: [] };
  const design = sobolDesign(names.length, plan.samples, rngFor(plan, streams.sampling));
  const { screening } = runsOf(plan);
  const results = await evaluator.at(names, design.flat(), 1 + screening + plan.samples * (names.length + 2));
  const whole = wholeGroups(design, names.length + 2, results).map((one) => one.results);
  return { names, results: whole.length < fewestSamples ? [] : whole };
}

function indicesOf(plan: SensitivityPlan, { names, results }: Sampled, output: number): ParameterIndices[] {
  if (results.length === 0) return [];
  const values = results.map((points) => Float64Array.from(points, (numbers) => numbers[output]));
  const indices = sobolIndices(values, rngFor(plan, streams.resampling));
  return names.map((parameter, i) => ({ parameter, ...indices[i] }));
}

/** Spread of an output over the first two points of the samples, whose parameters are drawn from the priors. */
function spreadOfSamples({ results }: Sampled, output: number): Spread | undefined {
  if (results.length === 0) return undefined;
  return spreadOf(results.flatMap(([a, b]) => [a[output], b[output]]));
}

/**
 * Says which uncertain parameters move which outputs, in mean field: a screening of all (Morris), then shares of variance (Sobol') for those
 * that matter most. Parameters are taken from their priors one apart from the other, and latent paths stay as fitted, so this ranks
 * parameters and is no uncertainty of a result. Deterministic: the same plan gives the same result in every runner.
 * Throws NoRunsError if not one trajectory was finished.
 */
export async function sensitivity(
  plan: SensitivityPlan,
  runner: Runner,
  onProgress: (progress: Progress) => void | Promise<void> = () => {},
  stop?: Stop,
): Promise<Sensitivity> {
  const { parameters, outputs, trajectories, top } = plan;
  const evaluator = new Evaluator(plan, runner, onProgress, stop);
  const { total } = runsOf(plan);
  const [central] = await evaluator.at([], [new Float64Array(0)], total);
  const design = morrisDesign(parameters.length, trajectories, rngFor(plan, streams.screening));
  const results = await evaluator.at(
    parameters,
    design.flatMap(({ points }) => points),
    total,
  );
  const whole = wholeGroups(design, parameters.length + 1, results);
  if (central === undefined || whole.length === 0) throw new NoRunsError(describeFailures(evaluator));
  const effects = outputs.map((_, output) =>
    morrisEffects(
      whole.map(({ group }) => group),
      whole.map((one) => one.results.map((numbers) => numbers[output])),
    ),
  );
  const chosen = mostInfluential(effects, top).map((factor) => parameters[factor]);
  const sampled = await sample(plan, chosen, evaluator);
  return {
    plan,
    outputs: outputs.map((output, k) => ({
      output,
      central: central[k],
      effects: parameters.map((parameter, i) => ({ parameter, ...effects[k][i] })),
      indices: indicesOf(plan, sampled, k),
      sampled: spreadOfSamples(sampled, k),
    })),
    trajectories: whole.length,
    samples: sampled.results.length,
    failures: evaluator.failures,
    partial: evaluator.partial,
  };
}

function describeFailures({ failures, partial }: Evaluator): string {
  if (partial || failures.length === 0) return "stopped before the first trajectory was finished";
  const [first] = failures;
  return `no trajectory was finished, ${failures.length} of its runs failed; the first, run ${first.run}: ${first.message}`;
}
