import { Matrix } from "ml-matrix";
import { type Known, knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { firstDayOfMonth, monthLabel } from "../../engine/calendar.ts";
import type { Recorder } from "../../engine/recorder.ts";
import { Rng } from "../../engine/rng.ts";
import { type Nationality, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { columns } from "../../model/observables.ts";
import { buildParameters, type ParameterRow, parameterRows } from "../../model/parameters.ts";
import { announcedBy } from "../../scenario/announced.ts";
import { loadScenario, type ResolvedScenario } from "../../scenario/load.ts";
import { drawParameterRows, standardNormal } from "../prior.ts";
import type { Job, Runner, Stop } from "../runner.ts";
import { type Block, smootherStep } from "./ensemble-smoother.ts";
import { drawScores, factors, rowsAtScores } from "./factors.ts";
import { flatPaths, latentFirstMonth } from "./flat-paths.ts";
import { logObserved, logSimulated, logVariance, type ObservedSeries, structuralSeries } from "./observation-model.ts";
import {
  createPathSmoother,
  type PathPrior,
  type PathSmoother,
  type Perturbation,
  pathPrior,
} from "./path-smoother.ts";

/**
 * The fit (`docs/model.md`, Fitting by ensemble): an ensemble of parameters drawn from the prior, each with latent paths that reproduce the
 * history under it, is moved in a few Gauss–Newton steps towards what the figures say. Every member answers to figures and prior changes
 * perturbed by errors of its own (randomised maximum likelihood, Oliver, He and Reynolds 1996), so that the ensemble spreads as the
 * posterior would, were everything linear.
 */
export interface FitSettings {
  /** Members beside the central one. More than there are factors, or sensitivities are guesses. */
  readonly members: number;
  /** Steps of the parameters. */
  readonly steps: number;
  readonly seed: number;
  /** Last month whose figures are used, since 2018-01. */
  readonly until: number;
}

/** What a fit is asked: the published figures, about everything, unless a history of known truth takes their place. */
export interface FitProblem {
  /** Figures up to `until` of the settings. */
  readonly known: Known;
  readonly pathPrior: PathPrior;
  /** What the two governments did; default `policiesKnownAt` the last month. */
  readonly policies?: ResolvedScenario;
  /** What is not in question; undefined if every factor is estimated and each member draws its other rows. */
  readonly held?: HeldParameters;
}

/** Parameters that all members share. */
export interface HeldParameters {
  /** Indices of the factors that are estimated. */
  readonly estimated: readonly number[];
  /** One score per factor; those that are estimated are not read. */
  readonly scores: readonly number[];
  /** The parameter table, for rows that no factor moves. */
  readonly rows: readonly ParameterRow[];
}

/** The problem that the published figures pose. */
export function publishedProblem(until: number): FitProblem {
  return { known: knownAt(until), pathPrior };
}

/** Rounds of the latent paths before the first step of the parameters, and after each. */
const firstRounds = 8;
const rounds = 3;
/** Part of a full step that is gone, of paths and of parameters. */
const pathGain = 0.8;
const parameterGain = 0.6;
/** Errors of what the parameters have to explain are widened by this: neighbouring months and series err together. */
const inflation = 1.5;
/** Before this month the corridor is still filling up. */
const judgedFrom = latentFirstMonth + 12;

/** Streams of random numbers of a member. */
const streams = { parameters: 1, paths: 2, errors: 3, scores: 4 } as const;

/** Where a fit stands; row 0 of all is the central member. Plain data, so that it can be written down and taken up again. */
export interface FitState {
  readonly settings: FitSettings;
  readonly step: number;
  readonly round: number;
  /** members × factors. */
  readonly scores: readonly (readonly number[])[];
  readonly departures: readonly Float64Array[];
  readonly attractiveness: readonly Float64Array[];
}

/** A member of the posterior: uncertain rows of the parameter table with its values, and its paths. */
export interface FittedMember {
  readonly rows: readonly ParameterRow[];
  readonly latent: LatentPaths;
}

/** Months of one series that are compared as one, and the error of their mean log. */
interface Comparison {
  readonly observed: ObservedSeries;
  readonly months: readonly number[];
  readonly error: number;
}

/** What stays the same during a fit. */
interface Plan {
  readonly settings: FitSettings;
  readonly scenario: ResolvedScenario;
  readonly smoother: PathSmoother;
  /** Paths to start from. */
  readonly flat: LatentPaths;
  readonly compared: readonly Comparison[];
  readonly blocks: readonly Block[];
  readonly drawn: readonly (readonly ParameterRow[])[];
  readonly perturbations: readonly Perturbation[];
  /** members × comparisons: standard normal. */
  readonly errors: readonly Float64Array[];
  readonly prior: readonly (readonly number[])[];
}

function comparisonsOf(known: Known): Comparison[] {
  return structuralSeries(known).flatMap((observed) => {
    const out: Comparison[] = [];
    for (let from = judgedFrom; from <= known.origin; from += observed.block) {
      const months = Array.from({ length: observed.block }, (_, k) => from + k).filter((m) =>
        Number.isFinite(valueAt(observed.series, m)),
      );
      if (months.length === 0) continue;
      const variance = average(months, (m) => logVariance(observed, valueAt(observed.series, m)));
      out.push({ observed, months, error: inflation * Math.sqrt(variance) });
    }
    return out;
  });
}

const average = (months: readonly number[], value: (month: number) => number): number =>
  months.reduce((sum, m) => sum + value(m), 0) / months.length;

/** A nationality's counts and path answer to what all nationalities share and to its own traits, not to those of another. */
function blocksOf(compared: readonly Comparison[], changesPerPath: number, held: HeldParameters | undefined): Block[] {
  const inQuestion = (factor: number): boolean => held === undefined || held.estimated.includes(factor);
  const owner = (i: number): Nationality | undefined =>
    i < compared.length
      ? compared[i].observed.nationality
      : nationalities[Math.floor((i - compared.length) / changesPerPath)];
  const count = compared.length + changesPerPath * (nationalities.length + sectors.length);
  const all = Array.from({ length: count }, (_, i) => i);
  const isNationality = (key: string | undefined): boolean => (nationalities as readonly string[]).includes(key ?? "");
  return [undefined, ...nationalities].map((one) => ({
    observations: all.filter((i) => owner(i) === one),
    parameters: factors.flatMap(({ key }, i) =>
      inQuestion(i) && (one === undefined || !isNationality(key) || key === one) ? [i] : [],
    ),
  }));
}

/** The history up to a month; if the record goes on after it, as it was known by then. */
function policiesKnownAt(month: number): ResolvedScenario {
  const history = loadScenario("history");
  return monthLabel(month) < history.window.to ? announcedBy(history, firstDayOfMonth(month + 1) - 1) : history;
}

function planOf(settings: FitSettings, { known, pathPrior, policies, held }: FitProblem): Plan {
  const smoother = createPathSmoother(known, latentFirstMonth, pathPrior);
  const compared = comparisonsOf(known);
  const scenario = policies ?? policiesKnownAt(settings.until);
  const rngOf = (member: number, stream: number): Rng => {
    const rng = new Rng(settings.seed, member, false);
    rng.seek(stream, 0, 0);
    return rng;
  };
  const numbers = Array.from({ length: settings.members }, (_, i) => i + 1);
  const scoresFrom = (drawn: ArrayLike<number>): number[] =>
    Array.from(drawn, (score, i) => (held === undefined || held.estimated.includes(i) ? score : held.scores[i]));
  return {
    settings,
    scenario: {
      ...scenario,
      window: { ...scenario.window, from: monthLabel(latentFirstMonth), to: monthLabel(settings.until) },
    },
    smoother,
    flat: flatPaths(known),
    compared,
    blocks: blocksOf(compared, smoother.months - 1, held),
    drawn: [
      held?.rows ?? parameterRows,
      ...numbers.map((k) => held?.rows ?? drawParameterRows(parameterRows, rngOf(k, streams.parameters))),
    ],
    perturbations: [smoother.perturb(), ...numbers.map((k) => smoother.perturb(rngOf(k, streams.paths)))],
    errors: [
      new Float64Array(compared.length),
      ...numbers.map((k) => {
        const rng = rngOf(k, streams.errors);
        return Float64Array.from(compared, () => standardNormal(rng));
      }),
    ],
    prior: [scoresFrom(factors.map(() => 0)), ...numbers.map((k) => scoresFrom(drawScores(rngOf(k, streams.scores))))],
  };
}

function startOf({ settings, flat, prior }: Plan): FitState {
  return {
    settings,
    step: 0,
    round: 0,
    scores: prior,
    departures: prior.map(() => flat.departures),
    attractiveness: prior.map(() => flat.attractiveness),
  };
}

/** Members as they stand. */
function membersOf(plan: Plan, state: FitState): FittedMember[] {
  return state.scores.map((scores, i) => ({
    rows: rowsAtScores(scores, plan.drawn[i]),
    latent: { ...plan.flat, departures: state.departures[i], attractiveness: state.attractiveness[i] },
  }));
}

/** How far a fit is, in simulations of the whole ensemble. */
function roundsOf({ steps }: FitSettings): number {
  return firstRounds + steps * (1 + rounds);
}

function doneOf({ step, round }: FitState): number {
  return step === 0 ? round : firstRounds + 1 + (step - 1) * (1 + rounds) + round;
}

/** Logs and path changes of every member in units of their errors: simulated, and observed as perturbed. */
function compare(
  plan: Plan,
  state: FitState,
  values: readonly Float64Array[],
): { simulated: Matrix; observed: Matrix } {
  const members = membersOf(plan, state);
  const row = (month: number): number => (month - latentFirstMonth) * columns.length;
  const changes = members.map(({ latent }, i) =>
    plan.smoother.innovations(latent, plan.perturbations[i]).flatMap((path) => [...path]),
  );
  const simulated = members.map((_, i) => [
    ...plan.compared.map(
      ({ observed, months, error }) => average(months, (m) => logSimulated(observed, values[i], row(m))) / error,
    ),
    ...changes[i].map((x) => x / inflation),
  ]);
  const observed = members.map((_, i) => [
    ...plan.compared.map(
      ({ observed, months, error }, k) => average(months, (m) => logObserved(observed, m)) / error + plan.errors[i][k],
    ),
    ...changes[i].map(() => 0),
  ]);
  return { simulated: new Matrix(simulated), observed: new Matrix(observed) };
}

/** The next state, given what was simulated under this one; undefined at the end. */
function advance(plan: Plan, state: FitState, values: readonly Float64Array[]): FitState | undefined {
  const lastRound = state.step === 0 ? firstRounds : rounds;
  if (state.round < lastRound) {
    const improved = membersOf(plan, state).map(({ latent }, i) =>
      plan.smoother.improve(latent, values[i], plan.perturbations[i], pathGain),
    );
    return {
      ...state,
      round: state.round + 1,
      departures: improved.map(({ departures }) => departures),
      attractiveness: improved.map(({ attractiveness }) => attractiveness),
    };
  }
  if (state.step === state.settings.steps) return undefined;
  const { simulated, observed } = compare(plan, state, values);
  const others = (matrix: Matrix): Matrix => matrix.subMatrix(1, matrix.rows - 1, 0, matrix.columns - 1);
  const moved = smootherStep(
    {
      scores: others(new Matrix(state.scores.map((one) => [...one]))),
      prior: others(new Matrix(plan.prior.map((one) => [...one]))),
      simulated: others(simulated),
      observed: others(observed),
      blocks: plan.blocks,
    },
    parameterGain,
  );
  return { ...state, step: state.step + 1, round: 0, scores: [moved.mean("column"), ...moved.to2DArray()] };
}

/** What came out: members, the central one first, their scores, and the history as the central one simulates it. */
export interface FitResult {
  readonly members: readonly FittedMember[];
  /** members × factors. */
  readonly scores: readonly (readonly number[])[];
  readonly central: Pick<Recorder, "values" | "firstMonth">;
}

/** Thrown when a fit was stopped; what it had reached was handed to `onState` before. */
export class StoppedFit extends Error {
  override name = "StoppedFit";
}

/** What a caller may want to know on the way. */
export interface FitHooks {
  /** A state to come back to, after every round. */
  readonly onState?: (state: FitState) => void;
  /** In simulated histories. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Fits, from the start or from a state of the same settings. The result depends on settings, data and model alone: neither on threads nor on
 * where it was taken up. Throws StoppedFit after a stop, Error if a simulation fails.
 */
export async function fitPosterior(
  settings: FitSettings,
  runner: Runner,
  { onState, onProgress }: FitHooks = {},
  stop?: Stop,
  from?: FitState,
  problem: FitProblem = publishedProblem(settings.until),
): Promise<FitResult> {
  const plan = planOf(settings, problem);
  const perRound = settings.members + 1;
  const total = (roundsOf(settings) + 1) * perRound;
  for (let state = from ?? startOf(plan); ; ) {
    const before = doneOf(state) * perRound;
    const values = await simulate(plan, state, runner, (done) => onProgress?.({ done: before + done, total }), stop);
    const next = advance(plan, state, values);
    if (!next) {
      const central = { values: values[0], firstMonth: latentFirstMonth };
      return { members: membersOf(plan, state), scores: state.scores, central };
    }
    state = next;
    onState?.(state);
  }
}

async function simulate(
  plan: Plan,
  state: FitState,
  runner: Runner,
  onDone: (done: number) => void,
  stop?: Stop,
): Promise<Float64Array[]> {
  const members = membersOf(plan, state).map(({ rows, latent }) => ({ parameters: buildParameters(rows), latent }));
  const job: Job = {
    scenarios: [plan.scenario],
    members,
    runs: members.map((_, run) => ({ run, member: run })),
    mean: true,
    seed: plan.settings.seed,
  };
  const { finished, failures, partial } = await runner.run(job, ({ done }) => onDone(done), stop);
  if (failures.length > 0) throw new Error(`a simulation failed: ${failures[0].message}`);
  if (partial) throw new StoppedFit("the fit was stopped");
  const values: Float64Array[] = [];
  for (const one of finished) values[one.run] = one.values;
  return values;
}
