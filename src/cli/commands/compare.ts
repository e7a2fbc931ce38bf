import { alongside } from "../../analysis/compare.ts";
import { compareTableOf } from "../../analysis/result-table.ts";
import { UsageError } from "../errors.ts";
import type { ResultOptions } from "../options.ts";
import { baseOf, noteOtherVersions, readScenario } from "../read-scenario.ts";
import { compareTable, differenceChart, finding, heading, honesty, monthlyDifferences } from "../report.ts";
import { compareJson } from "../result-json.ts";
import { checkTargets, commandLine, deliver, simulateOnThreads } from "../simulation.ts";
import { paint, terminalWidth, wrap } from "../terminal.ts";

function pairOf(first: string, second: string | undefined): readonly [base: string, scenario: string] {
  if (second !== undefined) return [first, second];
  readScenario(first);
  const base = baseOf(first);
  if (base === undefined) {
    throw new UsageError(
      `${first} has no base to compare it with; expected two scenarios, as in corridor compare ${first} no-december-deal`,
    );
  }
  return [base, first];
}

/** `corridor compare`: the difference that a scenario makes to its base under common random numbers, with intervals. */
export async function compare(first: string, second: string | undefined, options: ResultOptions): Promise<void> {
  const [baseName, scenarioName] = pairOf(first, second);
  const scenario = readScenario(scenarioName);
  const base = alongside(readScenario(baseName), scenario);
  checkTargets(options, [baseName, scenarioName]);
  if (!options.quiet) noteOtherVersions([baseName, scenarioName]);
  const label = `${scenario.name} and ${base.name}`;
  const [before, after] = await simulateOnThreads(label, [base, scenario], options);
  deliver(
    {
      ensemble: { ...after, failures: [...before.failures, ...after.failures] },
      json: () =>
        compareJson(before, after, commandLine(["compare", baseName, scenarioName], after, options.posterior)),
      series: () => compareTableOf(before, after),
      text() {
        const width = terminalWidth();
        const parts = [
          heading(after),
          paint("bold", wrap(finding(before, after), width)),
          compareTable(before, after),
          differenceChart(before, after),
        ];
        if (options.monthly) parts.push(monthlyDifferences(before, after));
        if (scenario.reading !== "") parts.push(wrap(scenario.reading, width));
        return [...parts, paint("dim", wrap(honesty, width))].join("\n\n");
      },
    },
    options,
  );
}
