import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { fewestSamples } from "../analysis/sampling.ts";
import { wholeNumber } from "./options.ts";

/** What is asked about unless somebody asks about something else. */
const usualOutputs = [
  "usbp",
  "interceptions",
  "returnsFromMexico",
  "deathsBySector",
  "waiting",
  "transfersSouth",
] as const;

/** Collects an option that may be given many times, in place of what it is by default. */
function collect(): (text: string) => string[] {
  const given: string[] = [];
  return (text) => {
    given.push(text);
    return [...given];
  };
}

/** Adds what to vary, what to look at, and how. */
export function withSensitivityOptions(command: Command): Command {
  const threads = Math.min(availableParallelism(), 4);
  return command
    .addOption(
      new Option("--output <name>", "an observable or name/member; repeatable")
        .argParser(collect())
        .default([...usualOutputs], usualOutputs.join(", ")),
    )
    .option("--parameter <name>", "vary this one alone; repeatable (all)", collect())
    .option("--from <month>", "first month of the window (the last 12)")
    .option("--to <month>", "last month of the window (the scenario's)")
    .option("--trajectories <n>", "trajectories of the screening", wholeNumber("--trajectories", 2, 10_000), 8)
    .option("--samples <n>", "samples behind the indices", wholeNumber("--samples", fewestSamples, 100_000), 128)
    .option("--top <n>", "parameters with indices; 0 to screen alone", wholeNumber("--top", 0, 1000), 12)
    .option("--seed <n>", "seed of the random numbers (the scenario's)", wholeNumber("--seed", 0, 4_294_967_295))
    .option("--posterior <file>", "around the central set of your own, from corridor fit")
    .option("--threads <n>", "threads to use", wholeNumber("--threads", 1, 256), threads)
    .option("--quiet", "no progress on stderr")
    .option("--json", "the whole result as JSON on stdout, instead of tables")
    .option("--out <folder>", "also write JSON, CSV and a picture there")
    .option("--force", "replace files that exist");
}
