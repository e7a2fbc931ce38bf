import { csvFormatRows } from "d3-dsv";
import { parquetWriteBuffer } from "hyparquet-writer";
import { households, nationalities } from "../model/geography.ts";
import { columns, membersOf, type ObservableName, observableNames } from "../model/observables.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import type { Chance } from "./chance.ts";
import { differenceOf } from "./compare.ts";
import { type Band, bandOf, type Ensemble, levels, monthLabels, perRun } from "./ensemble.ts";
import { publishedMonths } from "./observed.ts";
import { columnsFor } from "./simulate.ts";

export type Cell = string | number | null;

/** A table by columns; a column holds text or numbers, and null where there is nothing. */
export interface ColumnarTable {
  readonly columns: readonly { readonly name: string; readonly values: readonly Cell[] }[];
}

/** CSV with a header: numbers with a point, nothing where there is nothing. */
export function csvOf({ columns: all }: ColumnarTable): string {
  const rows = all[0].values.map((_, i) => all.map(({ values }) => String(values[i] ?? "")));
  return `${csvFormatRows([all.map(({ name }) => name), ...rows])}\n`;
}

/** Parquet with text and double columns, all of them nullable. */
export function parquetOf({ columns: all }: ColumnarTable): Uint8Array<ArrayBuffer> {
  const columnData = all.map(({ name, values }) => {
    const type: "STRING" | "DOUBLE" = values.some((value) => typeof value === "string") ? "STRING" : "DOUBLE";
    return { name, data: [...values], type, nullable: true };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** One observable, or one of its members, that is exported. */
export interface Item {
  readonly name: ObservableName;
  readonly member: string | null;
  readonly columns: readonly number[];
  readonly unit: string;
  readonly kind: "flow" | "stock";
}

function reports({ report }: ResolvedScenario, member: string): boolean {
  const parts = member.split("/");
  const hidden = (all: readonly string[], shown: readonly string[]): boolean =>
    parts.some((part) => all.includes(part) && !shown.includes(part));
  return !hidden(nationalities, report.nationalities) && !hidden(households, report.households);
}

/** Every total and member, without the groups that the scenario does not report. */
export function itemsOf(scenario: ResolvedScenario): Item[] {
  return observableNames.flatMap((name) => {
    const members = membersOf(name);
    const { unit, kind } = columns[columnsFor(name, members[0])[0]];
    const total =
      members.length === 0 || unit !== "share" ? [{ name, member: null, columns: columnsFor(name), unit, kind }] : [];
    const parts = members
      .filter((member) => reports(scenario, member))
      .map((member) => ({ name, member, columns: columnsFor(name, member), unit, kind }));
    return [...total, ...parts];
  });
}

/** Published figures of an item over the window; null in months without one. */
export function observedOf({ name, member }: Item, { firstMonth, months }: Ensemble): (number | null)[] {
  return publishedMonths(name, member ?? undefined, firstMonth, months);
}

type Row = Record<string, Cell>;

function bandCells(prefix: string, { mean, quantiles }: Band, m: number): Row {
  const cells: Row = { [`${prefix}mean`]: mean[m] };
  for (const level of levels) cells[`${prefix}p${level}`] = quantiles[`p${level}`][m];
  return cells;
}

function chanceCells(prefix: string, { higher, lower }: Chance): Row {
  return { [`${prefix}share_higher`]: higher, [`${prefix}share_lower`]: lower };
}

function columnar(rows: readonly Row[]): ColumnarTable {
  return { columns: Object.keys(rows[0]).map((name) => ({ name, values: rows.map((row) => row[name]) })) };
}

function itemCells({ name, member, unit, kind }: Item, month: string): Row {
  return { month, name, member, unit, kind };
}

/** One row per month and observable of a run. */
export function runTableOf(ensemble: Ensemble): ColumnarTable {
  const months = monthLabels(ensemble);
  const rows = itemsOf(ensemble.scenario).flatMap((item) => {
    const band = bandOf(perRun(ensemble, item.columns));
    const observed = observedOf(item, ensemble);
    return months.map((month, m) => ({ ...itemCells(item, month), observed: observed[m], ...bandCells("", band, m) }));
  });
  return columnar(rows);
}

/** One row per month and observable of a comparison. */
export function compareTableOf(base: Ensemble, scenario: Ensemble): ColumnarTable {
  const months = monthLabels(scenario);
  const rows = itemsOf(scenario.scenario).flatMap((item) => {
    const before = bandOf(perRun(base, item.columns));
    const after = bandOf(perRun(scenario, item.columns));
    const observed = observedOf(item, scenario);
    const { monthly, toDate } = differenceOf(base, scenario, item.columns, item.kind);
    return months.map((month, m) => ({
      ...itemCells(item, month),
      observed: observed[m],
      base_mean: before.mean[m],
      scenario_mean: after.mean[m],
      ...bandCells("difference_", monthly, m),
      ...chanceCells("", monthly.chance[m]),
      ...bandCells("to_date_", toDate, m),
      ...chanceCells("to_date_", toDate.chance[m]),
    }));
  });
  return columnar(rows);
}
