import { Matrix } from "ml-matrix";
import { type Known, knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { firstDayOfMonth, monthLabel } from "../../engine/calendar.ts";
import type { Recorder } from "../../engine/recorder.ts";
import { Rng } from "../../engine/rng.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { columns } from "../../model/observables.ts";
import { buildParameters, type ParameterRow, type Parameters, parameterRows } from "../../model/parameters.ts";
import { announcedBy } from "../../scenario/announced.ts";
import { loadScenario, type ResolvedScenario } from "../../scenario/load.ts";
import { drawParameterRows, standardNormal } from "../prior.ts";
import type { Job, Runner, Stop } from "../runner.ts";
import { ensembleAround, type Linearised, towardsMaximum, withoutCurvature } from "./ensemble-smoother.ts";
import { drawScores, factors, rowsAtScores } from "./factors.ts";
import { flatPaths, latentFirstMonth } from "./flat-paths.ts";
import {
  logObserved,
  logSimulated,
  logSimulatedRate,
  logVariance,
  type ObservedRate,
  observedRates,
  structuralSeries,
} from "./observation-model.ts";
import {
  createPathSmoother,
  type PathPrior,
  type PathResponse,
  type PathSmoother,
  type Perturbation,
  pathPrior,
  pulseCount,
} from "./path-smoother.ts";

/**
 * The fit (`docs/model.md`, Fitting by ensemble). A central member goes in Gauss–Newton steps to the most probable parameters, its latent
 * paths reproducing the history under them at every step; how the figures answer to a parameter is read off probes, in which one score is
 * moved and the paths have settled again. Then an ensemble is drawn around it, each member with paths of its own.
 */
export interface FitSettings {
  /** Members beside the central one. */
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
  readonly rates: readonly ObservedRate[];
  /** What errors of series are widened by before parameters are asked to explain them. */
  readonly inflation: number;
  readonly pathPrior: PathPrior;
  /** What the two governments did. */
  readonly policies: ResolvedScenario;
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

/** Neighbouring months and series err together, and so does a model that is not the world. */
const inflationOfPublished = 2.5;

/** The problem that the published figures and the recorded policies pose, as they were known at the end of a month. */
export function publishedProblem(until: number): FitProblem {
  return {
    known: knownAt(until),
    rates: observedRates(until),
    inflation: inflationOfPublished,
    pathPrior,
    policies: policiesKnownAt(until),
  };
}

/** Rounds of the latent paths: at first, after each step of the parameters, of a probe, of the ensemble, and after its own step. */
const rounds = { first: 12, step: 5, probe: 3, ensemble: 7, corrected: 4 } as const;
/** Part of a full step that is gone, of paths, of paths of a probe, and of parameters. */
const pathGain = 0.7;
const probeGain = 0.9;
const parameterGain = 0.7;
/** Change of a score in a probe: a third of the way to the end of its range. */
const probeStep = 0.5;
/** Before this month the corridor is still filling up. */
const judgedFrom = latentFirstMonth + 12;

/** Streams of random numbers of a member. */
const streams = { parameters: 1, paths: 2, errors: 3, scores: 4 } as const;

/**
 * Where a fit stands; row 0 of all is the central member, which alone moves until the ensemble is drawn. Plain data, so that it can be
 * written down and taken up again.
 */
export interface FitState {
  readonly settings: FitSettings;
  /** Steps of the parameters that are done; one more than there are when the ensemble is drawn, two when it has taken its own. */
  readonly step: number;
  /** Rounds of the paths since. */
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

/** One logarithm that is compared: of a rate, or the mean over months of a series that count as one. */
interface Comparison {
  /** From a record that begins with `latentFirstMonth`. */
  readonly simulated: (values: Float64Array) => number;
  readonly seen: number;
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
  readonly drawn: readonly (readonly ParameterRow[])[];
  readonly perturbations: readonly Perturbation[];
  /** members × (comparisons and path changes): standard normal. */
  readonly errors: readonly Float64Array[];
  /** Scores of the central member at the start; of each other, a draw of its distance from the middle of the prior, 0 where nothing is in question. */
  readonly prior: readonly (readonly number[])[];
  /** Indices of the factors that are estimated. */
  readonly estimated: readonly number[];
  readonly inflation: number;
}

function comparisonsOf({ known, rates, inflation }: FitProblem): Comparison[] {
  const row = (month: number): number => (month - latentFirstMonth) * columns.length;
  const ofRates = rates.map(
    (rate): Comparison => ({
      simulated: (values) => logSimulatedRate(rate, values, latentFirstMonth),
      seen: Math.log(rate.observed),
      error: rate.sd,
    }),
  );
  const series = structuralSeries(known).flatMap((observed) => {
    const out: Comparison[] = [];
    for (let from = judgedFrom; from <= known.origin; from += observed.block) {
      const months = Array.from({ length: observed.block }, (_, k) => from + k).filter((m) =>
        Number.isFinite(valueAt(observed.series, m)),
      );
      if (months.length === 0) continue;
      const variance = average(months, (m) => logVariance(observed, valueAt(observed.series, m)));
      const seen = average(months, (m) => logObserved(observed, m));
      const simulated = (values: Float64Array): number =>
        average(months, (m) => logSimulated(observed, values, row(m)));
      out.push({ simulated, seen, error: inflation * Math.sqrt(variance) });
    }
    return out;
  });
  return [...series, ...ofRates];
}

const average = (months: readonly number[], value: (month: number) => number): number =>
  months.reduce((sum, m) => sum + value(m), 0) / months.length;

/** The history up to a month; if the record goes on after it, as it was known by then. */
function policiesKnownAt(month: number): ResolvedScenario {
  const history = loadScenario("history");
  return monthLabel(month) < history.window.to ? announcedBy(history, firstDayOfMonth(month + 1) - 1) : history;
}

function planOf(settings: FitSettings, problem: FitProblem): Plan {
  const { known, pathPrior, policies, held, inflation } = problem;
  const smoother = createPathSmoother(known, latentFirstMonth, pathPrior);
  const compared = comparisonsOf(problem);
  const rngOf = (member: number, stream: number): Rng => {
    const rng = new Rng(settings.seed, member, false);
    rng.seek(stream, 0, 0);
    return rng;
  };
  const estimated = held?.estimated ?? factors.map((_, i) => i);
  const inQuestion = (factor: number): boolean => held === undefined || held.estimated.includes(factor);
  const numbers = Array.from({ length: settings.members }, (_, i) => i + 1);
  const observations = compared.length + (smoother.months - 1) * (nationalities.length + sectors.length);
  return {
    settings,
    scenario: {
      ...policies,
      window: { ...policies.window, from: monthLabel(latentFirstMonth), to: monthLabel(settings.until) },
    },
    smoother,
    flat: flatPaths(known),
    compared,
    drawn: [
      held?.rows ?? parameterRows,
      ...numbers.map((k) => held?.rows ?? drawParameterRows(parameterRows, rngOf(k, streams.parameters))),
    ],
    perturbations: [smoother.perturb(), ...numbers.map((k) => smoother.perturb(rngOf(k, streams.paths)))],
    errors: numbers.map((k) => {
      const rng = rngOf(k, streams.errors);
      return Float64Array.from({ length: observations }, () => standardNormal(rng));
    }),
    prior: [
      factors.map((_, i) => (inQuestion(i) ? 0 : held!.scores[i])),
      ...numbers.map((k) =>
        Array.from(drawScores(rngOf(k, streams.scores)), (score, i) => (inQuestion(i) ? score : 0)),
      ),
    ],
    estimated,
    inflation,
  };
}

function startOf({ settings, flat, prior }: Plan): FitState {
  return {
    settings,
    step: 0,
    round: 0,
    scores: [prior[0], ...prior.slice(1).map((own) => own.map((distance, i) => prior[0][i] + distance))],
    departures: prior.map(() => flat.departures),
    attractiveness: prior.map(() => flat.attractiveness),
  };
}

const rowsOf = (plan: Plan, state: FitState, member: number): ParameterRow[] =>
  rowsAtScores(state.scores[member], plan.drawn[member]);

const latentOf = (plan: Plan, state: FitState, member: number): LatentPaths => ({
  ...plan.flat,
  departures: state.departures[member],
  attractiveness: state.attractiveness[member],
});

/** What a member simulates: parameters as the model takes them, and paths. */
interface Simulated {
  readonly parameters: Parameters;
  readonly latent: LatentPaths;
}

/** Simulates histories in mean field: months × columns each. */
type Simulate = (members: readonly Simulated[]) => Promise<Float64Array[]>;

/** Histories that a fit has simulated when it is in a state. */
function simulationsUntil(
  { estimated }: Plan,
  { settings, step, round }: Pick<FitState, "settings" | "step" | "round">,
): number {
  const central = 1 + pulseCount;
  const linearised = central + (rounds.probe + 1) * (estimated.length + 1);
  const settled = step === 0 ? 0 : rounds.first + Math.min(step - 1, settings.steps) * rounds.step;
  const members = step > settings.steps ? settings.members : 0;
  const ensemble = step > settings.steps + 1 ? rounds.ensemble * (central + members) + members + 1 : 0;
  return step * linearised + settled * central + ensemble + round * (central + members);
}

/** Histories that a whole fit simulates. */
const simulationsOf = (plan: Plan): number =>
  simulationsUntil(plan, { settings: plan.settings, step: plan.settings.steps + 2, round: rounds.corrected }) + 1;

/** Observed less simulated, logs and path changes, of the central member or a probe, in units of their errors. */
function residualOf(plan: Plan, latent: LatentPaths, values: Float64Array): Float64Array {
  const logs = plan.compared.map(({ simulated, seen, error }) => (seen - simulated(values)) / error);
  const changes = plan.smoother
    .innovations(latent, plan.perturbations[0])
    .flatMap((path) => [...path].map((x) => -x / plan.inflation));
  return Float64Array.from([...logs, ...changes]);
}

/** How the paths of the central member answer now, and what it simulates. */
async function measure(
  plan: Plan,
  state: FitState,
  simulate: Simulate,
  others: readonly Simulated[] = [],
): Promise<{ response: PathResponse; values: Float64Array; others: Float64Array[] }> {
  const latent = latentOf(plan, state, 0);
  const parameters = buildParameters(rowsOf(plan, state, 0));
  const pulses = plan.smoother.pulses(latent).map((raised) => ({ parameters, latent: raised }));
  const [values, ...rest] = await simulate([{ parameters, latent }, ...pulses, ...others]);
  const response = plan.smoother.response(latent, values, rest.slice(0, pulses.length));
  return { response, values, others: rest.slice(pulses.length) };
}

/** One round of the paths of the first members. */
async function settle(
  plan: Plan,
  state: FitState,
  members: readonly Simulated[],
  simulate: Simulate,
): Promise<FitState> {
  const { response, values, others } = await measure(plan, state, simulate, members.slice(1));
  const improved = [values, ...others].map((one, i) =>
    plan.smoother.improve(members[i].latent, one, plan.perturbations[i], response, pathGain),
  );
  const kept = <T>(moved: readonly T[], all: readonly T[]): T[] => [...moved, ...all.slice(moved.length)];
  return {
    ...state,
    round: state.round + 1,
    departures: kept(
      improved.map(({ departures }) => departures),
      state.departures,
    ),
    attractiveness: kept(
      improved.map(({ attractiveness }) => attractiveness),
      state.attractiveness,
    ),
  };
}

/**
 * The model around the central member, by finite differences: one score is moved at a time and the paths follow, and the same rounds without
 * a move are taken off, so that paths which have not quite settled do no harm.
 */
async function linearise(plan: Plan, state: FitState, simulate: Simulate): Promise<Linearised> {
  const { response } = await measure(plan, state, simulate);
  const [central] = state.scores;
  const rowsAt = (factor: number, step: number): ParameterRow[] =>
    rowsAtScores(
      central.map((score, i) => (i === factor ? score + step : score)),
      plan.drawn[0],
    );
  const here = rowsAt(-1, 0);
  const moves = plan.estimated.map((factor) => {
    const up = rowsAt(factor, probeStep);
    const moved = up.some(({ value }, i) => value !== here[i].value);
    const step = moved ? probeStep : -probeStep;
    return { factor, step, parameters: buildParameters(moved ? up : rowsAt(factor, step)) };
  });
  let probes: Simulated[] = [{ parameters: buildParameters(here) }, ...moves].map(({ parameters }) => ({
    parameters,
    latent: latentOf(plan, state, 0),
  }));
  for (let round = 0; round < rounds.probe; round++) {
    const values = await simulate(probes);
    probes = probes.map(({ parameters, latent }, i) => ({
      parameters,
      latent: plan.smoother.improve(latent, values[i], plan.perturbations[0], response, probeGain),
    }));
  }
  const values = await simulate(probes);
  const [residual, ...others] = probes.map(({ latent }, i) => residualOf(plan, latent, values[i]));
  const slopes = Matrix.zeros(factors.length, residual.length);
  moves.forEach(({ factor, step }, k) => {
    slopes.setRow(
      factor,
      Array.from(residual, (r, q) => (r - others[k][q]) / step),
    );
  });
  return { scores: central, slopes, residual };
}

/** The ensemble after the step that its members take together (`withoutCurvature`). */
async function corrected(
  plan: Plan,
  state: FitState,
  members: readonly Simulated[],
  simulate: Simulate,
): Promise<FitState> {
  const linearised = await linearise(plan, state, simulate);
  const values = await simulate(members);
  const [centre, ...others] = members.map(({ latent }, i) => residualOf(plan, latent, values[i]));
  const scores = withoutCurvature(linearised, state.scores.slice(1), { centre, members: others });
  return { ...state, step: state.step + 1, round: 0, scores: [state.scores[0], ...scores] };
}

/** The next state; undefined at the end. */
async function advance(
  plan: Plan,
  state: FitState,
  simulate: Simulate,
  built: () => Parameters[],
): Promise<FitState | undefined> {
  const { steps } = state.settings;
  if (state.step > steps) {
    const drawn = state.step === steps + 1;
    const members = built().map((parameters, i) => ({ parameters, latent: latentOf(plan, state, i) }));
    if (state.round < (drawn ? rounds.ensemble : rounds.corrected)) return settle(plan, state, members, simulate);
    return drawn ? corrected(plan, state, members, simulate) : undefined;
  }
  if (state.round < (state.step === 0 ? rounds.first : rounds.step)) {
    const parameters = buildParameters(rowsOf(plan, state, 0));
    return settle(plan, state, [{ parameters, latent: latentOf(plan, state, 0) }], simulate);
  }
  const linearised = await linearise(plan, state, simulate);
  const next = { ...state, step: state.step + 1, round: 0 };
  if (state.step < steps) {
    const moved = towardsMaximum(linearised, parameterGain);
    const central = state.scores[0].map((score, i) => (plan.estimated.includes(i) ? moved[i] : score));
    return { ...next, scores: [central, ...state.scores.slice(1)] };
  }
  return {
    ...next,
    scores: [state.scores[0], ...ensembleAround(linearised, plan.prior.slice(1), plan.errors)],
    departures: state.departures.map(() => state.departures[0]),
    attractiveness: state.attractiveness.map(() => state.attractiveness[0]),
  };
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
  const total = simulationsOf(plan);
  let before = from ? simulationsUntil(plan, from) : 0;
  const simulate: Simulate = async (members) => {
    const values = await simulated(plan, members, runner, (done) => onProgress?.({ done: before + done, total }), stop);
    before += members.length;
    return values;
  };
  let state = from ?? startOf(plan);
  let ensemble: { readonly step: number; readonly parameters: Parameters[] } | undefined;
  const built = (): Parameters[] => {
    if (ensemble?.step !== state.step)
      ensemble = {
        step: state.step,
        parameters: state.scores.map((_, i) => buildParameters(rowsOf(plan, state, i))),
      };
    return ensemble.parameters;
  };
  for (
    let next = await advance(plan, state, simulate, built);
    next;
    next = await advance(plan, state, simulate, built)
  ) {
    state = next;
    onState?.(state);
  }
  const members = state.scores.map((_, i) => ({ rows: rowsOf(plan, state, i), latent: latentOf(plan, state, i) }));
  const [{ rows, latent }] = members;
  const [values] = await simulate([{ parameters: buildParameters(rows), latent }]);
  return { members, scores: state.scores, central: { values, firstMonth: latentFirstMonth } };
}

async function simulated(
  { scenario, settings }: Plan,
  members: readonly Simulated[],
  runner: Runner,
  onDone: (done: number) => void,
  stop?: Stop,
): Promise<Float64Array[]> {
  const job: Job = {
    scenarios: [scenario],
    members,
    runs: members.map((_, run) => ({ run, member: run })),
    mean: true,
    seed: settings.seed,
  };
  const { finished, failures, partial } = await runner.run(job, ({ done }) => onDone(done), stop);
  if (failures.length > 0) throw new Error(`a simulation failed: ${failures[0].message}`);
  if (partial) throw new StoppedFit("the fit was stopped");
  const values: Float64Array[] = [];
  for (const one of finished) values[one.run] = one.values;
  return values;
}
