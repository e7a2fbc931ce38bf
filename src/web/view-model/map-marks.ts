import { cities, nationalities, sectors } from "../../model/geography.ts";
import { columns, columnsOf, type ObservableName, o } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { type Total, totalAmong } from "./bands.ts";
import { keyOf } from "./names.ts";

/** What the map shows at a place or along a line: some columns of the record, summed. Nothing is split that the record does not split. */
export interface Mark {
  readonly id: string;
  readonly group: MarkGroup;
  /** Place of the model; empty for lines that stand for all places together. */
  readonly place: string;
  /** Message key of the name. */
  readonly name: string;
  readonly columns: readonly number[];
  readonly kind: "flow" | "stock";
}

export const markGroups = ["sectors", "cities", "lines", "origins"] as const;
export type MarkGroup = (typeof markGroups)[number];

/** A mark over a period: the median of the draws with their 80% interval, or the central member where there are too few. */
export interface Reading {
  readonly mark: Mark;
  readonly base: number;
  readonly scenario: Total;
  readonly change: Total;
}

const placed = (group: MarkGroup, name: ObservableName, prefix: string, places: readonly string[]): Mark[] =>
  places.map((place, k) => ({
    id: `${group}-${keyOf(place)}`,
    group,
    place,
    name: `${prefix}_${keyOf(place)}`,
    columns: [o[name] + k],
    kind: columns[o[name]].kind,
  }));

const line = (name: ObservableName): Mark => ({
  id: name,
  group: "lines",
  place: "",
  name: `map_line_${name}`,
  columns: columnsOf(name),
  kind: "flow",
});

/** Lines of all nationalities and places together: where along the way each happens is not in the record. */
export const lineNames = [
  "reachedNorth",
  "interceptions",
  "transfersSouth",
  "returnsFromMexico",
  "darien",
] as const satisfies readonly ObservableName[];
export type LineName = (typeof lineNames)[number];

export const marks: readonly Mark[] = [
  ...placed("sectors", "usbpBySector", "sector", sectors),
  ...placed("cities", "waiting", "city", cities),
  ...lineNames.map(line),
  ...placed("origins", "departures", "nationality", nationalities),
];

/** A month of the record, or the whole of it: then flows are summed and stocks are those at its end. */
export type Period = number | "whole";

function amountOf({ columns: which, kind }: Mark, values: Float64Array, period: Period): number {
  const months = values.length / columns.length;
  const [from, to] =
    period !== "whole" ? [period, period] : kind === "flow" ? [0, months - 1] : [months - 1, months - 1];
  let sum = 0;
  for (let m = from; m <= to; m++) for (const column of which) sum += values[m * columns.length + column];
  return sum;
}

/** What every mark shows over a period; `outcomes` are draws of this scenario. */
export function readings(period: Period, central: Outcome, outcomes: readonly Outcome[]): Reading[] {
  return marks.map((mark) => {
    const of = (values: Float64Array): number => amountOf(mark, values, period);
    const [base, scenario] = [of(central.base), of(central.scenario)];
    const bases = outcomes.map((one) => of(one.base));
    const scenarios = outcomes.map((one) => of(one.scenario));
    const changes = scenarios.map((value, k) => value - bases[k]);
    return {
      mark,
      base: totalAmong(base, bases).middle,
      scenario: totalAmong(scenario, scenarios),
      change: totalAmong(scenario - base, changes),
    };
  });
}

/** Less than half a person or event is nothing. */
const nothing = 0.5;

/** Whether something is more or fewer for sure: the 80% interval has one sign, or there is none yet. */
export type Direction = "more" | "fewer" | "unclear" | "none";

export function directionOf({ middle, low, high }: Total): Direction {
  if (Math.max(Math.abs(middle), Math.abs(low ?? 0), Math.abs(high ?? 0)) < nothing) return "none";
  if (low !== undefined && high !== undefined && low <= 0 && high >= 0) return "unclear";
  return middle > 0 ? "more" : "fewer";
}

/** Widths of a line at its broad end, or radii of a circle, in pixels: inside what is sure, the middle, and as far as the interval reaches. */
export interface Extent {
  readonly inner: number;
  readonly middle: number;
  readonly outer: number;
}

/** Sizes as `scaled` gives them for amounts. Of a change it is the size, not the sign; what may be nothing has nothing sure. */
export function extentOf({ middle, low, high }: Total, scaled: (amount: number) => number): Extent {
  const middleSize = scaled(Math.abs(middle));
  if (low === undefined || high === undefined) return { inner: middleSize, middle: middleSize, outer: middleSize };
  const sizes = [Math.abs(low), Math.abs(high)];
  const inner = low <= 0 && high >= 0 ? 0 : Math.min(...sizes);
  return { inner: scaled(inner), middle: middleSize, outer: scaled(Math.max(...sizes)) };
}

/** The greatest amounts over some periods, for scales that do not move with the month. */
export interface Greatest {
  /** Of lines and sectors, which are drawn to one scale. */
  readonly lines: number;
  readonly sectors: number;
  readonly cities: number;
  readonly origins: number;
}

function sizesOf({ base, scenario, change }: Reading, asChange: boolean): number[] {
  if (!asChange) return [base, scenario.middle];
  return [change.middle, change.low ?? 0, change.high ?? 0].map(Math.abs);
}

/** The greatest amounts: of changes, else of base and scenario. */
export function greatestOf(periods: readonly (readonly Reading[])[], asChange: boolean): Greatest {
  const most = (...groups: readonly MarkGroup[]): number =>
    Math.max(
      1,
      ...periods
        .flat()
        .filter(({ mark }) => groups.includes(mark.group))
        .flatMap((reading) => sizesOf(reading, asChange)),
    );
  return {
    lines: most("lines", "sectors"),
    sectors: most("sectors"),
    cities: most("cities"),
    origins: most("origins"),
  };
}
