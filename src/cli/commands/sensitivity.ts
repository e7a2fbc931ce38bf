import { join } from "node:path";
import { NoRunsError } from "../../analysis/ensemble.ts";
import { csvOf } from "../../analysis/result-table.ts";
import {
  sensitivity as analyse,
  type Output,
  outputOf,
  runsOf,
  type Sensitivity,
  type SensitivityPlan,
  uncertainNames,
} from "../../analysis/sensitivity.ts";
import { firstDayOfMonth, monthIndex, monthLabel } from "../../engine/calendar.ts";
import { type ParameterName, parameterRows } from "../../model/parameters.ts";
import type { ResolvedScenario } from "../../scenario/load.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { exitCodes, FailedRunsError, InterruptedError, UsageError } from "../errors.ts";
import { checkOutputs, type OutputFile, writeOutputs } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { readScenario } from "../read-scenario.ts";
import { sensitivityPicture } from "../sensitivity-picture.ts";
import { morrisTableOf, planSentence, sensitivityJson, sensitivityText, sobolTableOf } from "../sensitivity-report.ts";
import { shellWord } from "../shell.ts";
import { posteriorOf } from "../simulation.ts";
import { createThreadsRunner } from "../threads.ts";

export interface SensitivityOptions {
  readonly output: readonly string[];
  readonly parameter?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly trajectories: number;
  readonly samples: number;
  readonly top: number;
  readonly seed?: number;
  /** File of a fit around whose central member is asked. */
  readonly posterior?: string;
  readonly threads: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

/** Months of a window that nobody chose. */
const usualMonths = 12;

/** Throws UsageError unless a month is one that a window may have. */
function checkMonth(option: string, text: string | undefined): void {
  if (text === undefined || (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= firstMonth && text <= lastMonth)) return;
  throw new UsageError(
    `${option}: ${JSON.stringify(text)} was given; expected a month from ${firstMonth} to ${lastMonth}`,
  );
}

/** The scenario over the months that were asked for; its own last twelve if none were. Throws UsageError. */
function windowed(scenario: ResolvedScenario, { from, to }: SensitivityOptions): ResolvedScenario {
  checkMonth("--from", from);
  checkMonth("--to", to);
  const last = monthIndex(to ?? scenario.window.to);
  const usual = Math.min(Math.max(monthIndex(scenario.window.from), last - usualMonths + 1), last);
  const first = from === undefined ? usual : monthIndex(from);
  const window = { from: monthLabel(first), to: monthLabel(last) };
  if (first > last) {
    throw new UsageError(
      `a window from ${window.from} to ${window.to} was given; expected an end that is not before the start`,
    );
  }
  return {
    ...scenario,
    window: { ...window, firstDay: firstDayOfMonth(first), lastDay: firstDayOfMonth(last + 1) - 1 },
  };
}

function outputFor(label: string): Output {
  try {
    return outputOf(label);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--output: ${error.message}`);
  }
}

/** The named parameters in the order of the table; all uncertain ones if none is named. Throws UsageError. */
function parametersFor(named: readonly string[] | undefined): readonly ParameterName[] {
  if (named === undefined) return uncertainNames;
  for (const name of named) {
    if (uncertainNames.some((known) => known === name)) continue;
    if (parameterRows.some((row) => row.name === name)) {
      throw new UsageError(
        `--parameter: ${JSON.stringify(name)} was given, which has no range; expected an uncertain parameter of data/parameters.csv`,
      );
    }
    throw new UsageError(
      `--parameter: ${JSON.stringify(name)} was given; expected an uncertain parameter of data/parameters.csv${didYouMean(name, uncertainNames)}`,
    );
  }
  return uncertainNames.filter((name) => named.includes(name));
}

function planOf(scenario: ResolvedScenario, options: SensitivityOptions): SensitivityPlan {
  const { trajectories, samples, top } = options;
  return {
    scenario: windowed(scenario, options),
    outputs: [...new Set(options.output)].map(outputFor),
    parameters: parametersFor(options.parameter),
    trajectories,
    samples,
    top,
    seed: options.seed ?? scenario.seed,
    posterior: posteriorOf(options.posterior),
  };
}

/** Says before the first run how many there will be: words on a terminal, else a JSON line like those of the progress. */
function announce(plan: SensitivityPlan, quiet: boolean): void {
  if (quiet) return;
  const { total } = runsOf(plan);
  const sentence = planSentence(plan);
  const line = process.stderr.isTTY ? sentence : JSON.stringify({ event: "plan", total, sentence });
  process.stderr.write(`${line}\n`);
}

/** Throws InterruptedError if not one trajectory was finished before Ctrl-C, FailedRunsError if none could be. */
async function analyseOnThreads(plan: SensitivityPlan, { threads, quiet }: SensitivityOptions): Promise<Sensitivity> {
  const runner = createThreadsRunner(Math.min(threads, runsOf(plan).total));
  const interrupt = catchInterrupt();
  const progress = startProgress(plan.scenario.name, quiet === true);
  try {
    return await analyse(plan, runner, (state) => progress.update(state), interrupt.signal);
  } catch (error) {
    if (!(error instanceof NoRunsError)) throw error;
    if (interrupt.signal.aborted) throw new InterruptedError(`${error.message}; nothing was written`);
    throw new FailedRunsError(error.message);
  } finally {
    progress.end();
    await runner.close();
    interrupt.release();
  }
}

const fileNames = ["result.json", "morris.csv", "sobol.csv", "sensitivity.svg"] as const;

function filesOf(result: Sensitivity, folder: string, whole: string): OutputFile[] {
  const sobol = sobolTableOf(result);
  const contents = [whole, csvOf(morrisTableOf(result)), sobol && csvOf(sobol), sensitivityPicture(result)];
  return fileNames.flatMap((name, i) => {
    const content = contents[i];
    return content === undefined ? [] : [{ path: join(folder, name), content }];
  });
}

/** The command line that gives the same result. */
function commandLine(
  name: string,
  { scenario, outputs, parameters, ...plan }: SensitivityPlan,
  posterior: string | undefined,
): string {
  const { from, to } = scenario.window;
  const words = [name, "--from", from, "--to", to];
  for (const { label } of outputs) words.push("--output", label);
  if (parameters.length < uncertainNames.length) for (const each of parameters) words.push("--parameter", each);
  for (const option of ["trajectories", "samples", "top", "seed"] as const)
    words.push(`--${option}`, `${plan[option]}`);
  if (posterior !== undefined) words.push("--posterior", posterior);
  return `corridor sensitivity ${words.map(shellWord).join(" ")}`;
}

/** `corridor sensitivity`: which uncertain parameters move which outputs. Throws UsageError. */
export async function sensitivity(name: string, options: SensitivityOptions): Promise<void> {
  const { out, force, json, quiet, posterior } = options;
  const plan = planOf(readScenario(name), options);
  if (out !== undefined) {
    const paths = fileNames.map((file) => join(out, file));
    checkOutputs(paths, {
      force: force === true,
      inputs: [name, ...(posterior === undefined ? [] : [posterior])],
      makes: out,
    });
  }
  announce(plan, quiet === true);
  const result = await analyseOnThreads(plan, options);
  const whole = `${JSON.stringify(sensitivityJson(result, commandLine(name, plan, posterior)))}\n`;
  const written = out === undefined ? [] : writeOutputs(filesOf(result, out, whole), result.partial);
  process.stdout.write(json ? whole : `${sensitivityText(result)}\n`);
  if (written.length > 0) process.stderr.write(`Wrote ${written.join(", ")}\n`);
  const [failure] = result.failures;
  if (failure) {
    process.stderr.write(
      `corridor: ${result.failures.length} of the runs failed; their trajectories and samples are left out; run ${failure.run}: ${failure.message}\n`,
    );
    process.exitCode = exitCodes.failedRuns;
  }
  if (result.partial) process.exitCode = exitCodes.interrupted;
}
