import { type Known, knownAt } from "../../data/as-of.ts";
import { type MonthlySeries, valueAt } from "../../data/series.ts";
import { monthLabel } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import type { Member } from "../../model/member.ts";
import { columns } from "../../model/observables.ts";
import { loadScenario } from "../../scenario/load.ts";
import { type FitRow, fitQuality, fitWindow } from "../fit-quality.ts";
import { edge, standardNormal } from "../prior.ts";
import { quantile } from "../quantile.ts";
import type { Job } from "../runner.ts";
import { covers, medianForecast, pit, quantileLevels, type ScoredForecast } from "../scores.ts";
import { latentFirstMonth } from "./flat-paths.ts";
import {
  encountersByNationality,
  logVariance,
  type ObservedSeries,
  offset,
  structuralSeries,
} from "./observation-model.ts";

/**
 * Posterior predictive checks (Gelman, Meng and Stern 1996): figures that the members would have led to, under the errors of the observation
 * model, beside those that were published. The same figures were fitted to, so this asks whether the model can have made them, and not
 * whether it foresees any.
 */

/** What is checked together. Those with a bar are judged; the others answer whether the model can have made what was not held to closely. */
export type CheckGroup = (typeof checkGroups)[number];
export const checkGroups = [
  "total",
  "nationalities",
  "sectors",
  "interceptions",
  "returns",
  "interceptions by nationality",
  "returns by nationality",
  "expulsions",
  "ports",
  "ports by office",
  "sectors by nationality",
] as const;
/** Groups over whose months the 90% intervals have to cover 85% to 95%. */
export const judgedGroups: readonly CheckGroup[] = checkGroups.slice(0, 5);

/** One series: what was published, and what the posterior predicts, month by month. */
export interface SeriesCheck {
  readonly name: string;
  readonly group: CheckGroup;
  /** Months since 2018-01 that have a figure. */
  readonly months: readonly number[];
  readonly forecasts: readonly ScoredForecast[];
  /** Median absolute error of the posterior median, as a share of the figure, over months with one above zero. */
  readonly medianError: number;
  /** What it may be; undefined where no bar is set. */
  readonly bar: number | undefined;
  /** Shares of the months. */
  readonly coverage50: number;
  readonly coverage90: number;
  /** Probability integral transform of each month. */
  readonly pit: readonly number[];
}

/** Errors drawn per member, so that quantiles hang on few draws. */
const errorsPerMember = 20;
const stream = 11;

/** Means over the members of what the history was, one run each. */
export function predictiveJob(members: readonly Member[], until: number, seed: number): Job {
  const history = loadScenario("history");
  const window = { ...history.window, from: monthLabel(latentFirstMonth), to: monthLabel(until) };
  return {
    scenarios: [{ ...history, window }],
    members,
    runs: members.map((_, run) => ({ run, member: run })),
    mean: true,
    seed,
  };
}

/** A figure that is drawn for a member in a month, and one that was published. */
interface Checked {
  readonly name: string;
  readonly group: CheckGroup;
  readonly observed: MonthlySeries;
  readonly draw: (values: Float64Array, row: number, rng: Rng) => number;
}

function drawnFrom(observed: ObservedSeries): Checked["draw"] {
  return (values, row, rng) => {
    const count = observed.columns.reduce((sum, column) => sum + values[row + column], 0);
    const error = Math.sqrt(logVariance(observed, count)) * standardNormal(rng);
    return (count + observed.offset) * Math.exp(error) - observed.offset;
  };
}

const groupOfFamily: Readonly<Record<string, CheckGroup>> = {
  usbp: "nationalities",
  usbpBySector: "sectors",
  interceptions: "interceptions by nationality",
  returnsFromMexico: "returns by nationality",
  expulsions: "expulsions",
  ports: "ports",
  portsByOffice: "ports by office",
  usbpBySectorNationality: "sectors by nationality",
};

const totalOf: Readonly<Record<string, Pick<Checked, "name" | "group">>> = {
  interceptions: { name: "Mexican interceptions", group: "interceptions" },
  returnsFromMexico: { name: "Returns from Mexico", group: "returns" },
  expulsions: { name: "Expulsions under Title 42", group: "expulsions" },
};

/** As `fitQuality` names those that it judges. */
function named(observed: ObservedSeries): Pick<Checked, "name" | "group"> {
  const [family, ...members] = observed.name.split("/");
  if (members.length === 0) return totalOf[family];
  const group = groupOfFamily[family];
  return { name: group === "nationalities" || group === "sectors" ? `USBP ${members[0]}` : observed.name, group };
}

function checkedSeries(known: Known): Checked[] {
  const byNationality = encountersByNationality(known).map(drawnFrom);
  const total: Checked = {
    name: "USBP total",
    group: "total",
    observed: known.usbpTotal(),
    // the errors of nationalities are their own
    draw: (values, row, rng) => byNationality.reduce((sum, draw) => sum + draw(values, row, rng), 0),
  };
  const others = structuralSeries(known).map((one) => ({
    ...named(one),
    observed: one.series,
    draw: drawnFrom(one),
  }));
  return [total, ...others].sort((a, b) => checkGroups.indexOf(a.group) - checkGroups.indexOf(b.group));
}

function medianOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : quantile(Float64Array.from(values).sort(), 0.5);
}

/** How far off a month is, in standard deviations of its log forecast if that were normal; beyond ±1.645 is outside the 90% interval. */
export function distance(forecast: ScoredForecast): number {
  const { quantiles, observed } = forecast;
  const log = (count: number): number => Math.log(Math.max(count, 0) + offset);
  const median = medianForecast(forecast);
  const middle = log(median);
  const end = log(quantiles[quantileLevels.indexOf(observed < median ? 0.05 : 0.95)]);
  return (edge * (log(observed) - middle)) / Math.abs(end - middle);
}

function shareOf(forecasts: readonly ScoredForecast[], probability: 0.5 | 0.9): number {
  return forecasts.filter((one) => covers(one, probability)).length / forecasts.length;
}

function check(
  { name, group, observed, draw }: Checked,
  series: number,
  values: readonly Float64Array[],
  until: number,
  seed: number,
  bars: readonly FitRow[],
): SeriesCheck {
  const months: number[] = [];
  for (let m = fitWindow.from; m <= Math.min(fitWindow.to, until); m++)
    if (Number.isFinite(valueAt(observed, m))) months.push(m);
  const forecasts = months.map((m): ScoredForecast => {
    const row = (m - latentFirstMonth) * columns.length;
    const drawn = new Float64Array(values.length * errorsPerMember);
    values.forEach((one, member) => {
      const rng = new Rng(seed, member, false);
      rng.seek(stream, series, m);
      for (let k = 0; k < errorsPerMember; k++) drawn[member * errorsPerMember + k] = draw(one, row, rng);
    });
    drawn.sort();
    return {
      quantiles: Float64Array.from(quantileLevels, (level) => quantile(drawn, level)),
      observed: valueAt(observed, m),
    };
  });
  const judged = forecasts.filter((one) => one.observed > 0);
  return {
    name,
    group,
    months,
    forecasts,
    medianError: medianOf(judged.map((one) => Math.abs(medianForecast(one) / one.observed - 1))),
    bar: bars.find(({ series: known }) => known === name)?.bar,
    coverage50: shareOf(forecasts, 0.5),
    coverage90: shareOf(forecasts, 0.9),
    pit: forecasts.map(pit),
  };
}

/** Checks every series against what members simulated (months × columns from April 2018 to `until`, the central one not among them). */
export function predictiveChecks(values: readonly Float64Array[], until: number, seed: number): SeriesCheck[] {
  const bars = fitQuality({ values: values[0], firstMonth: latentFirstMonth });
  return checkedSeries(knownAt(until))
    .map((one, series) => check(one, series, values, until, seed, bars))
    .filter(({ months }) => months.length > 0);
}

/** Months of several series taken together. */
export interface Coverage {
  readonly months: number;
  readonly coverage50: number;
  readonly coverage90: number;
}

/** Coverage over the months of all of these series. */
export function pooledCoverage(checks: readonly SeriesCheck[]): Coverage {
  const forecasts = checks.flatMap((one) => one.forecasts);
  return { months: forecasts.length, coverage50: shareOf(forecasts, 0.5), coverage90: shareOf(forecasts, 0.9) };
}
