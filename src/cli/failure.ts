import { CommanderError } from "commander";
import { ScenarioError } from "../scenario/error.ts";
import { exitCodes, FailedRunsError, InterruptedError, UnfinishedError, UsageError } from "./errors.ts";

export interface Failure {
  /** Empty if it was no failure, such as help that was asked for. */
  readonly sentence: string;
  readonly code: number;
}

/** One sentence of commander's, which may put a suggestion on a line of its own. */
function sentenceOf({ message }: CommanderError): string {
  const [first, suggestion = ""] = message.replace(/^error: /, "").split("\n");
  const meant = /Did you mean (?:one of )?(.*)\?\)/.exec(suggestion)?.[1];
  return meant === undefined
    ? `${first.replace(/\.$/, "")}; corridor --help shows what there is`
    : `${first}; did you mean ${meant}?`;
}

/** What to say about an error, and how to end. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { sentence: "", code: 0 };
    return { sentence: sentenceOf(error), code: exitCodes.badInput };
  }
  if (error instanceof UnfinishedError) return { sentence: error.message, code: exitCodes.unfinished };
  if (error instanceof UsageError || error instanceof ScenarioError) {
    return { sentence: error.message, code: exitCodes.badInput };
  }
  if (error instanceof InterruptedError) return { sentence: error.message, code: exitCodes.interrupted };
  if (error instanceof FailedRunsError) return { sentence: error.message, code: exitCodes.failedRuns };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { sentence: `an unexpected error, which is a fault of Corridor; please report it:\n${text}`, code: 1 };
}
