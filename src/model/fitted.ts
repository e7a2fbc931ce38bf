import { csvParse } from "d3-dsv";
import { files } from "../data/embedded.ts";
import { monthIndex } from "../engine/calendar.ts";
import { households, nationalities, sectors } from "./geography.ts";
import type { LatentPaths } from "./latent.ts";

/** Columns of `data/fitted_paths.csv`, in order: departures, attractiveness, household mix. */
export const fittedColumns: readonly string[] = [
  ...nationalities.map((n) => `departures/${n}`),
  ...sectors.map((s) => `attractiveness/${s}`),
  ...nationalities.flatMap((n) => households.map((h) => `mix/${n}/${h}`)),
];

/** Reads the table written by `tools/invert.ts`: one row per month, one column per path. Throws if a column is missing or not finite. */
export function parseFittedPaths(text: string): LatentPaths {
  const rows = csvParse(text);
  const numbers = (columns: readonly string[]): Float64Array =>
    Float64Array.from(
      rows.flatMap((row, line) =>
        columns.map((column) => {
          const value = Number(row[column] || Number.NaN);
          if (!Number.isFinite(value))
            throw new Error(`data/fitted_paths.csv:${line + 2}: ${column}: expected a number, given "${row[column]}"`);
          return value;
        }),
      ),
    );
  const d = nationalities.length;
  const a = sectors.length;
  return {
    firstMonth: monthIndex(rows[0].month),
    months: rows.length,
    departures: numbers(fittedColumns.slice(0, d)),
    attractiveness: numbers(fittedColumns.slice(d, d + a)),
    householdMix: numbers(fittedColumns.slice(d + a)),
  };
}

/** The hand-fitted latent paths, April 2018 to September 2024. */
export const fittedPaths: LatentPaths = parseFittedPaths(files["fitted_paths.csv"]);
