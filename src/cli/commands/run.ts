import { runTableOf } from "../../analysis/result-table.ts";
import type { ResultOptions } from "../options.ts";
import { noteOtherVersions, readScenario } from "../read-scenario.ts";
import { encountersChart, heading, honesty, monthlyTable, runTable } from "../report.ts";
import { runJson } from "../result-json.ts";
import { checkTargets, commandLine, deliver, simulateOnThreads } from "../simulation.ts";
import { paint, terminalWidth, wrap } from "../terminal.ts";

/** `corridor run`: simulates a scenario and prints flows, harm and money, beside what was observed. */
export async function run(name: string, options: ResultOptions): Promise<void> {
  const scenario = readScenario(name);
  checkTargets(options, [name]);
  if (!options.quiet) noteOtherVersions([name]);
  const [ensemble] = await simulateOnThreads(scenario.name, [scenario], options);
  deliver(
    {
      ensemble,
      json: () => runJson(ensemble, commandLine(["run", name], ensemble, options.posterior)),
      series: () => runTableOf(ensemble),
      text() {
        const parts = [heading(ensemble), runTable(ensemble), encountersChart(ensemble)];
        if (options.monthly) parts.push(monthlyTable(ensemble));
        if (scenario.reading !== "") parts.push(wrap(scenario.reading, terminalWidth()));
        return [...parts, paint("dim", wrap(honesty, terminalWidth()))].join("\n\n");
      },
    },
    options,
  );
}
