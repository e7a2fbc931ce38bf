import type { Known } from "../../data/as-of.ts";
import { facts } from "../../data/ledgers.ts";
import { type MonthlySeries, valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { fieldOffices, type Nationality, nationalities, sectors } from "../../model/geography.ts";
import { columns, columnsOf, o } from "../../model/observables.ts";
import { byNationality } from "../observed.ts";
import { edge } from "../prior.ts";

/**
 * One published monthly series and the columns of the record whose sum it counts. Its logarithm is observed with an error of standard
 * deviation √(sd² + 1/(count + offset)): overdispersed counts, as a negative binomial of size 1/sd² has them.
 */
export interface ObservedSeries {
  readonly name: string;
  readonly series: MonthlySeries;
  readonly columns: readonly number[];
  /** Standard deviation of the log error beside that of counting; a judgement about definitions and reporting. */
  readonly sd: number;
  /** Added to both counts before the logarithm, so that a handful of people says little. */
  readonly offset: number;
  /** The nationality that is counted; undefined if it is not one alone. */
  readonly nationality?: Nationality;
  /** Months that are averaged before they are compared: errors of months close to each other are alike. */
  readonly block: number;
}

/** The offset of all series. */
export const offset = 50;

/** Log error of an observed count, as a variance. */
export function logVariance({ sd, offset }: ObservedSeries, count: number): number {
  return sd * sd + 1 / (count + offset);
}

/** Log of the observed count; NaN where there is no figure. */
export function logObserved({ series, offset }: ObservedSeries, month: number): number {
  return Math.log(valueAt(series, month) + offset);
}

/** Log of the simulated count, from one row of a record. */
export function logSimulated({ columns, offset }: ObservedSeries, values: Float64Array, row: number): number {
  let sum = 0;
  for (const column of columns) sum += values[row + column];
  return Math.log(sum + offset);
}

const each = (
  name: string,
  members: readonly string[],
  series: readonly MonthlySeries[],
  first: number,
  sd: number,
  block: number,
): ObservedSeries[] =>
  members.map((member, k) => ({
    name: `${name}/${member}`,
    series: series[k],
    columns: [first + k],
    sd,
    offset,
    block,
    ...((nationalities as readonly string[]).includes(member) && { nationality: member as Nationality }),
  }));

/** Border Patrol encounters by nationality: what the departure paths follow, in the first place. */
export function encountersByNationality(known: Known): ObservedSeries[] {
  return each("usbp", nationalities, known.usbpByNationality(), o.usbp, 0.06, 1);
}

/** Mexican interceptions of foreigners by nationality: the departure paths follow these too, weeks before anybody is encountered in the north. */
export function interceptionsByNationality(known: Known): ObservedSeries[] {
  return each("interceptions", nationalities, known.interceptionsByNationality(), o.interceptions, 0.12, 1).slice(1);
}

/** Border Patrol encounters by sector: what the attractiveness paths follow. */
export function encountersBySector(known: Known): ObservedSeries[] {
  return each("usbpBySector", sectors, known.usbpBySector(), o.usbpBySector, 0.08, 1);
}

/** Counts upstream of Mexico, each with a factor of its own that no theory gives. */
export function upstream(known: Known): { readonly darien: ObservedSeries[]; readonly honduras: ObservedSeries[] } {
  return {
    darien: each("darien", nationalities, known.darienByNationality(), o.darien, 0.3, 1),
    honduras: each("hondurasEntries", nationalities, known.hondurasEntriesByNationality(), o.hondurasEntries, 0.4, 1),
  };
}

/**
 * Totals over nationalities. In them errors of nationalities cancel out in part, and what is said of Mexico is mostly said of
 * them: 12% in each of a dozen nationalities' interceptions leave 3.5% in all. Returns, on which seats and notices act that nobody recorded, are
 * taken to err by 15%, expulsions by 8%; who could be expelled changed by practice within months, so they are taken in quarters.
 */
function totals(known: Known): ObservedSeries[] {
  const foreign = (first: number): number[] => nationalities.slice(1).map((_, k) => first + 1 + k);
  return [
    {
      name: "interceptions",
      series: known.interceptionsTotal(),
      columns: foreign(o.interceptions),
      sd: 0.035,
      offset,
      block: 1,
    },
    {
      name: "expulsions",
      series: known.usbpTitle42(),
      columns: nationalities.map((_, k) => o.expulsions + k),
      sd: 0.08,
      offset,
      block: 3,
    },
    {
      name: "returnsFromMexico",
      series: known.returnsTotal(),
      columns: foreign(o.returnsFromMexico),
      sd: 0.15,
      offset,
      block: 1,
    },
  ];
}

/** Everything else that the structural parameters have to explain, in quarters; sectors by nationality in half-years. */
export function structuralSeries(known: Known): ObservedSeries[] {
  const bySector = known.usbpBySectorNationality();
  return [
    ...encountersByNationality(known),
    ...encountersBySector(known),
    ...totals(known),
    // what a nationality's chance of being counted is wrong by lasts: to the parameters a year is one figure
    ...interceptionsByNationality(known).map((one) => ({ ...one, block: 12 })),
    ...each("returnsFromMexico", nationalities, known.returnsByNationality(), o.returnsFromMexico, 0.4, 3).slice(1),
    ...each(
      "expulsions",
      nationalities,
      byNationality(known.usbpTitle42ByNationalityHousehold()),
      o.expulsions,
      0.3,
      3,
    ),
    ...each("ports", nationalities, known.ofoByNationality(), o.ports, 0.5, 3),
    ...each("portsByOffice", fieldOffices, known.ofoByFieldOffice(), o.portsByOffice, 0.4, 3),
    ...sectors.flatMap((sector, s) =>
      each(
        `usbpBySectorNationality/${sector}`,
        nationalities,
        bySector[s],
        o.usbpBySectorNationality + s * nationalities.length,
        0.6,
        6,
      ),
    ),
  ];
}

/** A published rate: some counts over others, over some months. */
export interface ObservedRate {
  /** The fact in `data/facts.csv` whose figure it is. */
  readonly fact: string;
  readonly observed: number;
  /** Standard deviation of the log error: the accepted range of the fact is taken to hold 90%. */
  readonly sd: number;
  /** First and last month, since 2018-01. */
  readonly from: number;
  readonly to: number;
  readonly above: readonly number[];
  readonly below: readonly number[];
  /** Counts below to one of the unit. */
  readonly per: number;
}

type RateOf = Pick<ObservedRate, "above" | "below" | "per"> & { readonly months: readonly [string, string] };

/** Rates that may be fitted to, by fact: encountered again, apprehended, attacked, died. */
const rateOf: Readonly<Record<string, RateOf>> = {
  F33: { months: ["2018-10", "2019-09"], above: [o.usbpRepeat], below: columnsOf("usbp"), per: 1 },
  F35: {
    months: ["2021-10", "2022-09"],
    above: columnsOf("usbp"),
    below: [...columnsOf("usbp"), ...columnsOf("gotaways")],
    per: 1,
  },
  F39: {
    months: ["2021-01", "2022-12"],
    above: [o.attacksOnExpelled],
    below: [...columnsOf("expulsions"), ...columnsOf("returnsToMexico")],
    per: 1000,
  },
  F41: { months: ["2021-10", "2022-09"], above: columnsOf("deathsBySector"), below: columnsOf("usbp"), per: 1e5 },
};

/** Published rates whose months have all come by the end of a month. */
export function observedRates(until: number): ObservedRate[] {
  return facts()
    .filter(({ id }) => id in rateOf)
    .map(({ id, observed, low, high }) => {
      const { months, ...rest } = rateOf[id];
      const [from, to] = months.map(monthIndex);
      return { fact: id, observed, sd: Math.log(high / low) / (2 * edge), from, to, ...rest };
    })
    .filter(({ to }) => to <= until);
}

/** Log of the simulated rate, from a record whose first row is that of a month since 2018-01. */
export function logSimulatedRate(
  { from, to, above, below, per }: ObservedRate,
  values: Float64Array,
  firstMonth: number,
): number {
  const sum = (which: readonly number[]): number => {
    let total = 0;
    for (let m = from; m <= to; m++)
      for (const column of which) total += values[(m - firstMonth) * columns.length + column];
    return total;
  };
  return Math.log((per * sum(above)) / sum(below));
}
