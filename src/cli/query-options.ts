import type { Command } from "commander";
import { choice, wholeNumber } from "./options.ts";

/** Ready-made views, with what each shows. */
export const queryViews = {
  runs: "every run: levels, member, replication, status, outcomes",
  factors: "what is varied",
  outcomes: "what came out: mean, spread, harm or not",
  effects: "what each level does to each outcome",
  changes: "each run less the one with no lever changed",
  policies: "each combination of levers: mean and interval of every outcome",
  tradeoffs: "policies that no other one beats in everything",
  discovery: "ranges in which a policy fails (with --fails)",
  trajectory: "how those ranges were found, step by step",
  failed: "runs that failed, with their messages",
} as const;

export type QueryView = keyof typeof queryViews;
export const queryViewNames = Object.keys(queryViews) as QueryView[];

export interface QueryOptions {
  readonly view?: QueryView;
  readonly less?: readonly string[];
  readonly more?: readonly string[];
  readonly fails?: string;
  readonly where?: string;
  readonly over?: readonly string[];
  readonly step?: number;
  readonly limit?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Most rows that are printed. */
const mostRows = 1_000_000;

/** Adds what to ask of a sweep's results, and how to say it. */
export function withQueryOptions(command: Command): Command {
  return command
    .addOption(choice("--view <name>", "a ready-made view", queryViewNames))
    .option("--less <outcome...>", "in tradeoffs: less of this is wanted (the first outcome and every harm)")
    .option("--more <outcome...>", "in tradeoffs: more of this is wanted")
    .option("--fails <condition>", "in discovery: when a run fails, such as 'usbp > 1.5e6' or 'change.usbp >= 0'")
    .option("--over <factor...>", "in discovery: what to look for ranges of (the parameters)")
    .option(
      "--step <n>",
      "in discovery: the box after so many steps (the best balanced)",
      wholeNumber("--step", 0, 100_000),
    )
    .option("--where <condition>", "only these runs, such as 'trainSecurity = 1'")
    .option("--limit <n>", "rows to print (20; 1,000 as JSON), or to write", wholeNumber("--limit", 1, mostRows))
    .option("--out <file>", "write everything to a file ending in .csv or .parquet")
    .option("--force", "replace the file if it exists")
    .option("--json", "as JSON on stdout");
}
