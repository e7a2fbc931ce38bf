import { monthIndex } from "../engine/calendar.ts";
import { fieldOffices, households, type Nationality, nationalities, sectors } from "../model/geography.ts";
import type { CourtVintage } from "./schemas.ts";
import { table } from "./tables.ts";

/** Monthly figures from `firstMonth` (months since 2018-01, negative before) on; NaN where no figure exists. */
export interface MonthlySeries {
  readonly firstMonth: number;
  readonly values: Float64Array;
}

/** One published figure: an ISO month, which series of the result it belongs to, and its value. */
interface Figure {
  readonly month: string;
  readonly slot: number;
  readonly value: number;
}

/** First month with encounters counted exactly for all eleven nationalities. */
const exactFrom = "2019-10";

/**
 * Figures laid out as one series per slot, all over the same span. A month that has a figure for any slot is zero for
 * the slots without one: the tables leave out empty cells. Figures of one month and slot add up.
 */
function gather(figures: readonly Figure[], slots: number): MonthlySeries[] {
  const months = figures.map((figure) => monthIndex(figure.month));
  const firstMonth = months.reduce((a, b) => Math.min(a, b));
  const length = months.reduce((a, b) => Math.max(a, b)) - firstMonth + 1;
  const series = Array.from({ length: slots }, () => new Float64Array(length).fill(Number.NaN));
  for (const month of new Set(months)) for (const values of series) values[month - firstMonth] = 0;
  figures.forEach((figure, at) => {
    series[figure.slot][months[at] - firstMonth] += figure.value;
  });
  return series.map((values) => ({ firstMonth, values }));
}

function gatherOne(figures: readonly Omit<Figure, "slot">[]): MonthlySeries {
  return gather(
    figures.map((figure) => ({ ...figure, slot: 0 })),
    1,
  )[0];
}

const slotOf = (names: readonly string[], name: string): number => names.indexOf(name);

type Wide = Readonly<Record<string, string | number>>;

/** Figures of rows that spread nationalities over columns; a nationality without a column has none. */
function figuresByNationality(row: Wide): Figure[] {
  return nationalities.flatMap((name, slot) =>
    name in row ? [{ month: row.month as string, slot, value: row[name] as number }] : [],
  );
}

/** All NaN, over the span of `like`. */
function unknown(like: MonthlySeries): MonthlySeries {
  return { firstMonth: like.firstMonth, values: new Float64Array(like.values.length).fill(Number.NaN) };
}

function withUnknown(series: readonly MonthlySeries[], name: Nationality): MonthlySeries[] {
  return series.map((one, slot) => (nationalities[slot] === name ? unknown(one) : one));
}

/** Sum of series over one span; NaN in a month without a figure for one of them. */
export function total(series: readonly MonthlySeries[]): MonthlySeries {
  const values = series[0].values.map((_, at) => series.reduce((sum, one) => sum + one.values[at], 0));
  return { firstMonth: series[0].firstMonth, values };
}

/** Border Patrol encounters on the Southwest border, 2017-10 to 2024-09, events. */
export function usbpTotal(): MonthlySeries {
  return total(usbpBySector());
}

/** The same by sector, in the order of `sectors`. */
export function usbpBySector(): MonthlySeries[] {
  const figures = table("usbp_month_sector").map((row) => ({
    month: row.month,
    slot: slotOf(sectors, row.sector),
    value: row.title8 + row.title42,
  }));
  return gather(figures, sectors.length);
}

/**
 * The same by nationality, in the order of `nationalities`: exact from 2019-10, rounded to tens before. The exact FY2019
 * figures for four nationalities and one group are left aside, since they count the same events again.
 */
export function usbpByNationality(): MonthlySeries[] {
  const figures = table("usbp_month_nationality")
    .filter((row) => row.precision === (row.month < exactFrom ? "rounded_to_10" : "exact"))
    .map((row) => ({
      month: row.month,
      slot: slotOf(nationalities, row.nationality),
      value: row.encounters,
    }));
  return gather(figures, nationalities.length);
}

/** The same by household, in the order of `households`, 2017-10 to 2024-09. */
export function usbpByHousehold(): MonthlySeries[] {
  const figures = table("usbp_month_demographic").map((row) => ({
    month: row.month,
    slot: slotOf(households, row.household),
    value: row.encounters,
  }));
  return gather(figures, households.length);
}

function groupFigures(value: (row: { readonly title8: number; readonly title42: number }) => number): MonthlySeries[] {
  const figures = table("usbp_month_nationality_household_title").map((row) => ({
    month: row.month,
    slot: slotOf(nationalities, row.nationality) * households.length + slotOf(households, row.household),
    value: value(row),
  }));
  return gather(figures, nationalities.length * households.length);
}

/** Border Patrol encounters by group (33, household fastest), 2019-10 to 2024-09. */
export function usbpByNationalityHousehold(): MonthlySeries[] {
  return groupFigures((row) => row.title8 + row.title42);
}

/** Border Patrol expulsions under Title 42 by group (33, household fastest), 2019-10 to 2024-09. */
export function usbpTitle42ByNationalityHousehold(): MonthlySeries[] {
  return groupFigures((row) => row.title42);
}

/** Border Patrol expulsions under Title 42, 2017-10 to 2024-09 (zero before 2020-03). */
export function usbpTitle42(): MonthlySeries {
  return gatherOne(table("usbp_month_title").map((row) => ({ month: row.month, value: row.title42 })));
}

/** Border Patrol encounters by sector, then nationality, 2019-10 to 2024-09. */
export function usbpBySectorNationality(): MonthlySeries[][] {
  return sectors.map((sector) =>
    gather(
      table("usbp_month_sector_nationality")
        .filter((row) => row.sector === sector)
        .flatMap(figuresByNationality),
      nationalities.length,
    ),
  );
}

/** Encounters at ports of entry (OFO), 2017-10 to 2024-09. */
export function ofoTotal(): MonthlySeries {
  return gatherOne(
    table("encounters_month_component")
      .filter((row) => row.component === "OFO")
      .map((row) => ({ month: row.month, value: row.encounters })),
  );
}

/** Encounters between and at ports of entry, 2017-10 to 2024-09. */
export function southwestTotal(): MonthlySeries {
  const between = usbpTotal();
  const ports = ofoTotal();
  const values = between.values.map((value, at) => value + valueAt(ports, between.firstMonth + at));
  return { firstMonth: between.firstMonth, values };
}

/** Encounters at ports by field office, in the order of `fieldOffices`, 2019-10 to 2024-09. */
export function ofoByFieldOffice(): MonthlySeries[] {
  const figures = table("ofo_month_field_office").map((row) => ({
    month: row.month,
    slot: slotOf(fieldOffices, row.field_office),
    value: row.title8 + row.title42,
  }));
  return gather(figures, fieldOffices.length);
}

/** Encounters at ports by nationality, 2019-10 to 2024-09 (FY2019 exists only grouped and is left aside). */
export function ofoByNationality(): MonthlySeries[] {
  const figures = table("ofo_month_nationality")
    .filter((row) => row.month >= exactFrom)
    .map((row) => ({
      month: row.month,
      slot: slotOf(nationalities, row.nationality),
      value: row.encounters,
    }));
  return gather(figures, nationalities.length);
}

/** Mexican interceptions by nationality, 2018-01 to 2024-09, events; Mexico is NaN throughout. */
export function interceptionsByNationality(): MonthlySeries[] {
  return withUnknown(interceptionFigures(), "Mexico");
}

/** Mexican interceptions, all nationalities. */
export function interceptionsTotal(): MonthlySeries {
  return total(interceptionFigures());
}

function interceptionFigures(): MonthlySeries[] {
  return gather(table("mexico_interceptions_month").flatMap(figuresByNationality), nationalities.length);
}

/** Returns from Mexico (deportations, assisted returns, children's returns) by nationality, 2018-01 to 2024-09; Mexico is NaN. */
export function returnsByNationality(): MonthlySeries[] {
  return withUnknown(returnFigures(), "Mexico");
}

/** Returns from Mexico, all nationalities and kinds. */
export function returnsTotal(): MonthlySeries {
  return total(returnFigures());
}

function returnFigures(): MonthlySeries[] {
  const figures = table("mexico_returns_month").map((row) => ({
    month: row.month,
    slot: slotOf(nationalities, row.nationality),
    value: row.deportation + row.assisted_return + row.assisted_return_of_children,
  }));
  return gather(figures, nationalities.length);
}

/** Crossings of the Darién by nationality, 2020-01 to 2024-09 (zero in 2020-04, 05 and 07: the route was closed). */
export function darienByNationality(): MonthlySeries[] {
  return gather(table("darien_month").flatMap(figuresByNationality), nationalities.length);
}

/** Crossings of the Darién, all nationalities. */
export function darienTotal(): MonthlySeries {
  return total(darienByNationality());
}

/** Irregular entries into Honduras by nationality, 2018-01 to 2024-09; Hondurans are NaN, and so are 2020-04 and 2020-05. */
export function hondurasEntriesByNationality(): MonthlySeries[] {
  return withUnknown(
    gather(table("honduras_entries_month").flatMap(figuresByNationality), nationalities.length),
    "Honduras",
  );
}

/** Dead and missing near the line by sector (IOM), 2014-01 to 2024-09: both sides together and each alone. */
export interface BorderDeaths {
  readonly both: MonthlySeries[];
  readonly unitedStates: MonthlySeries[];
  readonly mexico: MonthlySeries[];
}

export function deathsBySector(): BorderDeaths {
  const rows = table("deaths_month_sector");
  const on = (...sides: readonly string[]) =>
    gather(
      rows.map((row) => ({
        month: row.month,
        slot: slotOf(sectors, row.sector),
        value: sides.includes(row.side) ? row.dead_and_missing : 0,
      })),
      sectors.length,
    );
  return { both: on("United States", "Mexico"), unitedStates: on("United States"), mexico: on("Mexico") };
}

/** Pending court cases at the end of a month; cases filed and completed are of the fiscal year ending then. */
export interface CourtPoint {
  readonly month: number;
  readonly pending: number;
  readonly newCases: number | null;
  readonly completions: number | null;
}

/** One series of pending cases, oldest first. Series of different vintages count differently and are never joined. */
export function courtBacklog(vintage: CourtVintage): CourtPoint[] {
  return table("court_backlog")
    .filter((row) => row.series === vintage)
    .map((row) => ({
      month: monthIndex(row.as_of),
      pending: row.pending,
      newCases: row.new_cases,
      completions: row.completions,
    }))
    .sort((a, b) => a.month - b.month);
}

/** The figure of one month; NaN where none exists. */
export function valueAt(series: MonthlySeries, month: number): number {
  return series.values[month - series.firstMonth] ?? Number.NaN;
}

/** Sum from one month to another, both included; NaN as soon as one month has no figure. */
export function sumOver(series: MonthlySeries, fromMonth: number, toMonthInclusive: number): number {
  let sum = 0;
  for (let month = fromMonth; month <= toMonthInclusive; month++) sum += valueAt(series, month);
  return sum;
}
