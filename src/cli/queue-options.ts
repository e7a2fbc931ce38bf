import { type Command, Option } from "commander";
import { UsageError } from "./errors.ts";
import { quietOption, threadsOption } from "./options.ts";

/** Which queue, and how patient to be with it. */
export interface QueueOptions {
  /** A connection string; true where it is to be read from the environment. */
  readonly queue?: string | true;
  /** Seconds for which to try again when its database is away. */
  readonly patience: number;
  readonly quiet?: boolean;
}

export interface WorkerOptions extends QueueOptions {
  readonly threads: number;
  readonly lease: number;
  readonly poll: number;
  readonly untilEmpty?: boolean;
}

export interface StatusOptions extends QueueOptions {
  readonly json?: boolean;
}

export interface CollectOptions extends QueueOptions {
  readonly out?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

export interface CancelOptions extends QueueOptions {
  readonly delete?: boolean;
  readonly json?: boolean;
}

/** Reads seconds within bounds; the sentence of the error names the option. */
function seconds(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d*\.?\d+$/.test(text.trim()) && value >= min && value <= max) return value;
    throw new UsageError(
      `${name}: ${JSON.stringify(text)} was given; expected seconds from ${min} to ${max.toLocaleString("en-US")}`,
    );
  };
}

export const queueOption = (description: string): Option => new Option("--queue [url]", description);

export const patienceOption = (): Option =>
  new Option("--patience <seconds>", "how long to try again when the queue's database is away")
    .argParser(seconds("--patience", 0, 86_400))
    .default(300);

export const pollOption = (): Option =>
  new Option("--poll <seconds>", "pause between looks into the queue")
    .argParser(seconds("--poll", 0.01, 60))
    .default(1);

const where = "PostgreSQL with the queue; better in CORRIDOR_QUEUE or PGHOST, PGUSER, …";

export function withWorkerOptions(command: Command): Command {
  return command
    .addOption(queueOption(where))
    .addOption(threadsOption())
    .option("--until-empty", "end when nothing is left to be done")
    .addOption(
      new Option("--lease <seconds>", "without a sign of life for so long, others take its chunks")
        .argParser(seconds("--lease", 0.2, 86_400))
        .default(30),
    )
    .addOption(pollOption())
    .addOption(patienceOption())
    .addOption(quietOption());
}

export function withStatusOptions(command: Command): Command {
  return command.addOption(queueOption(where)).addOption(patienceOption()).option("--json", "as JSON on stdout");
}
