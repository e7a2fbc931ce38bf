import { fittedPaths } from "../model/fitted.ts";
import type { LatentPaths } from "../model/latent.ts";
import { defaultParameters, type Parameters } from "../model/parameters.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { type Prepared, prepare, runOnce } from "./run.ts";

/** One way in which the uncertain parts of the model can be: parameters, and the latent paths that fit the history under them. */
export interface Member {
  readonly parameters: Parameters;
  readonly latent: LatentPaths;
}

/** The hand-fitted member. */
export const central: Member = { parameters: defaultParameters, latent: fittedPaths };

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

/** Prepares scenarios for members, each pair once. */
export function createPreparer(seed: number): (key: string, scenario: ResolvedScenario, member: Member) => Prepared {
  const known = new Map<string, Prepared>();
  return (key, scenario, member) => {
    const prepared = known.get(key) ?? prepare(scenario, { ...member, seed });
    known.set(key, prepared);
    return prepared;
  };
}

function* outcomes(job: Job): Generator<FinishedRun | RunFailure> {
  const preparedFor = createPreparer(job.seed);
  for (const { run, member } of job.runs) {
    for (let scenario = 0; scenario < job.scenarios.length; scenario++) {
      try {
        const prepared = preparedFor(`${scenario}/${member}`, job.scenarios[scenario], job.members[member]);
        yield { scenario, run, values: runOnce(prepared, run, job.mean).values };
      } catch (error) {
        yield { scenario, run, message: messageOf(error) };
      }
    }
  }
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
