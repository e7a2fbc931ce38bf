import type { Forecast, ForecastMonth, WaitingMonth } from "../analysis/forecast/forecast.ts";
import type { Mode } from "../analysis/forecast/hindcasts.ts";
import { publishedSeries, type Target, targets } from "../analysis/forecast/targets.ts";
import type { ColumnarTable } from "../analysis/result-table.ts";
import { quantileLevels } from "../analysis/scores.ts";
import { knownAt } from "../data/as-of.ts";
import { valueAt } from "../data/series.ts";
import { monthIndex, monthLabel } from "../engine/calendar.ts";
import { cities } from "../model/geography.ts";
import { lastRecordedMonth } from "../scenario/window.ts";
import { compact, percent, range } from "./numbers.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "./terminal.ts";

/** All that is published of the targets. */
const published = publishedSeries(knownAt(monthIndex(lastRecordedMonth)));

/** What was published for a month of a target, null if nothing was. */
function came(k: number, month: number): number | null {
  const value = valueAt(published[k], month);
  return Number.isFinite(value) ? value : null;
}

const modeNames: Readonly<Record<Mode, string>> = {
  announced: "Policies as announced by the origin",
  happened: "Policies as they then happened (levers only, never flows)",
};

const familyHeads: Readonly<Record<Target["family"], string>> = {
  total: "Border Patrol encounters",
  sector: "by sector",
  nationality: "by nationality",
  ports: "Encounters at ports (OFO)",
  interceptions: "Mexican interceptions",
};

const at = (quantiles: Float64Array, level: number): number => quantiles[quantileLevels.indexOf(level)];

/** Middle and interval of 90 percent, rounded to what is known. */
function cell({ quantiles }: ForecastMonth): string {
  const whole = (level: number): number => Math.round(at(quantiles, level));
  return `${compact(whole(0.5))}\n${range(whole(0.05), whole(0.95), compact)}`;
}

function rowOf(name: string, months: readonly ForecastMonth[], k: number): string[] {
  const seen = months.map(({ month }) => came(k, month));
  const known = seen.some((value) => value !== null);
  return [
    known ? `${name}\n\n${paint("dim", "what came")}` : name,
    ...months.map((month, i) => {
      const value = seen[i];
      const lines = cell(month);
      return known ? `${lines}\n${value === null ? "–" : compact(value)}` : lines;
    }),
  ];
}

/** `name` may have several lines. */
function headsOf(name: string, months: readonly ForecastMonth[]): TableColumn[] {
  return [{ head: name }, ...months.map(({ month }): TableColumn => ({ head: monthLabel(month), align: "right" }))];
}

/** Months of a table, so that it fits the terminal: every month if there is room, else the first and some later ones. */
function shownMonths<Month extends ForecastMonth>(all: readonly Month[]): Month[] {
  const room = Math.max(Math.floor((terminalWidth() - 20) / 16), 2);
  if (all.length <= room) return [...all];
  return Array.from({ length: room }, (_, i) => all[Math.round((i * (all.length - 1)) / (room - 1))]);
}

function seriesTable({ series }: Forecast): string {
  const rows = targets.flatMap((target, k) => {
    const months = shownMonths(series[k]);
    const name =
      target.family === "sector" || target.family === "nationality" ? target.name : familyHeads[target.family];
    const first = targets.findIndex(({ family }) => family === target.family) === k;
    const heading = first && name === target.name ? [[paint("bold", familyHeads[target.family])]] : [];
    return [...heading, rowOf(name, months, k)];
  });
  return table(headsOf("middle, and interval of 90%", shownMonths(series[0])), rows);
}

function waitingCell(month: WaitingMonth): string {
  const shelter = month.shelterPlaces > 0 ? `${percent(month.overShelter)} over` : "no count";
  return `${cell(month)}\n${shelter}`;
}

function waitingTable({ waiting }: Forecast): string {
  const rows = cities.map((city, k) => {
    const months = shownMonths(waiting[k]);
    const [{ shelterPlaces }] = months;
    const places = shelterPlaces > 0 ? `${compact(shelterPlaces)} places` : "places not found";
    return [`${city}\n\n${paint("dim", places)}`, ...months.map(waitingCell)];
  });
  return table(
    headsOf("people waiting when the\nmonth ends; chance that\nthey are more than places", shownMonths(waiting[0])),
    rows,
  );
}

const limits =
  "Each published series has a distribution of its own, from the errors that earlier forecasts made, so parts need not add up to wholes. Nobody counts month by month who " +
  "waits: those numbers are what drawn futures of the members say, unchecked, and the few published counts (corridor data waitlists_shelters) lie up to three times lower or higher. " +
  "Shelter places are a guess of 1,000 in most cities. Figures count as known on the last day of their month. The model and the record of policies were written by " +
  "people who know what came later: forecasts from past origins are pseudo-out-of-sample. Months seven to twelve were never scored. Forecasts are of events, not people.";

/** What a person reads. */
export function forecastText(forecasts: readonly Forecast[]): string {
  const [{ origin, ahead }] = forecasts;
  const title = `Forecast from the end of ${monthLabel(origin)}, ${ahead} ${ahead === 1 ? "month" : "months"} ahead`;
  const parts = forecasts.flatMap((one) => [paint("bold", modeNames[one.mode]), seriesTable(one), waitingTable(one)]);
  const left =
    shownMonths(forecasts[0].series[0]).length < ahead ? " All months, at 23 levels, are in --json and --csv." : "";
  return [paint("bold", title), ...parts, wrap(`${limits}${left}`, terminalWidth())].join("\n\n");
}

interface Line {
  readonly mode: Mode;
  readonly series: string;
  readonly member: string | null;
  readonly month: ForecastMonth;
  readonly observed: number | null;
  readonly overShelter: number | null;
  readonly shelterPlaces: number | null;
}

function linesOf({ mode, series, waiting }: Forecast): Line[] {
  const counted = targets.flatMap((target, k) =>
    series[k].map((month): Line => {
      const own = target.name === target.family ? null : target.name;
      const rest = { overShelter: null, shelterPlaces: null };
      return { mode, series: target.family, member: own, month, observed: came(k, month.month), ...rest };
    }),
  );
  const cityLines = cities.flatMap((city, k) =>
    waiting[k].map((month): Line => {
      const { overShelter, shelterPlaces } = month;
      return { mode, series: "waiting", member: city, month, observed: null, overShelter, shelterPlaces };
    }),
  );
  return [...counted, ...cityLines];
}

const rounded = (x: number): number => Number(x.toPrecision(6));

/** Everything, for programs. */
export function forecastJson(forecasts: readonly Forecast[]): Record<string, unknown> {
  const [{ origin, ahead }] = forecasts;
  return {
    origin: monthLabel(origin),
    months: ahead,
    levels: quantileLevels,
    note: limits,
    forecasts: forecasts.flatMap(linesOf).map(({ month, ...line }) => ({
      ...line,
      month: monthLabel(month.month),
      quantiles: Array.from(month.quantiles, rounded),
    })),
  };
}

/** One row for each series and month, one column for each level. */
export function forecastTable(forecasts: readonly Forecast[]): ColumnarTable {
  const lines = forecasts.flatMap(linesOf);
  const column = (name: string, value: (line: Line) => string | number | null) => ({ name, values: lines.map(value) });
  return {
    columns: [
      column("policies", ({ mode }) => mode),
      column("series", ({ series }) => series),
      column("member", ({ member }) => member),
      column("month", ({ month }) => monthLabel(month.month)),
      ...quantileLevels.map((level, i) => column(`q${level}`, ({ month }) => rounded(month.quantiles[i]))),
      column("observed", ({ observed }) => observed),
      column("shelter_places", ({ shelterPlaces }) => shelterPlaces),
      column("over_shelter", ({ overShelter }) => overShelter),
    ],
  };
}
