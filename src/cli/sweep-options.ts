import { type Command, Option } from "commander";
import { UsageError } from "./errors.ts";
import { quietOption, threadsOption, wholeNumber } from "./options.ts";
import { patienceOption, pollOption, type QueueOptions, queueOption } from "./queue-options.ts";

/** One of several machines or jobs, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface SweepOptions extends QueueOptions {
  readonly out?: string;
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly threads: number;
  readonly shard?: Shard;
  readonly chunk?: number;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly detach?: boolean;
  readonly poll: number;
}

export interface MergeOptions {
  readonly out?: string;
  readonly json?: boolean;
}

const most = 1_000_000;
/** A thread holds the results of a chunk until it is done. */
const largestChunk = 10_000;
type Environment = Readonly<Record<string, string | undefined>>;

function variable(environment: Environment, name: string, where: string): number {
  const text = environment[name];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  const given = text === undefined ? "is not set" : `is ${JSON.stringify(text)}`;
  throw new UsageError(`--shard: the environment variable ${name} ${given}; expected a whole number, as in ${where}`);
}

function shardOf(index: number, count: number, text: string): Shard {
  if (count >= 1 && count <= most && index >= 1 && index <= count) return { index, count };
  throw new UsageError(
    `--shard: ${JSON.stringify(text)} was given, shard ${index} of ${count}; expected one from 1 to their number, at most ${most.toLocaleString("en-US")}`,
  );
}

const slurmArray = "a job that was submitted with sbatch --array";

/** The task of a job array without gaps. Throws UsageError if tasks are left out, as nobody could say how many there would be. */
function taskOf(environment: Environment): Shard {
  const [id, first, last, count] = ["ID", "MIN", "MAX", "COUNT"].map((end) =>
    variable(environment, `SLURM_ARRAY_TASK_${end}`, slurmArray),
  );
  const step =
    environment.SLURM_ARRAY_TASK_STEP === undefined ? 1 : variable(environment, "SLURM_ARRAY_TASK_STEP", slurmArray);
  if (last !== first + (count - 1) * step)
    throw new UsageError(
      `--shard: "slurm" was given in an array of ${count} tasks from ${first} to ${last} in steps of ${step}; expected one without gaps, or how many shards there are in all, such as slurm/100`,
    );
  return shardOf((id - first) / step + 1, count, "slurm");
}

/**
 * Reads which shard this is: `3/7`; `slurm/7`, the task of a Slurm job array with ids from 1 to 7, or some of them; `slurm`, that of an array
 * without gaps; or `kubernetes/7`, the pod of an Indexed Job with 7 completions. Throws UsageError.
 */
export function readShard(text: string, environment: Environment): Shard {
  const plain = /^(\d+)\/(\d+)$/.exec(text);
  if (plain) return shardOf(Number(plain[1]), Number(plain[2]), text);
  if (text === "slurm") return taskOf(environment);
  const tasks = /^slurm\/(\d+)$/.exec(text);
  if (tasks) return shardOf(variable(environment, "SLURM_ARRAY_TASK_ID", slurmArray), Number(tasks[1]), text);
  const pods = /^kubernetes\/(\d+)$/.exec(text);
  if (pods)
    return shardOf(
      variable(environment, "JOB_COMPLETION_INDEX", "a Job with completionMode: Indexed") + 1,
      Number(pods[1]),
      text,
    );
  throw new UsageError(
    `--shard: ${JSON.stringify(text)} was given; expected which of how many, such as 3/7, or slurm/7, or kubernetes/7`,
  );
}

/** Adds where, how and which part of a sweep to run. */
export function withSweepOptions(command: Command): Command {
  return command
    .option("--out <folder>", "where results are written (the file's name with -results)")
    .option("--dry-run", "say how many runs, how long and how large, and run nothing more")
    .option("--limit <n>", "at most about this many runs now, in whole chunks", wholeNumber("--limit", 1, 2e9))
    .option("--resume", "go on with what is in the folder")
    .addOption(
      new Option(
        "--shard <i/n>",
        "the i-th of n parts of the sweep; slurm/n and kubernetes/n read i from there",
      ).argParser((text) => readShard(text, process.env)),
    )
    .option(
      "--chunk <n>",
      "runs that are done, stored and taken up again as one",
      wholeNumber("--chunk", 1, largestChunk),
    )
    .addOption(threadsOption())
    .addOption(queueOption("have workers do it that share a PostgreSQL; better given in CORRIDOR_QUEUE or PG…"))
    .option("--detach", "with --queue: ask for the runs and end; corridor sweep collect brings them")
    .addOption(pollOption())
    .addOption(patienceOption())
    .option("--json", "a summary as JSON on stdout")
    .addOption(quietOption());
}
