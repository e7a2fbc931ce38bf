import { fieldOffices, households, nationalities, sectors } from "../model/geography.ts";

/** What one cell of a table holds once read; null stands for an empty cell where the schema allows one. */
export type Cell = string | number | null;

/** Reads one cell: the value, or undefined when the text is not what is `expected`. */
export interface Column<T extends Cell = Cell> {
  readonly expected: string;
  readonly read: (text: string) => T | undefined;
}

export type Columns = Readonly<Record<string, Column>>;

/** The columns of a table in the order of its header, and those which together tell one row from another. */
export interface Schema<C extends Columns = Columns> {
  readonly columns: C;
  readonly key: readonly string[];
}

export function schema<C extends Columns>(columns: C, key: readonly (keyof C & string)[]): Schema<C> {
  return { columns, key };
}

function matching(pattern: RegExp, expected: string): Column<string> {
  return { expected, read: (text) => (pattern.test(text) ? text : undefined) };
}

function numeric(pattern: RegExp, expected: string): Column<number> {
  return { expected, read: (text) => (pattern.test(text) ? Number(text) : undefined) };
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Text from a closed list. */
export function oneOf<const T extends string>(names: readonly T[]): Column<T> {
  return { expected: `one of ${names.join(", ")}`, read: (text) => names.find((name) => name === text) };
}

/** Allows an empty cell, read as null. */
export function optional<T extends Cell>(column: Column<T>): Column<T | null> {
  return {
    expected: `${column.expected}, or nothing`,
    read: (text) => (text === "" ? null : column.read(text)),
  };
}

/** One column per name, all of one kind: for tables that spread a list across the header. */
export function spread<K extends string, T extends Cell>(names: readonly K[], column: Column<T>): Record<K, Column<T>> {
  return Object.fromEntries(names.map((name) => [name, column])) as Record<K, Column<T>>;
}

export const text = matching(/\S/, "some text");
export const month = matching(/^\d{4}-(0[1-9]|1[0-2])$/, "a month such as 2023-12");
export const fiscalYear = matching(/^FY\d{4}$/, "a fiscal year such as FY2023");
export const year = numeric(/^(19|20)\d{2}$/, "a year such as 2023");
export const date: Column<string> = {
  expected: "a date such as 2023-12-18",
  read: (cell) => (/^\d{4}-\d{2}-\d{2}$/.test(cell) && isCalendarDate(cell) ? cell : undefined),
};
const point = String.raw`(?:FY)?\d{4}|\d{4}-(?:0[1-9]|1[0-2])|\d{4}-\d{2}-\d{2}`;
/** When a figure holds: a year, fiscal year, month or day, or from one to another. */
export const period = matching(
  new RegExp(`^(?:${point})(?:\\.\\.(?:${point}))?$`),
  "a period such as 2023, FY2023, 2023-12, 2023-12-18 or 2023-01..2023-05",
);
/** Free text that may be empty. */
export const note: Column<string> = { expected: "some text, or nothing", read: (cell) => cell };
export const count = numeric(/^\d{1,15}$/, "a whole number, zero or more");
export const amount = numeric(/^\d{1,18}(\.\d+)?$/, "a number, zero or more");
export const signed = numeric(/^-?\d{1,18}(\.\d+)?$/, "a number");
export const nationality = oneOf(nationalities);
export const sector = oneOf(sectors);
export const household = oneOf(households);
export const fieldOffice = oneOf(fieldOffices);
