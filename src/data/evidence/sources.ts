import { monthIndex } from "../../engine/calendar.ts";
import { households, nationalities, sectors } from "../../model/geography.ts";
import { eventResponses, timeline } from "../ledgers.ts";
import type { MonthlySeries } from "../series.ts";
import * as series from "../series.ts";
import { table } from "../tables.ts";
import { EvidenceFault } from "./fault.ts";
import { simulatedFacts } from "./simulated-facts.ts";
import { type Span, spanOf } from "./span.ts";

/**
 * What decides: `observed` figures of the tables, the dated `record` of events, or `simulated` facts, which the model makes with the posterior
 * that ships.
 */
export type Basis = "observed" | "record" | "simulated";

/** Figures that a query reads: one row per member, one column per month or point. */
export type Figures = readonly (readonly number[])[];

/** Something that queries can read. */
export interface Source {
  readonly title: string;
  readonly unit: string;
  readonly basis: Basis;
  /**
   * The figures of members over a period. `of` names members with " + " between them, "not" before one for all the others, or all when null;
   * for points it is a metric, for events the words that an entry must have, for responses an event. Throws EvidenceFault.
   */
  read(of: string | null, when: string | null): Figures;
}

export type Sources = Readonly<Record<string, Source>>;

function chosen(of: string | null, members: readonly string[]): readonly number[] {
  if (of === null) return members.map((_, at) => at);
  if (members.length === 1) throw new EvidenceFault(["of"], of, "nothing, as this series has no members");
  const names = (of.startsWith("not ") ? of.slice("not ".length) : of).split(" + ");
  for (const name of names)
    if (!members.includes(name)) throw new EvidenceFault(["of"], name, "a member of the series", members);
  return members.flatMap((name, at) => (names.includes(name) === of.startsWith("not ") ? [] : [at]));
}

function period(when: string | null): Span {
  if (when === null) throw new EvidenceFault(["when"], when, "a period such as 2023-12, 2023 or FY2023");
  return spanOf(when);
}

const wholeSeries = ["all"];

function monthly(
  title: string,
  unit: string,
  members: readonly string[],
  read: () => readonly MonthlySeries[],
): Source {
  return {
    title,
    unit,
    basis: "observed",
    read(of, when) {
      const { from, to } = period(when);
      const all = read();
      return chosen(of, members).map((at) =>
        Array.from({ length: to - from + 1 }, (_, month) => series.valueAt(all[at], from + month)),
      );
    },
  };
}

const total = (title: string, unit: string, read: () => MonthlySeries): Source =>
  monthly(title, unit, wholeSeries, () => [read()]);

/** A published figure with what it is of and when it holds. */
interface Point {
  readonly metric: string;
  readonly period: string;
  readonly value: number;
}

/** Figures of a metric whose whole period lies within the one asked for. A metric that ends in * stands for all that begin so. */
function points(title: string, unit: string, read: () => readonly Point[]): Source {
  return {
    title,
    unit,
    basis: "observed",
    read(of, when) {
      const all = read();
      const metrics = [...new Set(all.map(({ metric }) => metric))];
      const matches = (metric: string): boolean =>
        of?.endsWith("*") ? metric.startsWith(of.slice(0, -1)) : metric === of;
      if (of === null || !metrics.some(matches)) throw new EvidenceFault(["of"], of, "a metric of the table", metrics);
      const { from, to } = period(when);
      const within = all.filter(({ metric, period: label }) => {
        const span = spanOf(label);
        return matches(metric) && from <= span.from && span.to <= to;
      });
      return [within.map(({ value }) => value)];
    },
  };
}

type PointTable =
  | "cbp_one"
  | "court_other"
  | "forces_us"
  | "harm_reports"
  | "mexico_enforcement"
  | "parole_and_return_quotas"
  | "recidivism"
  | "removal_flights"
  | "smuggling_prices";

const pointTable = (title: string, name: PointTable): Source =>
  points(title, "as the table says", () => table(name) as readonly Point[]);

/** Entries of the timeline whose actor, lever, direction and event hold all of the words; entries from memory alone do not count. */
const events: Source = {
  title: "Policies and events by date",
  unit: "entries",
  basis: "record",
  read(of, when) {
    if (of === null) throw new EvidenceFault(["of"], of, "words that the entry must have, with + between them");
    const words = of.toLowerCase().split(" + ");
    const { from, to } = period(when);
    const found = timeline().filter(({ date, actor, lever, direction, event, verified }) => {
      const month = monthIndex(date.slice(0, 7));
      const text = `${actor} | ${lever} | ${direction} | ${event}`.toLowerCase();
      return verified !== "no" && from <= month && month <= to && words.every((word) => text.includes(word));
    });
    return [found.map(() => 1)];
  },
};

const steps = ["m0", "m1", "m2", "m3", "m4", "m6", "m9", "m12"] as const;
const responseTimes: readonly string[] = [...steps, "recovery"];

/** A flow after an event over the three months before it, or the months until it is at nine tenths again: endless where it never was. */
function responses(title: string, withoutSeason: "yes" | "no"): Source {
  return {
    title,
    unit: "ratio, or months",
    basis: "observed",
    read(of, when) {
      const all = eventResponses().filter((row) => row.without_season === withoutSeason);
      const row = all.find(({ event }) => event === of);
      const names = all.map(({ event }) => event);
      if (row === undefined) throw new EvidenceFault(["of"], of, "an event of data/event_responses.csv", names);
      if (when === null || !responseTimes.includes(when))
        throw new EvidenceFault(["when"], when, `one of ${responseTimes.join(", ")}`, responseTimes);
      if (when === "recovery") return [[row.months_to_recover ?? Number.POSITIVE_INFINITY]];
      return [[row[when as (typeof steps)[number]] ?? Number.NaN]];
    },
  };
}

/** A fact as the model makes it. */
const simulated: Source = {
  title: "Facts as the model simulates them",
  unit: "unit of the fact",
  basis: "simulated",
  read(of, when) {
    const { facts } = simulatedFacts();
    if (when !== null) throw new EvidenceFault(["when"], when, "nothing, as a fact has its own period");
    if (of === null || !Object.hasOwn(facts, of))
      throw new EvidenceFault(["of"], of, "the id of a fact", Object.keys(facts));
    return [[facts[of] ?? Number.NaN]];
  },
};

const eoir = (value: (point: series.CourtPoint) => number | null) => (): readonly Point[] =>
  series.courtBacklog("EOIR_2025_vintage").map((point) => ({
    metric: "all",
    period: `FY${2018 + Math.floor(point.month / 12)}`,
    value: value(point) ?? Number.NaN,
  }));

/** Everything that a query can read, by name. Series of the model have the names of its observables. */
export const sources: Sources = {
  usbp: total("Border Patrol encounters", "events", series.usbpTotal),
  usbpByNationality: monthly(
    "Border Patrol encounters by nationality",
    "events",
    nationalities,
    series.usbpByNationality,
  ),
  usbpBySector: monthly("Border Patrol encounters by sector", "events", sectors, series.usbpBySector),
  usbpByHousehold: monthly("Border Patrol encounters by household", "events", households, series.usbpByHousehold),
  expulsions: total("Expulsions under Title 42 by the Border Patrol", "events", series.usbpTitle42),
  ports: total("Encounters at ports of entry", "events", series.ofoTotal),
  southwest: total("Encounters between and at ports of entry", "events", series.southwestTotal),
  interceptions: total("Mexican interceptions", "events", series.interceptionsTotal),
  interceptionsByNationality: monthly(
    "Mexican interceptions by nationality",
    "events",
    nationalities,
    series.interceptionsByNationality,
  ),
  returnsFromMexico: total("Returns from Mexico", "events", series.returnsTotal),
  returnsFromMexicoByNationality: monthly(
    "Returns from Mexico by nationality",
    "events",
    nationalities,
    series.returnsByNationality,
  ),
  darien: monthly("Crossings of the Darién", "people", nationalities, series.darienByNationality),
  hondurasEntries: monthly(
    "Irregular entries into Honduras",
    "people",
    nationalities,
    series.hondurasEntriesByNationality,
  ),
  deathsBySector: monthly("Dead and missing near the line", "people", sectors, () => series.deathsBySector().both),
  deathsByCause: points("Dead and missing by cause", "people", () =>
    table("deaths_year_cause").map((row) => ({
      metric: row.cause,
      period: `${row.year}`,
      value: row.dead_and_missing,
    })),
  ),
  deaths_usbp: points("Deaths that the Border Patrol counted, by sector", "people", () =>
    table("deaths_usbp").map((row) => ({ metric: row.sector, period: row.period, value: row.deaths })),
  ),
  gotaways: points("Known got-aways, by sector", "people", () =>
    table("gotaways").map((row) => ({ metric: row.sector, period: row.period, value: row.known_gotaways })),
  ),
  backlog: points(
    "Cases pending in immigration court at the end of a fiscal year",
    "cases",
    eoir(({ pending }) => pending),
  ),
  completions: points(
    "Cases completed by immigration courts in a fiscal year",
    "cases",
    eoir(({ completions }) => completions),
  ),
  waitlists_shelters: points("Waiting lists and shelters", "people or places", () =>
    table("waitlists_shelters").map((row) => ({
      metric: `${row.place}: ${row.metric}`,
      period: row.period,
      value: row.value,
    })),
  ),
  cbp_one: pointTable("Appointments of CBP One", "cbp_one"),
  court_other: pointTable("Judges, decisions and applications", "court_other"),
  forces_us: pointTable("U.S. forces", "forces_us"),
  harm_reports: pointTable("Reported attacks", "harm_reports"),
  mexico_enforcement: pointTable("Mexican forces, budget and custody", "mexico_enforcement"),
  parole_and_return_quotas: pointTable("Ceilings of parole and of returns to Mexico", "parole_and_return_quotas"),
  recidivism: pointTable("Repeat encounters", "recidivism"),
  removal_flights: pointTable("U.S. removal flights", "removal_flights"),
  smuggling_prices: pointTable("Fees, tolls, bribes and ransoms", "smuggling_prices"),
  events,
  responses: responses("Flows after events, without season", "yes"),
  responsesWithSeason: responses("Flows after events, as counted", "no"),
  simulated,
};
