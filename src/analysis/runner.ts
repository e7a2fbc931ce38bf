import { firstDayOfMonth, monthIndex } from "../engine/calendar.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import type { Member } from "../model/member.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { type Prepared, prepare, runOnce, samePast, scenarioLevers } from "./run.ts";

/** Number of a run, which fixes its random numbers, and the index of the member that it uses. */
export interface RunSpec {
  readonly run: number;
  readonly member: number;
}

/** Runs to do: every scenario once per run, under the same random numbers. */
export interface Job {
  readonly scenarios: readonly ResolvedScenario[];
  readonly members: readonly Member[];
  readonly runs: readonly RunSpec[];
  /** The mean-field switch. */
  readonly mean: boolean;
  readonly seed: number;
}

/** One run of one scenario. */
export interface FinishedRun {
  /** Index in the job's scenarios. */
  readonly scenario: number;
  readonly run: number;
  /** months × columns, row by row. */
  readonly values: Float64Array;
}

export interface RunFailure {
  readonly scenario: number;
  readonly run: number;
  readonly message: string;
}

/** What came out of a job, in any order. */
export interface RunBatch {
  readonly finished: readonly FinishedRun[];
  readonly failures: readonly RunFailure[];
  /** True if the job was stopped before its end. */
  readonly partial: boolean;
}

/** How far a job is, in runs of one scenario. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Asks a job to stop; an AbortSignal is one. */
export interface Stop {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Does jobs, somewhere. Run k gives the same bytes in every runner, alone or among many. */
export interface Runner {
  /** Resolves with what was finished, also after a stop; a run that throws is a failure in the batch. */
  run(job: Job, onProgress?: (progress: Progress) => void | Promise<void>, stop?: Stop): Promise<RunBatch>;
}

/** Runs of one scenario that a job asks for. */
export function runCount(job: Job): number {
  return job.runs.length * job.scenarios.length;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Prepares the scenarios of a job for members, each pair once. Scenarios that are the same until a common window begins share the
 * people with which it begins.
 */
export function createPreparer({
  scenarios,
  seed,
}: Pick<Job, "scenarios" | "seed">): (scenario: number, member: number, given: Member) => Prepared {
  const leversOf = new Map<number, LeverPaths>();
  const known = new Map<string, Prepared>();
  const resolve = (scenario: number): LeverPaths => {
    const resolved = leversOf.get(scenario) ?? scenarioLevers(scenarios[scenario]);
    leversOf.set(scenario, resolved);
    return resolved;
  };
  const twins = new Map<string, boolean>();
  const twin = (a: number, b: number): boolean => {
    const key = `${a}/${b}`;
    const [one, other] = [scenarios[a].window, scenarios[b].window];
    const same =
      twins.get(key) ??
      (one.from === other.from && samePast(resolve(a), resolve(b), firstDayOfMonth(monthIndex(one.from))));
    twins.set(key, same);
    return same;
  };
  return (scenario, member, given) => {
    const key = `${scenario}/${member}`;
    const earlier = [...scenarios.keys()].find(
      (s) => s !== scenario && known.has(`${s}/${member}`) && twin(s, scenario),
    );
    const start = earlier === undefined ? undefined : known.get(`${earlier}/${member}`)?.start;
    const prepared = known.get(key) ?? prepare(scenarios[scenario], { ...given, seed }, resolve(scenario), start);
    known.set(key, prepared);
    return prepared;
  };
}

/** Outcomes of some runs of a job, all of one member or of several. */
export function* outcomesOf(
  { scenarios, mean }: Pick<Job, "scenarios" | "mean">,
  runs: readonly RunSpec[],
  memberAt: (member: number) => Member,
  preparedFor: ReturnType<typeof createPreparer>,
): Generator<FinishedRun | RunFailure> {
  for (const { run, member } of runs) {
    for (let scenario = 0; scenario < scenarios.length; scenario++) {
      try {
        const prepared = preparedFor(scenario, member, memberAt(member));
        yield { scenario, run, values: runOnce(prepared, run, mean).values };
      } catch (error) {
        yield { scenario, run, message: messageOf(error) };
      }
    }
  }
}

function outcomes(job: Job): Generator<FinishedRun | RunFailure> {
  return outcomesOf(job, job.runs, (member) => job.members[member], createPreparer(job));
}

/** Sorts outcomes into what finished and what failed. */
export function batchOf(all: readonly (FinishedRun | RunFailure)[], partial: boolean): RunBatch {
  return {
    finished: all.filter((one): one is FinishedRun => "values" in one),
    failures: all.filter((one): one is RunFailure => "message" in one),
    partial,
  };
}

/** Does a job here and now. */
export function runInline(job: Job): RunBatch {
  return batchOf([...outcomes(job)], false);
}

/** Runs one after another on this thread; between runs it awaits `onProgress`, so a caller can let others work. */
export const inlineRunner: Runner = {
  async run(job, onProgress, stop) {
    const all: (FinishedRun | RunFailure)[] = [];
    const total = runCount(job);
    if (stop?.aborted) return batchOf(all, true);
    for (const outcome of outcomes(job)) {
      all.push(outcome);
      await onProgress?.({ done: all.length, total });
      if (stop?.aborted && all.length < total) return batchOf(all, true);
    }
    return batchOf(all, false);
  },
};
