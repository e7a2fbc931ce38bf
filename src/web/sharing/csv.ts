import { csvFormatRows } from "d3-dsv";

type Cell = string | number | undefined;

/** CSV with a header, the same in every language: numbers with a point, nothing where there is nothing. Rows all have the fields of the first. */
export function csvOf(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const text = (cell: Cell): string => (cell === undefined || Number.isNaN(cell) ? "" : String(cell));
  return `${csvFormatRows([names, ...rows.map((row) => names.map((name) => text(row[name])))])}\n`;
}
