import { households, nationalities, sectors } from "../model/geography.ts";
import {
  amount,
  count,
  date,
  fieldOffice,
  fiscalYear,
  household,
  month,
  nationality,
  note,
  oneOf,
  optional,
  period,
  schema,
  sector,
  signed,
  spread,
  text,
  year,
} from "./columns.ts";

/** FY2019 was published exactly for four nationalities and for all the others together. */
export const groupedOther = "Other (grouped)";

const copy = oneOf(["gdidata", "uwchr", "ohss", "cbp-sbo", "sector-profiles"]);
const byTitle = { title8: count, title42: count, source: copy };
const nationalityOrGrouped = oneOf([...nationalities, groupedOther]);
const precision = oneOf(["exact", "rounded_to_10"]);
const sectorOrAll = oneOf([...sectors, "all"]);
const points = { period, metric: text, value: amount, unit: text, note, source: text };
const pointKey = ["period", "metric"] as const;

/** Series of pending court cases. They count differently: never put two of them in one line. */
export const courtVintages = [
  "EOIR_2021_vintage_active",
  "EOIR_2025_vintage",
  "TRAC_active_backlog",
  "EOIR_strategic_plan",
  "CRS_IN12492",
] as const;
export type CourtVintage = (typeof courtVintages)[number];

/** Forecasts that others have to beat: random walk, seasonal random walk, exponential smoothing, ARIMA, theta. */
export const baselineModels = ["naive", "snaive", "ets", "arima", "theta"] as const;
export type BaselineModel = (typeof baselineModels)[number];

const except = (...names: readonly string[]) => nationalities.filter((name) => !names.includes(name));

/** Every table under `data/` that the project compiled from published figures, by file name without its ending. */
export const schemas = {
  usbp_month_sector: schema({ month, sector, ...byTitle }, ["month", "sector"]),
  usbp_month_nationality: schema(
    { month, nationality: nationalityOrGrouped, encounters: count, precision, source: copy },
    ["month", "nationality", "precision"],
  ),
  usbp_month_demographic: schema({ month, household, encounters: count, source: copy }, ["month", "household"]),
  usbp_month_title: schema({ month, ...byTitle }, ["month"]),
  usbp_month_nationality_household_title: schema({ month, nationality, household, ...byTitle }, [
    "month",
    "nationality",
    "household",
  ]),
  usbp_month_sector_nationality: schema({ month, sector, ...spread(nationalities, count), source: copy }, [
    "month",
    "sector",
  ]),
  usbp_month_sector_household: schema({ month, sector, ...spread(households, count), source: copy }, [
    "month",
    "sector",
  ]),
  ofo_month_field_office: schema({ month, field_office: fieldOffice, ...byTitle }, ["month", "field_office"]),
  ofo_month_nationality: schema(
    { month, nationality: nationalityOrGrouped, encounters: count, precision, source: copy },
    ["month", "nationality", "precision"],
  ),
  ofo_month_demographic: schema(
    { month, household: oneOf([...households, "accompanied minor"]), encounters: count, source: copy },
    ["month", "household"],
  ),
  ofo_month_title: schema({ month, ...byTitle }, ["month"]),
  encounters_month_component: schema({ month, component: oneOf(["USBP", "OFO"]), encounters: count, source: copy }, [
    "month",
    "component",
  ]),
  mexico_interceptions_month: schema({ month, ...spread(except("Mexico"), count), source: copy }, ["month"]),
  mexico_returns_month: schema(
    {
      month,
      nationality: oneOf(except("Mexico")),
      deportation: count,
      assisted_return: count,
      assisted_return_of_children: count,
      source: copy,
    },
    ["month", "nationality"],
  ),
  darien_month: schema({ month, ...spread(nationalities, count), source: copy }, ["month"]),
  darien_year_nationality: schema({ year, nationality, transits: count, source: copy }, ["year", "nationality"]),
  honduras_entries_month: schema({ month, ...spread(except("Honduras"), count), source: copy }, ["month"]),
  deaths_month_sector: schema(
    {
      month,
      side: oneOf(["United States", "Mexico"]),
      sector,
      dead_and_missing: count,
      incidents: count,
      source: copy,
    },
    ["month", "side", "sector"],
  ),
  deaths_year_cause: schema({ year, cause: text, dead_and_missing: count, source: copy }, ["year", "cause"]),
  deaths_usbp: schema({ period, sector: sectorOrAll, deaths: count, note, source: text }, ["period", "sector", "note"]),
  court_backlog: schema(
    {
      fiscal_year: optional(fiscalYear),
      as_of: month,
      series: oneOf(courtVintages),
      pending: count,
      new_cases: optional(count),
      completions: optional(count),
      source: text,
    },
    ["series", "as_of"],
  ),
  court_other: schema(points, pointKey),
  cbp_one: schema(points, pointKey),
  parole_and_return_quotas: schema(points, pointKey),
  mpp_month_location: schema(
    {
      month,
      counted_by: oneOf(["USBP", "OFO", "DHS", "TRAC"]),
      location: text,
      value: count,
      unit: oneOf(["people enrolled", "court cases by hearing place"]),
      note,
      source: text,
    },
    ["month", "counted_by", "location"],
  ),
  mpp_fear_referrals: schema({ month, referrals: count, source: text }, ["month"]),
  ofo_dispositions_month: schema(
    { month, expedited_removal_credible_fear: count, notice_to_appear: count, source: text },
    ["month"],
  ),
  mexico_enforcement: schema(points, pointKey),
  mexico_interceptions_state: schema({ period, place: text, value: amount, unit: text, note, source: text }, [
    "period",
    "place",
    "unit",
  ]),
  comar_applications: schema({ period, group: text, applications: count, note, source: text }, ["period", "group"]),
  guatemala_returns_month: schema(
    { month, returned_from: oneOf(["Mexico", "United States"]), guatemalans: count, source: copy },
    ["month", "returned_from"],
  ),
  mexicans_returned_from_us: schema({ period, events: count, note, source: text }, ["period"]),
  forces_us: schema(points, pointKey),
  recidivism: schema(points, pointKey),
  smuggling_prices: schema(points, [...pointKey, "value"]),
  harm_reports: schema(points, pointKey),
  dhs_removals: schema(points, pointKey),
  gotaways: schema({ period, sector: sectorOrAll, known_gotaways: count, unit: text, note, source: text }, [
    "period",
    "sector",
  ]),
  usbp_releases: schema({ period, released: count, encounters: optional(count), note, source: text }, ["period"]),
  removal_flights: schema(points, pointKey),
  ice_removals_fy: schema({ fiscal_year: fiscalYear, removals: count, source: text }, ["fiscal_year"]),
  waitlists_shelters: schema({ period, place: text, metric: text, value: count, note, source: text }, [
    "period",
    "place",
    "metric",
  ]),
  origin_wdi_year: schema(
    {
      country: oneOf([...except("Other"), "United States"]),
      year,
      population: optional(count),
      income_per_person_ppp: optional(amount),
      unemployment_percent: optional(amount),
      source: copy,
    },
    ["country", "year"],
  ),
  timeline: schema(
    {
      date,
      actor: text,
      event: text,
      lever: text,
      direction: oneOf(["tighten", "loosen", "both", "mixed", "demand", "refuse", "none", "n/a"]),
      source: text,
      verified: oneOf(["yes", "no", "month only", "event only"]),
    },
    ["date", "event"],
  ),
  event_responses: schema(
    {
      month,
      event: text,
      without_season: oneOf(["yes", "no"]),
      base: count,
      m0: amount,
      m1: amount,
      m2: amount,
      m3: amount,
      m4: optional(amount),
      m6: optional(amount),
      m9: optional(amount),
      m12: optional(amount),
      trough: optional(amount),
      trough_month: optional(month),
      recovered: text,
      months_to_recover: optional(count),
    },
    ["month", "event", "without_season"],
  ),
  baseline_scores: schema(
    {
      sector: sectorOrAll,
      model: oneOf(baselineModels),
      horizon_months: oneOf(["1", "2", "3", "4", "5", "6", "all"]),
      forecasts: count,
      wis: amount,
      absolute_error: amount,
      absolute_log_error: amount,
      coverage_50: amount,
      coverage_90: amount,
    },
    ["sector", "model", "horizon_months"],
  ),
  facts: schema(
    {
      id: text,
      fact: text,
      observed: signed,
      low: signed,
      high: signed,
      unit: text,
      period: text,
      kind: oneOf(["fit", "emergent", "arithmetic", "literature"]),
      z_frozen_from: optional(month),
      claims: note,
      source: text,
    },
    ["id"],
  ),
  claims: schema({ id: text, claim: text, documents: text, independent_origins: text, mechanism: text }, ["id"]),
  documents: schema({ id: text, document: text, independent_origin: text, lineage: text }, ["id"]),
  sources: schema({ id: copy, copy: text, publisher: text, licence: text }, ["id"]),
} as const;

export type Schemas = typeof schemas;
export type TableName = keyof Schemas;
