import { stripVTControlCharacters, styleText } from "node:util";
import Table from "cli-table3";

const narrowest = 60;
const widest = 160;

/** Columns to write in: those that COLUMNS says, else those of the terminal, else 80. */
export function terminalWidth(): number {
  const asked = Number(process.env.COLUMNS);
  const width = Number.isInteger(asked) && asked > 0 ? asked : (process.stdout.columns ?? 80);
  return Math.min(Math.max(width, narrowest), widest);
}

function coloured(): boolean {
  if (process.env.NO_COLOR) return false;
  return process.stdout.isTTY === true || Boolean(process.env.FORCE_COLOR);
}

type Style = "bold" | "dim" | "cyan" | "red";

/** Text in a style, where the terminal shows styles and NO_COLOR is not set. */
export function paint(style: Style, text: string): string {
  return coloured() ? styleText(style, text) : text;
}

/** Breaks prose into lines of at most `width`, each begun with `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line].join("\n");
}

export interface TableColumn {
  /** May have several lines. */
  readonly head: string;
  readonly align?: "left" | "right";
  /** Width to wrap at; as wide as the widest cell when left out. */
  readonly width?: number;
}

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** A table without borders: heads, a rule, rows. A row of one string is a heading over the rows below. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: columns.map(({ head }) => head),
    chars: noLines,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: columns.map(({ align }) => align ?? "left"),
    colWidths: columns.map(({ width }) => width ?? null),
    wordWrap: true,
  });
  for (const row of rows) {
    drawn.push(row.length === 1 ? [{ content: row[0], colSpan: columns.length }] : [...row]);
  }
  const lines = drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const headLines = Math.max(...columns.map(({ head }) => head.split("\n").length));
  const width = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  const heads = lines.slice(0, headLines).map((line) => paint("bold", line));
  return [...heads, paint("dim", "─".repeat(width)), ...lines.slice(headLines)].join("\n");
}
