import { csvParseRows } from "d3-dsv";
import type { Cell, Columns, Schema } from "./columns.ts";
import { files } from "./embedded.ts";
import { type Schemas, schemas, type TableName } from "./schemas.ts";

/** One row of a table, by column name. */
export type Row<C extends Columns = Columns> = {
  readonly [K in keyof C]: C[K] extends { readonly read: (text: string) => infer T } ? Exclude<T, undefined> : Cell;
};
export type Rows<C extends Columns = Columns> = readonly Row<C>[];

/** A table that does not say what its schema promises. The message names file, line, column, what was given and what was expected. */
export class TableError extends Error {
  override name = "TableError";
}

const quote = (text: string): string => JSON.stringify(text);

/**
 * Reads the text of one table.
 * @param fileName as people know it, for messages.
 * @throws TableError at the first header, cell or repeated row that breaks the schema.
 */
export function parseTable<C extends Columns>(fileName: string, text: string, schema: Schema<C>): Rows<C> {
  const [header = [], ...lines] = csvParseRows(text);
  const names = Object.keys(schema.columns);
  const expectedHeader = names.join(",");
  if (header.join(",") !== expectedHeader) {
    throw new TableError(
      `${fileName}, line 1: given header ${quote(header.join(","))}, expected ${quote(expectedHeader)}`,
    );
  }
  if (lines.length === 0) throw new TableError(`${fileName}, line 2: given no rows, expected at least one`);
  const firstLineOf = new Map<string, number>();
  return lines.map((cells, index) => {
    const line = index + 2;
    const row: Record<string, Cell> = readRow(`${fileName}, line ${line}`, cells, schema.columns);
    const key = schema.key.map((name) => row[name]).join(" · ");
    const first = firstLineOf.get(key);
    if (first !== undefined) {
      throw new TableError(
        `${fileName}, line ${line}, column ${schema.key.join("+")}: given ${quote(key)} again (first on line ${first}), expected it once`,
      );
    }
    firstLineOf.set(key, line);
    return row as Row<C>;
  });
}

function readRow(place: string, cells: readonly string[], columns: Columns): Record<string, Cell> {
  const names = Object.keys(columns);
  if (cells.length !== names.length) {
    throw new TableError(`${place}: given ${cells.length} cells, expected ${names.length} (${names.join(",")})`);
  }
  const row: Record<string, Cell> = {};
  names.forEach((name, at) => {
    const value = columns[name].read(cells[at]);
    if (value === undefined) {
      throw new TableError(`${place}, column ${name}: given ${quote(cells[at])}, expected ${columns[name].expected}`);
    }
    row[name] = value;
  });
  return row;
}

export const tableNames = Object.keys(schemas) as readonly TableName[];

const parsed = new Map<string, Rows>();

/** The rows of one of the project's tables, by file name without `.csv`; read once, then kept. Treat them as read-only. */
export function table<N extends TableName>(name: N): Rows<Schemas[N]["columns"]>;
export function table(name: string): Rows;
export function table(name: string): Rows {
  const known = parsed.get(name);
  if (known) return known;
  if (!Object.hasOwn(schemas, name)) {
    throw new TableError(`no table ${quote(name)}, expected one of ${tableNames.join(", ")}`);
  }
  const fileName = `${name}.csv`;
  const text = files[fileName];
  if (text === undefined) throw new TableError(`${fileName}: not embedded; run tools/embed.ts`);
  const rows = parseTable(fileName, text, schemas[name as TableName] as Schema);
  parsed.set(name, rows);
  return rows;
}
