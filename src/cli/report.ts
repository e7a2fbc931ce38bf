import { type Difference, differenceOf } from "../analysis/compare.ts";
import {
  type Band,
  bandOf,
  type Ensemble,
  monthLabels,
  overWindow,
  perRun,
  type Spread,
  spreadOf,
} from "../analysis/ensemble.ts";
import { lastRecordedMonth } from "../scenario/window.ts";
import { barsAndDots, divergingBars, sparkline } from "./charts.ts";
import {
  atPorts,
  attacks,
  deaths,
  encounters,
  type Indicator,
  indicators,
  interceptions,
  observedMonths,
  observedOverall,
  returns,
} from "./indicators.ts";
import { about, compact, compactSigned, exact, monthName, percent, range, significant } from "./numbers.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "./terminal.ts";
import { version } from "./version.ts";

/** What stands under every result. */
export const honesty =
  "Scenario, not prediction. Encounters and interceptions are events, not people. Attacks are those that would be reported, a lower bound; " +
  "observed deaths are the dead and missing that IOM could record, a lower bound too.";

const beyondRecord =
  "From October 2024 on nothing is recorded or fitted: policies stand as they were and fitted paths keep their last value.";

/** Room for the labels of the indicators. */
const labelWidth = 26;

function right(head: string): TableColumn {
  return { head, align: "right" };
}

/** Fewer runs than this say next to nothing about an interval. */
const runsForInterval = 5;

function hasInterval({ runs }: Ensemble): boolean {
  return runs.length >= runsForInterval;
}

/** An interval of 80 percent, or a dash where too few runs were made. */
function interval(ensemble: Ensemble, { quantiles }: Spread, write: (value: number) => string): string {
  return hasInterval(ensemble) ? range(quantiles.p10, quantiles.p90, write) : "–";
}

function windowName({ scenario }: Ensemble): string {
  const { from, to } = scenario.window;
  return from === to ? monthName(from) : `${monthName(from)} to ${monthName(to)}`;
}

/** What the bands of an ensemble hold, in a few words. */
function bandsName({ mode, runs }: Ensemble): string {
  const members = new Set(runs.map(({ member }) => member)).size;
  const known = members > 1 ? `${members} sets of parameters` : "one set of parameters, so intervals hold chance alone";
  if (mode === "mean")
    return members > 1 ? `Mean field, ${members} sets of parameters` : "Mean field, one set of parameters";
  if (runs.length === 1) return "1 run";
  return `${runs.length} runs, ${known}`;
}

/** Title, question, and how the numbers were made. */
export function heading(ensemble: Ensemble, width = terminalWidth()): string {
  const { scenario, seed, partial } = ensemble;
  const lines = [paint("bold", `${scenario.title} (${scenario.name})`)];
  if (scenario.question !== "") lines.push(wrap(scenario.question, width));
  lines.push(wrap(`${windowName(ensemble)}. ${bandsName(ensemble)}; seed ${seed}; corridor ${version}.`, width));
  if (scenario.window.to > lastRecordedMonth) lines.push(wrap(beyondRecord, width));
  if (partial) lines.push(paint("red", wrap(`Partial: stopped after ${ensemble.runs.length} runs.`, width)));
  return lines.join("\n");
}

/** Every indicator over the window, simulated and observed. */
export function runTable(ensemble: Ensemble, width = terminalWidth()): string {
  const { firstMonth, months } = ensemble;
  const room = width - 76;
  const columns = [
    { head: "Over the window", width: 32 },
    right("simulated"),
    right("80% interval"),
    right("observed"),
  ];
  if (room >= 12) columns.push({ head: "month by month", width: room });
  const rows = indicators.map((indicator) => {
    if (typeof indicator === "string") return [paint("dim", indicator)];
    const series = perRun(ensemble, indicator.columns);
    const overall = spreadOf(overWindow(series, indicator.kind));
    const cells = [
      indicator.label,
      about(overall.mean),
      interval(ensemble, overall, compact),
      exact(observedOverall(indicator, firstMonth, months)),
    ];
    return room >= 12 ? [...cells, sparkline(bandOf(series).mean, room)] : cells;
  });
  return table(columns, rows);
}

/** Encounters between ports month by month, as bars and dots. */
export function encountersChart(ensemble: Ensemble, width = terminalWidth()): string {
  const simulated = bandOf(perRun(ensemble, encounters.columns)).mean;
  const observed = observedMonths(encounters, ensemble.firstMonth, ensemble.months);
  const title = `${encounters.label} per month: ${paint("cyan", "█")} simulated  ${paint("bold", "●")} observed`;
  return `${title}\n${barsAndDots(monthLabels(ensemble), simulated, observed, width)}`;
}

/** One row per month: flows and the harm beside them. */
export function monthlyTable(ensemble: Ensemble, width = terminalWidth()): string {
  const { firstMonth, months } = ensemble;
  const means = (indicator: Indicator): readonly number[] => bandOf(perRun(ensemble, indicator.columns)).mean;
  const usbp = bandOf(perRun(ensemble, encounters.columns));
  const usbpObserved = observedMonths(encounters, firstMonth, months);
  const shown = [deaths, attacks, atPorts, interceptions, returns].map(means);
  const wide = width >= 100;
  const columns = [
    { head: "\nMonth" },
    right("encounters\nsimulated"),
    ...(wide ? [right("80%\ninterval")] : []),
    right("\nobserved"),
    right("deaths at\nborder"),
    right("attacks\nreported"),
    right("at\nports"),
    right("inter-\nceptions"),
    right("returns f.\nMexico"),
  ];
  const rows = monthLabels(ensemble).map((month, m) => [
    month,
    about(usbp.mean[m]),
    ...(wide ? [monthlyInterval(ensemble, usbp, m, compact)] : []),
    exact(usbpObserved[m]),
    ...shown.map((values) => about(values[m])),
  ]);
  return table(columns, rows);
}

function monthlyInterval(ensemble: Ensemble, { quantiles }: Band, m: number, write: (value: number) => string): string {
  return hasInterval(ensemble) ? range(quantiles.p10[m], quantiles.p90[m], write) : "–";
}

/** The difference in a sentence, rounded to what is known: `July 2023 to September 2024: 310,000 more ... (80%: ...)`. */
export function finding(base: Ensemble, scenario: Ensemble, indicator: Indicator = encounters): string {
  const { overall } = differenceOf(base, scenario, indicator.columns, indicator.kind);
  const when = windowName(scenario);
  const what = `${indicator.label.charAt(0).toLowerCase()}${indicator.label.slice(1)}`;
  const side = (value: number): string => `${about(Math.abs(significant(value, 2)))} ${value < 0 ? "fewer" : "more"}`;
  if (overall.mean === 0) return `${when}: no difference in ${what} from “${base.scenario.title}”.`;
  const amount = `${when}: ${side(overall.mean)} ${what} than under “${base.scenario.title}”`;
  if (!hasInterval(scenario)) {
    const made = scenario.runs.length === 1 ? "one run" : `${scenario.runs.length} runs`;
    return `${amount} (${scenario.mode === "mean" ? "mean field" : made}, without an interval).`;
  }
  const { p10, p90 } = overall.quantiles;
  const [near, far] = Math.abs(p10) < Math.abs(p90) ? [p10, p90] : [p90, p10];
  const both =
    p10 < 0 && p90 > 0
      ? `between ${side(p10)} and ${side(p90)}`
      : `${about(Math.abs(significant(near, 2)))} to ${side(far)}`;
  const { higher, lower } = overall.chance;
  const runs = scenario.runs.length;
  const agreeing = Math.round(runs * (overall.mean > 0 ? higher : lower));
  const inRuns = agreeing === runs ? `all ${runs} runs` : `${agreeing} of ${runs} runs`;
  return `${amount} (80% interval: ${both}; ${overall.mean > 0 ? "more" : "fewer"} in ${inRuns}).`;
}

/** Every indicator over the window under base and scenario, and the difference with its interval. */
export function compareTable(base: Ensemble, scenario: Ensemble, width = terminalWidth()): string {
  const { firstMonth, months } = scenario;
  const wide = width >= 92;
  const columns = [
    { head: "Over the window", width: labelWidth },
    right("observed"),
    right("base"),
    right("scenario"),
    right("change"),
    right("80% interval"),
    ...(wide ? [right("higher in")] : []),
  ];
  const rows = indicators.map((indicator) => {
    if (typeof indicator === "string") return [paint("dim", indicator)];
    const mean = (ensemble: Ensemble): number =>
      spreadOf(overWindow(perRun(ensemble, indicator.columns), indicator.kind)).mean;
    const { overall } = differenceOf(base, scenario, indicator.columns, indicator.kind);
    return [
      indicator.label,
      compact(observedOverall(indicator, firstMonth, months)),
      compact(mean(base)),
      compact(mean(scenario)),
      compactSigned(overall.mean),
      interval(scenario, overall, compactSigned),
      ...(wide ? [scenario.runs.length > 1 ? percent(overall.chance.higher) : "–"] : []),
    ];
  });
  return table(columns, rows);
}

/** Encounters under base and scenario month by month, with a bar for the difference. */
export function differenceChart(base: Ensemble, scenario: Ensemble, width = terminalWidth()): string {
  const { monthly }: Difference = differenceOf(base, scenario, encounters.columns, encounters.kind);
  const bars = divergingBars(monthly.mean, Math.max(8, width - 69));
  const means = [base, scenario].map((ensemble) => bandOf(perRun(ensemble, encounters.columns)).mean);
  const observed = observedMonths(encounters, scenario.firstMonth, scenario.months);
  const rows = monthLabels(scenario).map((month, m) => [
    month,
    compact(observed[m]),
    compact(means[0][m]),
    compact(means[1][m]),
    compactSigned(monthly.mean[m]),
    monthlyInterval(scenario, monthly, m, compactSigned),
    paint("cyan", bars[m]),
  ]);
  const columns = [
    { head: "Encounters" },
    right("observed"),
    right("base"),
    right("scenario"),
    right("change"),
    right("80% interval"),
    { head: "" },
  ];
  return table(columns, rows);
}

/** One row per month of the changes in flows and the harm beside them. */
export function monthlyDifferences(base: Ensemble, scenario: Ensemble): string {
  const shown = [encounters, deaths, attacks, atPorts, interceptions, returns];
  const bands = shown.map((indicator) => differenceOf(base, scenario, indicator.columns, indicator.kind).monthly);
  const heads = [
    "encounters",
    "deaths at\nborder",
    "attacks\nreported",
    "at\nports",
    "inter-\nceptions",
    "returns f.\nMexico",
  ];
  const columns = [{ head: "Change" }, ...heads.map(right)];
  const rows = monthLabels(scenario).map((month, m) => [month, ...bands.map(({ mean }) => compactSigned(mean[m]))]);
  return table(columns, rows);
}
