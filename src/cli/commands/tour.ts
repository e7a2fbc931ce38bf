import { alongside, differenceOf } from "../../analysis/compare.ts";
import { bandOf, type Ensemble, overWindow, perRun, spreadOf } from "../../analysis/ensemble.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { cities } from "../../model/geography.ts";
import { o } from "../../model/observables.ts";
import { loadScenario } from "../../scenario/load.ts";
import { InterruptedError } from "../errors.ts";
import {
  attacks,
  deaths,
  deathsOnTheWay,
  encounters,
  type Indicator,
  interceptions,
  mexicoSpending,
  observedMonths,
  returns,
  transfers,
  usSpending,
} from "../indicators.ts";
import { compact, compactSigned, range } from "../numbers.ts";
import type { SimulationOptions } from "../options.ts";
import { compareTable, differenceChart, encountersChart, finding, heading, honesty } from "../report.ts";
import { simulateOnThreads } from "../simulation.ts";
import { paint, table, terminalWidth, wrap } from "../terminal.ts";

/** Fiscal years (October to September) that the window covers whole. */
function fiscalYears({ firstMonth, months }: Ensemble): number[] {
  const years: number[] = [];
  for (let year = 2019; monthIndex(`${year}-09`) < firstMonth + months; year++) {
    if (monthIndex(`${year - 1}-10`) >= firstMonth) years.push(year);
  }
  return years;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Simulated mean and observed figure of an indicator over each fiscal year. */
function byYear(history: Ensemble, indicator: Indicator): { readonly simulated: number; readonly observed: number }[] {
  const mean = bandOf(perRun(history, indicator.columns)).mean;
  const observed = observedMonths(indicator, history.firstMonth, history.months);
  return fiscalYears(history).map((year) => {
    const first = monthIndex(`${year - 1}-10`) - history.firstMonth;
    return { simulated: sumOf(mean.slice(first, first + 12)), observed: sumOf(observed.slice(first, first + 12)) };
  });
}

/** Encounters of each month in thousands, simulated / observed, one column per fiscal year. */
function monthsByYear(history: Ensemble): string {
  const mean = bandOf(perRun(history, encounters.columns)).mean;
  const observed = observedMonths(encounters, history.firstMonth, history.months);
  const pair = (simulated: number, seen: number): string => {
    const thousands = (value: number): string => (value / 1000).toFixed(0).padStart(3);
    return `${thousands(simulated)} / ${thousands(seen)}`;
  };
  const years = fiscalYears(history);
  const names = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"];
  const rows = names.map((name, k) => [
    name,
    ...years.map((year) => {
      const m = monthIndex(`${year - 1}-10`) + k - history.firstMonth;
      return pair(mean[m], observed[m]);
    }),
  ]);
  const columns = [{ head: "Thousands" }, ...years.map((year) => ({ head: `FY${year}`, align: "right" as const }))];
  return `${encounters.label} per month, simulated / observed\n\n${table(columns, rows)}`;
}

/** Interceptions, returns, harm and money of each fiscal year. */
function yearTable(history: Ensemble): string {
  const lines = [
    encounters,
    interceptions,
    returns,
    transfers,
    deaths,
    deathsOnTheWay,
    attacks,
    mexicoSpending,
    usSpending,
  ].flatMap((indicator) => {
    const values = byYear(history, indicator);
    const simulated = [indicator.label, ...values.map((value) => compact(value.simulated))];
    if (indicator.observed === undefined) return [simulated];
    return [simulated, ["  observed", ...values.map((value) => compact(value.observed))]];
  });
  const columns = [
    { head: "Simulated per year" },
    ...fiscalYears(history).map((year) => ({ head: `FY${year}`, align: "right" as const })),
  ];
  return table(columns, lines);
}

/** People waiting in each northern city, averages of the window. */
function waitingTable(base: Ensemble, scenario: Ensemble): string {
  const mean = (ensemble: Ensemble, column: number): number =>
    spreadOf(overWindow(perRun(ensemble, [column]), "stock")).mean;
  const rows = cities.map((city, k) => {
    const column = o.waiting + k;
    const { overall } = differenceOf(base, scenario, [column], "stock");
    const interval =
      scenario.runs.length > 1 ? range(overall.quantiles.p10, overall.quantiles.p90, compactSigned) : "–";
    return [city, compact(mean(base, column)), compact(mean(scenario, column)), compactSigned(overall.mean), interval];
  });
  const heads = ["history", "scenario", "change", "80% interval"];
  const columns = [{ head: "People waiting, average" }, ...heads.map((head) => ({ head, align: "right" as const }))];
  return table(columns, rows);
}

const next = `What to try next:
  corridor compare freight-trains-stopped  another what-if (scenarios/README.md)
  corridor levers appointments             a lever and its evidence
  corridor new my.yaml --from aid-20bn     a scenario of your own
  corridor compare my.yaml --out results   what it makes: JSON, CSV and Parquet
  corridor validate                        what the model gets right and wrong
In a clone, put npx before each.`;

function refusePartial({ partial }: Ensemble): void {
  if (partial) throw new InterruptedError("stopped; nothing was written");
}

/** `corridor tour`: the recorded history, then the what-if without the deal of December 2023. */
export async function tour(options: SimulationOptions): Promise<void> {
  const history = loadScenario("history");
  const whatIf = loadScenario("no-december-deal");
  const [past] = await simulateOnThreads("1 of 2, history", [history], options);
  refusePartial(past);
  const [base, scenario] = await simulateOnThreads(
    "2 of 2, what-if and its base",
    [alongside(history, whatIf), whatIf],
    options,
  );
  refusePartial(scenario);
  const width = terminalWidth();
  const parts = [
    heading(past),
    monthsByYear(past),
    encountersChart(past),
    yearTable(past),
    `${heading(scenario)}\n\n${paint("bold", wrap(finding(base, scenario), width))}`,
    compareTable(base, scenario),
    differenceChart(base, scenario),
    waitingTable(base, scenario),
    wrap(whatIf.reading, width),
    paint("dim", wrap(honesty, width)),
    next,
  ];
  process.stdout.write(`${parts.join("\n\n")}\n`);
}
