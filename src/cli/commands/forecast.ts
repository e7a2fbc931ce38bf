import { PosteriorError } from "../../analysis/fit/fitted-file.ts";
import { type Forecast, type ForecastTask, forecastOf, type MemberForecast } from "../../analysis/forecast/forecast.ts";
import { createSources, leversOf, type Mode, modes } from "../../analysis/forecast/hindcasts.ts";
import { shippedForecasts } from "../../analysis/forecast/shipped.ts";
import { csvOf } from "../../analysis/result-table.ts";
import { knownAt } from "../../data/as-of.ts";
import { monthLabel } from "../../engine/calendar.ts";
import { loadScenario } from "../../scenario/load.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import { checkOutputs, writeOutputs } from "../files.ts";
import { fitFor } from "../forecast-files.ts";
import { forecastJson, forecastTable, forecastText } from "../forecast-report.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { mapOnThreads } from "../threads.ts";

export interface ForecastOptions {
  /** Since 2018-01. */
  readonly origin: number;
  readonly months: number;
  readonly policies: Mode | "both";
  readonly members: number;
  readonly seed: number;
  readonly threads: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** Kinds of policies to forecast under. After the last month of the record nothing has happened yet. Throws UsageError. */
function modesAt(origin: number, policies: ForecastOptions["policies"]): readonly Mode[] {
  const recorded = monthLabel(origin) < loadScenario("history").window.to;
  if (!recorded && policies === "happened")
    throw new UsageError(
      `--policies: "happened" was given; expected announced, since no policies are recorded after ${monthLabel(origin)}`,
    );
  return modes.filter((mode) => (recorded || mode === "announced") && (policies === "both" || policies === mode));
}

async function membersAhead(options: ForecastOptions): Promise<MemberForecast[]> {
  const { origin, months, seed, threads, quiet } = options;
  const members = fitFor(origin).members.slice(0, options.members);
  const tasks = members.map((member, number): ForecastTask => ({ member, number, seed, origin, ahead: months }));
  const interrupt = catchInterrupt();
  const progress = startProgress("forecast", quiet === true);
  try {
    const results = await mapOnThreads<ForecastTask, MemberForecast>(
      "forecast",
      tasks,
      threads,
      (state) => progress.update(state),
      interrupt.signal,
    );
    if (!results) throw new InterruptedError("stopped before the forecast was finished; nothing was written");
    return results;
  } finally {
    progress.end();
    interrupt.release();
  }
}

/** `corridor forecast`: what came next, as far as could be said at an origin. Throws UsageError. */
export async function forecast(options: ForecastOptions): Promise<void> {
  const { origin, months, policies, csv, force, json } = options;
  const kinds = modesAt(origin, policies);
  if (csv !== undefined) checkOutputs([csv], { force: force === true, inputs: [] });
  const record = pastForecasts();
  const results = await membersAhead(options);
  const sources = createSources();
  const forecasts = kinds.map((mode): Forecast => {
    const past = record[mode].filter((one) => one.origin < origin);
    return forecastOf(mode, results, origin, months, past, knownAt(origin), leversOf(sources, mode, origin));
  });
  const whole = `${JSON.stringify(forecastJson(forecasts))}\n`;
  if (csv !== undefined) writeOutputs([{ path: csv, content: csvOf(forecastTable(forecasts)) }], false);
  process.stdout.write(json ? whole : `${forecastText(forecasts)}\n`);
  if (csv !== undefined) process.stderr.write(`Wrote ${csv}\n`);
}

/** Earlier forecasts, from whose errors spreads are learned. Throws UsageError. */
function pastForecasts() {
  try {
    return shippedForecasts().record;
  } catch (error) {
    throw error instanceof PosteriorError ? new UsageError(error.message) : error;
  }
}
