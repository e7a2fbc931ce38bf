import { households, nationalities } from "../model/geography.ts";
import {
  count,
  fieldOffice,
  household,
  month,
  nationality,
  oneOf,
  schema,
  sector,
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
  sources: schema({ id: copy, copy: text, publisher: text, licence: text }, ["id"]),
} as const;

export type Schemas = typeof schemas;
export type TableName = keyof Schemas;
