import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { monthIndex } from "../engine/calendar.ts";
import { nearest } from "../scenario/suggest.ts";
import { lastRecordedMonth } from "../scenario/window.ts";
import { UsageError } from "./errors.ts";

/** Options of every command that simulates. */
export interface SimulationOptions {
  readonly runs?: number;
  readonly seed?: number;
  readonly mode: "stochastic" | "mean";
  readonly uncertainty: "members" | "process";
  /** File of a fit whose members take the place of those of the posterior that ships. */
  readonly posterior?: string;
  readonly threads: number;
  readonly quiet?: boolean;
}

/** Options of the commands that write results. */
export interface ResultOptions extends SimulationOptions {
  readonly monthly?: boolean;
  readonly json?: boolean;
  readonly csv?: string;
  readonly parquet?: string;
  readonly out?: string;
  readonly force?: boolean;
}

const maxThreads = 256;
/** Threads that are used unless asked otherwise; each takes about 100 MB. */
const usualThreads = 4;

/** Reads a whole number within bounds; the sentence of the error names the option. */
export function wholeNumber(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text.trim()) && value >= min && value <= max) return value;
    const bounds = `${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}`;
    throw new UsageError(`${name}: ${JSON.stringify(text)} was given; expected a whole number from ${bounds}`);
  };
}

/** An option that takes one of a few words; undefined unless it is given or there is an initial one. */
export function choice(flags: string, description: string, words: readonly string[], initial?: string): Option {
  return new Option(flags, description)
    .choices(words)
    .default(initial)
    .argParser((text) => {
      if (words.includes(text)) return text;
      const near = nearest(text, words);
      const suggestion = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
      const name = flags.split(" ")[0];
      throw new UsageError(`${name}: ${JSON.stringify(text)} was given; expected ${words.join(" or ")}${suggestion}`);
    });
}

/** How many threads to use. */
export const threadsOption = (): Option =>
  new Option("--threads <n>", "threads to use")
    .argParser(wholeNumber("--threads", 1, maxThreads))
    .default(Math.min(availableParallelism(), usualThreads));

/** Whether to say nothing on the way. */
export const quietOption = (): Option => new Option("--quiet", "no progress on stderr");

/** Without an initial value the seed is undefined unless it is given. */
function seedOption(description: string, initial?: number, max = 4_294_967_295): Option {
  return new Option("--seed <n>", description).argParser(wholeNumber("--seed", 0, max)).default(initial);
}

/** Adds how to simulate. */
export function withSimulationOptions(command: Command): Command {
  return command
    .option(
      "--runs <n>",
      "how many runs; each takes the next set of parameters (40)",
      wholeNumber("--runs", 1, 100_000),
    )
    .addOption(seedOption("seed of the random numbers (the scenario's)"))
    .addOption(choice("--mode <mode>", "whole people and chance, or means", ["stochastic", "mean"], "stochastic"))
    .addOption(
      choice(
        "--uncertainty <what>",
        "what bands hold: sets of parameters and chance, or chance",
        ["members", "process"],
        "members",
      ),
    )
    .option("--posterior <file>", "sets of parameters of your own, from corridor fit")
    .addOption(threadsOption())
    .addOption(quietOption());
}

/** A month of the record, as months since 2018-01. */
function monthBetween(name: string, first: string, last: string): (text: string) => number {
  return (text) => {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= first && text <= last) return monthIndex(text);
    throw new UsageError(`${name}: ${JSON.stringify(text)} was given; expected a month from ${first} to ${last}`);
  };
}

/** Adds how to fit. */
export function withFitOptions(command: Command): Command {
  return command
    .requiredOption("--out <file>", "where the posterior is written")
    .option("--members <n>", "sets of parameters beside the central one", wholeNumber("--members", 2, 2000), 120)
    .option("--steps <n>", "steps of the parameters", wholeNumber("--steps", 0, 50), 5)
    .addOption(seedOption("seed of the random numbers", 1))
    .addOption(
      new Option("--until <month>", "last month whose figures are used")
        .argParser(monthBetween("--until", "2019-12", lastRecordedMonth))
        .default(monthIndex(lastRecordedMonth), lastRecordedMonth),
    )
    .addOption(threadsOption())
    .option("--force", "replace a file that exists")
    .addOption(quietOption());
}

/** Adds which posterior to look at, and where to write what was seen. */
export function withDiagnoseOptions(command: Command): Command {
  return command
    .option("--posterior <file>", "a posterior of your own, from corridor fit")
    .option("--out <folder>", "write report.md, its pictures and result.json there")
    .addOption(seedOption("seed of the errors of figures", 1))
    .addOption(threadsOption())
    .option("--json", "everything as JSON on stdout, instead of tables")
    .option("--force", "replace files that exist")
    .addOption(quietOption());
}

/** Adds from where to forecast, how far, and by which policies. */
export function withForecastOptions(command: Command): Command {
  return command
    .requiredOption(
      "--origin <month>",
      "last month whose figures are known",
      monthBetween("--origin", "2020-09", lastRecordedMonth),
    )
    .option("--months <n>", "months ahead", wholeNumber("--months", 1, 12), 6)
    .addOption(
      choice(
        "--policies <which>",
        "as announced by the origin, as they then happened, or both",
        ["announced", "happened", "both"],
        "both",
      ),
    )
    .option("--members <n>", "members of the fit to forecast with", wholeNumber("--members", 2, 2000), 25)
    .addOption(seedOption("seed of the random numbers", 1))
    .addOption(threadsOption())
    .option("--json", "every series at 23 levels as JSON on stdout, instead of tables")
    .option("--csv <file>", "also write every series as CSV")
    .option("--force", "replace a file that exists")
    .addOption(quietOption());
}

/** Adds whether to make the evaluation anew, and how. */
export function withScoreOptions(command: Command): Command {
  return command
    .option("--recompute", "make all fits and forecasts anew; under an hour on two cores")
    .option("--out <folder>", "where they are written, and taken up again after a stop")
    .option("--members <n>", "members of each fit beside the central one (24)", wholeNumber("--members", 2, 2000))
    .option("--steps <n>", "steps of the parameters in each fit (3)", wholeNumber("--steps", 0, 50))
    .addOption(seedOption("seed of the fits (1)"))
    .addOption(threadsOption())
    .option("--json", "all scores as JSON on stdout, instead of tables")
    .option("--force", "replace forecasts that exist")
    .addOption(quietOption());
}

/** Adds how many histories to make and fit. */
export function withCalibrateOptions(command: Command): Command {
  return command
    .requiredOption("--out <file>", "where the ranks are written")
    .option("--sets <n>", "histories", wholeNumber("--sets", 2, 10_000), 50)
    .option("--members <n>", "members of each fit beside the central one", wholeNumber("--members", 9, 2000), 19)
    .option("--steps <n>", "steps of the parameters", wholeNumber("--steps", 0, 50), 2)
    .addOption(seedOption("seed of the random numbers", 1, 400_000))
    .addOption(threadsOption())
    .option("--json", "the coverages as JSON on stdout, instead of a table")
    .option("--force", "replace a file that exists")
    .addOption(quietOption());
}

/** Adds what to do with the result. */
export function withResultOptions(command: Command): Command {
  return command
    .option("--monthly", "also a table of months")
    .option("--json", "the whole result as JSON on stdout, instead of tables")
    .option("--csv <file>", "also write every series as CSV")
    .option("--parquet <file>", "also write every series as Parquet")
    .option("--out <folder>", "also write result.json, series.csv and series.parquet there")
    .option("--force", "replace files that exist");
}
