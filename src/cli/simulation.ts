import { join } from "node:path";
import { type Ensemble, type EnsembleOptions, NoRunsError, planJob, runEnsembles } from "../analysis/ensemble.ts";
import { PosteriorError } from "../analysis/fit/fitted-file.ts";
import { type Posterior, readPosterior } from "../analysis/fit/posterior.ts";
import { type ColumnarTable, csvOf, parquetOf } from "../analysis/result-table.ts";
import { runCount } from "../analysis/runner.ts";
import { shippedPosterior } from "../analysis/shipped.ts";
import { monthLabel } from "../engine/calendar.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { exitCodes, FailedRunsError, InterruptedError, reasonOf, UsageError } from "./errors.ts";
import { checkOutputs, type OutputFile, readText, writeOutputs } from "./files.ts";
import { catchInterrupt } from "./interrupt.ts";
import type { ResultOptions, SimulationOptions } from "./options.ts";
import { startProgress } from "./progress.ts";
import { shellWord } from "./shell.ts";
import { createThreadsRunner } from "./threads.ts";

/** A posterior may have thousands of members of 20 kB each. */
const largestPosterior = 256e6;

/** The posterior of a file of a fit, or the one that ships. Throws UsageError. */
export function posteriorOf(file: string | undefined): Posterior {
  if (file !== undefined) return readFitted(file, largestPosterior, (text) => readPosterior(file, text));
  try {
    return shippedPosterior();
  } catch (error) {
    throw error instanceof PosteriorError ? new UsageError(error.message) : error;
  }
}

/** What `parse` makes of a file that a fit wrote. Throws UsageError, with the file's name, if it cannot be read or is refused. */
export function readFitted<Content>(file: string, limit: number, parse: (text: string) => Content): Content {
  try {
    return parse(readText(file, limit));
  } catch (error) {
    if (error instanceof PosteriorError) throw new UsageError(error.message);
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`);
  }
}

function ensembleOptions(
  { runs, seed, mode, uncertainty }: SimulationOptions,
  { members }: Posterior,
): EnsembleOptions {
  return {
    mode,
    uncertainty,
    ...(runs !== undefined && { runs }),
    ...(seed !== undefined && { seed }),
    members,
  };
}

/** Says on stderr from when on the latent paths are no longer estimated, if that is within the window. */
function noteLevelPaths(scenarios: readonly ResolvedScenario[], { settings }: Posterior): void {
  const end = monthLabel(settings.until);
  if (scenarios.some(({ window }) => window.to > end))
    process.stderr.write(
      `Note: latent paths are estimated up to ${end}, the end of the posterior, and stay level after it\n`,
    );
}

/**
 * Runs scenarios side by side on threads, with progress. Ctrl-C ends it with the runs that are finished.
 * Throws InterruptedError if there are none, FailedRunsError if all failed.
 */
export async function simulateOnThreads(
  label: string,
  scenarios: readonly ResolvedScenario[],
  options: SimulationOptions,
): Promise<Ensemble[]> {
  const fitted = posteriorOf(options.posterior);
  const plan = ensembleOptions(options, fitted);
  if (!options.quiet) noteLevelPaths(scenarios, fitted);
  const threads = Math.min(options.threads, runCount(planJob(scenarios, plan)));
  const runner = createThreadsRunner(threads);
  const interrupt = catchInterrupt();
  const progress = startProgress(label, options.quiet === true);
  try {
    return await runEnsembles(scenarios, plan, runner, (state) => progress.update(state), interrupt.signal);
  } catch (error) {
    if (!(error instanceof NoRunsError)) throw error;
    if (interrupt.signal.aborted)
      throw new InterruptedError("stopped before the first run was finished; nothing was written");
    throw new FailedRunsError(error.message);
  } finally {
    progress.end();
    await runner.close();
    interrupt.release();
  }
}

interface Targets {
  readonly json: readonly string[];
  readonly csv: readonly string[];
  readonly parquet: readonly string[];
}

function targetsOf({ csv, parquet, out }: ResultOptions): Targets {
  const inFolder = (name: string): string[] => (out === undefined ? [] : [join(out, name)]);
  return {
    json: inFolder("result.json"),
    csv: [...(csv === undefined ? [] : [csv]), ...inFolder("series.csv")],
    parquet: [...(parquet === undefined ? [] : [parquet]), ...inFolder("series.parquet")],
  };
}

/** Refuses, before anything is simulated, outputs that could not be written. `inputs` are the files that are read. Throws UsageError. */
export function checkTargets(options: ResultOptions, inputs: readonly string[]): void {
  const { json, csv, parquet } = targetsOf(options);
  const { force, out } = options;
  checkOutputs([...json, ...csv, ...parquet], {
    force: force === true,
    inputs,
    ...(out !== undefined && { makes: out }),
  });
}

/** A result in all of its forms. */
export interface Result {
  readonly ensemble: Ensemble;
  json(): Record<string, unknown>;
  series(): ColumnarTable;
  text(): string;
}

/** Writes the files that were asked for, prints the result, says what failed, and sets the exit code. Throws UsageError. */
export function deliver({ ensemble, json, series, text }: Result, options: ResultOptions): void {
  const targets = targetsOf(options);
  const wantsSeries = targets.csv.length + targets.parquet.length > 0;
  const rows = wantsSeries ? series() : { columns: [] };
  const whole = options.json || targets.json.length > 0 ? `${JSON.stringify(json())}\n` : "";
  const files: OutputFile[] = [
    ...targets.json.map((path) => ({ path, content: whole })),
    ...targets.csv.map((path) => ({ path, content: csvOf(rows) })),
    ...targets.parquet.map((path) => ({ path, content: parquetOf(rows) })),
  ];
  const written = writeOutputs(files, ensemble.partial);
  process.stdout.write(options.json ? whole : `${text()}\n`);
  if (written.length > 0) process.stderr.write(`Wrote ${written.join(", ")}\n`);
  const [failure] = ensemble.failures;
  if (failure) {
    const count = ensemble.failures.length;
    process.stderr.write(
      `corridor: ${count} of the runs failed and are left out; run ${failure.run}: ${failure.message}\n`,
    );
    process.exitCode = exitCodes.failedRuns;
  }
  if (ensemble.partial) process.exitCode = exitCodes.interrupted;
}

/** The command line that gives the same result. */
export function commandLine(words: readonly string[], ensemble: Ensemble, posterior?: string): string {
  const { mode, uncertainty, seed, runs } = ensemble;
  const all = [...words, ...(posterior === undefined ? [] : ["--posterior", posterior])];
  return `corridor ${all.map(shellWord).join(" ")} --mode ${mode} --uncertainty ${uncertainty} --runs ${runs.length} --seed ${seed}`;
}
