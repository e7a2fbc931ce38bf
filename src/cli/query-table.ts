import type { Plain, Rows } from "./sweep-database.ts";
import { type TableColumn, table } from "./terminal.ts";

/** Columns that name something, and are no amounts. */
const numbered = new Set(["run", "member", "replication", "step", "first_run", "draw"]);
const gap = 2;
const longestText = 40;
const shortText = 24;

/** A number to some significant digits: `653,000`, `0.0043`. */
export function digits(value: number, most: number): string {
  if (value !== 0 && Math.abs(value) < 1e-6) return value.toExponential(1).replaceAll("-", "−");
  return value.toLocaleString("en-US", { maximumSignificantDigits: most }).replace("-", "−");
}

/** How a cell is written: levels to four digits, what was simulated to three, whole numbers as they are. */
function cellOf(value: Plain, { name, type }: Rows["columns"][number], levels: ReadonlySet<string>): string {
  if (value === null) return levels.has(name) ? "base" : "–";
  if (typeof value !== "number") return String(value);
  if (/DOUBLE|FLOAT|DECIMAL/.test(type)) return digits(value, levels.has(name) ? 4 : 3);
  return numbered.has(name) ? String(value) : value.toLocaleString("en-US").replace("-", "−");
}

const isNumber = (type: string): boolean => /INT|DOUBLE|FLOAT|DECIMAL/.test(type);
const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** How many columns of these widths fit into a width. */
export function fitting(widths: readonly number[], width: number): number {
  let taken = -gap;
  const count = widths.findIndex((one) => {
    taken += one + gap;
    return taken > width;
  });
  return count < 0 ? widths.length : Math.max(1, count);
}

/** A table, and the columns for which there was no room. */
export interface Drawn {
  readonly text: string;
  readonly hidden: readonly string[];
}

/** One row as lines of name and value. */
function drawnDown({ columns }: Rows, cells: readonly string[], width: number): Drawn {
  const names = columns.map(({ name }) => shortened(name, longestText));
  const room = width - gap - Math.max(...names.map((name) => name.length), 6);
  const lines = names.map((name, i) => [name, shortened(cells[i], room)]);
  return { text: table([{ head: "column" }, { head: "value" }], lines), hidden: [] };
}

/** Rows as a table within a width; a single row that is too wide goes down the page. */
export function drawnRows(answer: Rows, levels: ReadonlySet<string>, width: number): Drawn {
  const { columns, rows } = answer;
  const full = rows.map((row) => row.map((value, i) => cellOf(value, columns[i], levels).replace(/\s+/g, " ")));
  const widthsOf = (cells: readonly (readonly string[])[]): number[] =>
    columns.map(({ name }, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  const cut = (most: number): string[][] => full.map((row) => row.map((text) => shortened(text, most)));
  const fits = (cells: string[][]): boolean => fitting(widthsOf(cells), width) === columns.length;
  const cells = fits(cut(longestText)) ? cut(longestText) : cut(shortText);
  if (rows.length === 1 && !fits(cells)) return drawnDown(answer, full[0], width);
  const count = fitting(widthsOf(cells), width);
  const heads = columns
    .slice(0, count)
    .map(({ name, type }): TableColumn => ({ head: name, align: isNumber(type) ? "right" : "left" }));
  return {
    text: table(
      heads,
      cells.map((row) => row.slice(0, count)),
    ),
    hidden: columns.slice(count).map(({ name }) => name),
  };
}
