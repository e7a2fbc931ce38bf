import { csvParseRows } from "d3-dsv";
import { type Cell, type ColumnarTable, parquetOf } from "../../analysis/result-table.ts";
import { files } from "../../data/embedded.ts";
import { nearest } from "../../scenario/suggest.ts";
import { UsageError } from "../errors.ts";
import { checkOutputs, type OutputFile, writeOutputs } from "../files.ts";
import { paint, table, terminalWidth } from "../terminal.ts";

export interface DataOptions {
  readonly rows: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly parquet?: string;
  readonly force?: boolean;
}

const names = Object.keys(files).map((file) => file.replace(/\.csv$/, ""));

interface Parsed {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function parse(name: string): Parsed {
  const [header, ...rows] = csvParseRows(files[`${name}.csv`]);
  return { header, rows };
}

/** Numbers where every cell of a column is one (or empty), else text. */
function columnsOf({ header, rows }: Parsed): ColumnarTable {
  const columns = header.map((name, at) => {
    const cells = rows.map((row) => row[at]);
    const numeric =
      cells.some((cell) => cell !== "") && cells.every((cell) => cell === "" || /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell));
    const values: Cell[] = cells.map((cell) => (cell === "" ? null : numeric ? Number(cell) : cell));
    return { name, values };
  });
  return { columns };
}

const timeColumns = ["month", "date", "as_of", "period", "fiscal_year", "year"];

/** First and last time in a table, from a column that tells time. */
function span({ header, rows }: Parsed): readonly [from: string, to: string] {
  const column = timeColumns.find((name) => header.includes(name));
  if (column === undefined) return ["", ""];
  const cells = rows.map((row) => row[header.indexOf(column)]);
  const times = cells.flatMap((cell) => cell.split("..")).filter((time) => /^(FY)?\d{4}/.test(time));
  const plain = (time: string): string => time.replace("FY", "");
  times.sort((a, b) => (plain(a) < plain(b) ? -1 : 1));
  return [times[0], times[times.length - 1]];
}

function list(): string {
  const rows = names.map((name) => {
    const parsed = parse(name);
    return [name, String(parsed.rows.length), String(parsed.header.length), ...span(parsed)];
  });
  const columns = [
    { head: "Table" },
    { head: "rows", align: "right" as const },
    { head: "columns", align: "right" as const },
    { head: "from" },
    { head: "to" },
  ];
  return `${table(columns, rows)}\n\nSources, units and caveats: data/README.md. One table: corridor data usbp_month_sector --rows 5`;
}

/** The first rows, as many columns as fit. */
function preview(name: string, parsed: Parsed, count: number, width: number): string {
  const shown = parsed.rows.slice(0, count);
  const short = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);
  const widths = parsed.header.map((head, at) => Math.max(head.length, ...shown.map((row) => short(row[at]).length)));
  let fitting = 0;
  for (let used = 0; fitting < widths.length; fitting++) {
    used += widths[fitting] + 2;
    if (used > width + 2) break;
  }
  fitting = Math.max(1, fitting);
  const columns = parsed.header.slice(0, fitting).map((head) => ({ head }));
  const rows = shown.map((row) => row.slice(0, fitting).map(short));
  const hidden = parsed.header.slice(fitting);
  const more = hidden.length === 0 ? "" : `, without the columns ${hidden.join(", ")}`;
  return [paint("bold", name), table(columns, rows), `${shown.length} of ${parsed.rows.length} rows${more}`].join("\n");
}

function jsonOf({ columns }: ColumnarTable): string {
  const rows = columns[0].values.map((_, i) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])),
  );
  return `${JSON.stringify(rows)}\n`;
}

/** `corridor data`: lists the tables of figures, prints one, or exports it. Throws UsageError. */
export function data(name: string | undefined, { rows, json, csv, parquet, force }: DataOptions): void {
  if (name === undefined) {
    if (csv !== undefined || parquet !== undefined)
      throw new UsageError("no table was named; expected one, as in corridor data timeline --csv timeline.csv");
    process.stdout.write(json ? `${JSON.stringify(names)}\n` : `${list()}\n`);
    return;
  }
  if (!names.includes(name)) {
    const near = nearest(name, names);
    const help = near === undefined ? "corridor data lists them" : `did you mean ${JSON.stringify(near)}?`;
    throw new UsageError(`${JSON.stringify(name)} was given; expected the name of a table; ${help}`);
  }
  const parsed = parse(name);
  const outputs: OutputFile[] = [
    ...(csv === undefined ? [] : [{ path: csv, content: files[`${name}.csv`] }]),
    ...(parquet === undefined ? [] : [{ path: parquet, content: parquetOf(columnsOf(parsed)) }]),
  ];
  checkOutputs(
    outputs.map(({ path }) => path),
    { force: force === true, inputs: [] },
  );
  const written = writeOutputs(outputs, false);
  if (json) process.stdout.write(jsonOf(columnsOf(parsed)));
  else if (written.length === 0) process.stdout.write(`${preview(name, parsed, rows, terminalWidth())}\n`);
  if (written.length > 0) process.stderr.write(`Wrote ${written.join(", ")}\n`);
}
