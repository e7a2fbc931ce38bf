import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { UsageError } from "./errors.ts";
import { wholeNumber } from "./options.ts";

/** Collects `id=points`, which may be given many times. Throws UsageError. */
function collectWeights(): (text: string) => Readonly<Record<string, number>> {
  const given: Record<string, number> = {};
  return (text) => {
    const match = /^([^=]+)=(.+)$/.exec(text);
    const value = Number(match?.[2]);
    if (match === null || match[2].trim() === "" || !Number.isFinite(value))
      throw new UsageError(
        `--weights: ${JSON.stringify(text)} was given; expected a weight, "=" and points, such as us-salience=-2`,
      );
    given[match[1]] = value;
    return { ...given };
  };
}

/** Adds how thoroughly to search, and what to do with the result. */
export function withBargainOptions(command: Command): Command {
  return command
    .option("--members <n>", "members of the posterior", wholeNumber("--members", 1, 2000), 6)
    .option("--draws <n>", "draws of weights and costs", wholeNumber("--draws", 10, 100_000), 1000)
    .option("--design <n>", "packages that the surrogate learns from", wholeNumber("--design", 8, 2000), 160)
    .option("--exact <n>", "most packages simulated on and near the frontier", wholeNumber("--exact", 8, 20_000), 48)
    .addOption(
      new Option("--weights <id=points>", "set a weight, without a range; repeatable").argParser(collectWeights()),
    )
    .option("--seed <n>", "seed of designs and draws (the bargain's)", wholeNumber("--seed", 0, 4_294_967_295))
    .option("--posterior <file>", "sets of parameters of your own, from corridor fit")
    .option("--threads <n>", "threads to use", wholeNumber("--threads", 1, 256), Math.min(availableParallelism(), 4))
    .option("--quiet", "no progress on stderr")
    .option("--json", "the whole result as JSON on stdout, instead of tables")
    .option("--out <folder>", "also write result.json and packages.csv there")
    .option("--force", "replace files that exist");
}
