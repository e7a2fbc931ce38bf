/** Line and column, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a scenario, as one sentence: `file:line:column: path: given; expected; suggestion`. */
export class ScenarioError extends Error {
  readonly file: string;
  /** 1 if the fault has no place of its own. */
  readonly line: number;
  readonly column: number;
  /** Where in the scenario, such as `changes[2].value`. */
  readonly path: string;

  constructor(file: string, position: Position, path: string, sentence: string) {
    const end = /[.?!]$/.test(sentence) ? "" : ".";
    super(`${file}:${position.line}:${position.column}: ${path}: ${sentence}${end}`);
    this.name = "ScenarioError";
    this.file = file;
    this.line = position.line;
    this.column = position.column;
    this.path = path;
  }
}

/** A path of keys and indices as people write it: `changes[2].value`; the whole file has a name of its own. */
export function pathLabel(path: readonly PropertyKey[], whole = "scenario"): string {
  let label = "";
  for (const key of path) {
    if (typeof key === "number") label += `[${key}]`;
    else label += label === "" ? String(key) : `.${String(key)}`;
  }
  return label === "" ? whole : label;
}

/** A value as a reader of the file would recognise it, cut to a readable length. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a timestamp";
  if (typeof value === "object") return "a mapping";
  const text = String(value);
  const quoted = JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
  return typeof value === "string" ? quoted : text;
}
