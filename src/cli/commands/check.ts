import { ScenarioError } from "../../scenario/error.ts";
import type { ResolvedScenario } from "../../scenario/load.ts";
import { exitCodes, UsageError } from "../errors.ts";
import { readScenario } from "../read-scenario.ts";

function describe(path: string, { steps, window }: ResolvedScenario): string {
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  return `${path}: sound; ${count} with those of its bases, ${window.from} to ${window.to}`;
}

/** `corridor check`: says of each file whether it is sound, and what is wrong with it. */
export function check(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      process.stdout.write(`${describe(path, readScenario(path))}\n`);
    } catch (error) {
      if (!(error instanceof ScenarioError || error instanceof UsageError)) throw error;
      process.stderr.write(`corridor: ${error.message}\n`);
      process.exitCode = exitCodes.badInput;
    }
  }
}
