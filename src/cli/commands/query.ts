import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { layoutOf, whyNoUnchanged } from "../../analysis/sweep/layout.ts";
import { type Objective, usualObjectives } from "../../analysis/sweep/tradeoffs.ts";
import { outcomesOf, viewsOf } from "../../analysis/sweep/views.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { reasonOf, UsageError } from "../errors.ts";
import { checkOutputs } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { type QueryOptions, type QueryView, queryViewNames } from "../query-options.ts";
import {
  discoveryText,
  drawsNotes,
  effectsText,
  failedText,
  overviewText,
  type Reading,
  rowsText,
  tradeoffsText,
} from "../query-report.ts";
import { honesty } from "../report.ts";
import { openSweep, type Rows, type SweepDatabase } from "../sweep-database.ts";
import { checkPart, partFile, partsIn, readDescription } from "../sweep-folder.ts";
import {
  type Asked,
  comparedDraws,
  type Discoveries,
  discoveriesOf,
  discoveryColumns,
  type Tradeoffs,
  tradeoffColumns,
  tradeoffsOf,
  trajectoryColumns,
  usualDimensions,
  withChanges,
} from "../sweep-tables.ts";
import { terminalWidth } from "../terminal.ts";
import { version } from "../version.ts";

const printedRows = 20;
const jsonRows = 1000;
/** Rows of the tables of which several stand below one another. */
const printedEffects = 5;
const printedPolicies = 4;

/** What a folder holds. Throws UsageError if it is no sweep, has no parts, or one of them is not of it. */
function readingOf(folder: string): Omit<Reading, "views"> & { readonly files: readonly string[] } {
  const description = readDescription(folder);
  if (description === undefined) {
    const what = !existsSync(folder)
      ? `there is no folder ${folder}`
      : `${folder} ${statSync(folder).isDirectory() ? "has no sweep.json" : "is a file"}`;
    throw new UsageError(`${what}; expected a folder that corridor sweep wrote`);
  }
  const parts = partsIn(folder).filter((index) => index < description.chunks);
  if (parts.length === 0)
    throw new UsageError(`${folder} holds no runs yet; expected some; do them with corridor sweep --resume`);
  const labels = parts.map((index) => checkPart(folder, index, description));
  return {
    folder,
    description,
    parts: parts.length,
    runs: labels.reduce((sum, { rows }) => sum + rows, 0),
    failed: labels.reduce((sum, { failed }) => sum + failed, 0),
    files: parts.map(partFile),
  };
}

/** What is asked: a view, or SQL; nothing is an overview. */
type Question =
  | { readonly kind: "overview" }
  | { readonly kind: "view"; readonly view: QueryView }
  | { readonly kind: "sql"; readonly sql: string };

function questionOf(sql: string | undefined, { view, fails, less, more }: QueryOptions): Question {
  if (sql !== undefined && view !== undefined)
    throw new UsageError(
      "--view: a view was given beside SQL; expected one of them; SQL can read the view by its name",
    );
  if (sql !== undefined) return { kind: "sql", sql };
  if (view !== undefined) return { kind: "view", view };
  if (fails !== undefined) return { kind: "view", view: "discovery" };
  if (less !== undefined || more !== undefined) return { kind: "view", view: "tradeoffs" };
  return { kind: "overview" };
}

function mentions(question: Question, ...names: readonly QueryView[]): boolean {
  if (question.kind === "view") return names.includes(question.view);
  return question.kind === "sql" && names.some((name) => new RegExp(`\\b${name}\\b`, "i").test(question.sql));
}

function checkName(option: string, name: string, known: readonly string[], what: string): void {
  if (!known.includes(name))
    throw new UsageError(
      `${option}: "${name}" was given; expected ${what} of this sweep: ${known.join(", ")}${didYouMean(name, known)}`,
    );
}

function objectivesOf({ description }: Asked, { less = [], more = [] }: QueryOptions): Objective[] {
  const known = outcomesOf(description).map(({ name }) => name);
  for (const name of less) checkName("--less", name, known, "an outcome");
  for (const name of more) checkName("--more", name, known, "an outcome");
  const twice = more.find((name) => less.includes(name));
  if (twice !== undefined)
    throw new UsageError(`--more: "${twice}" was given, which --less names as well; expected it once`);
  if (less.length + more.length === 0) return usualObjectives(known);
  const wanted = (names: readonly string[], want: Objective["want"]): Objective[] =>
    [...new Set(names)].map((outcome) => ({ outcome, want }));
  return [...wanted(less, "less"), ...wanted(more, "more")];
}

function dimensionsOf(asked: Asked, { over }: QueryOptions): string[] {
  const known = asked.description.factors.map(({ name }) => name);
  for (const name of over ?? []) checkName("--over", name, known, "a factor");
  const found = over === undefined ? usualDimensions(asked) : [...new Set(over)];
  if (found.length === 0)
    throw new UsageError(
      "--view: discovery was given for a sweep that varies nothing but members and chance; expected factors",
    );
  return found;
}

/** Refuses changes of a sweep in which they cannot be measured. */
function checkChanges({ description, layout }: Asked, fails: string): void {
  const why = whyNoUnchanged(layout);
  if (why !== undefined && /\bchange\s*\./.test(fails) && !description.factors.some(({ name }) => name === "change"))
    throw new UsageError(`--fails: a change was given for a sweep that ${why}; expected a condition on outcomes`);
}

/** Tables that are worked out here and not in SQL. */
interface WorkedOut {
  readonly tradeoffs?: Tradeoffs;
  readonly discoveries?: Discoveries;
}

async function workOut(
  database: SweepDatabase,
  asked: Asked,
  question: Question,
  views: readonly string[],
  options: QueryOptions,
): Promise<WorkedOut> {
  const { fails, step } = options;
  if (mentions(question, "tradeoffs") && views.includes("policies")) {
    const tradeoffs = await tradeoffsOf(database, asked, objectivesOf(asked, options));
    await database.keep("tradeoffs", tradeoffColumns(tradeoffs));
    return { tradeoffs };
  }
  if (!mentions(question, "discovery", "trajectory")) return {};
  if (fails === undefined)
    throw new UsageError(
      `--fails: nothing was given; expected when a run fails, such as --fails ${JSON.stringify(`${outcomesOf(asked.description)[0].name} > 100000`)}`,
    );
  const dimensions = dimensionsOf(asked, options);
  checkChanges(asked, fails);
  await database.checkExpression("--fails", fails, withChanges(asked));
  const discoveries = await discoveriesOf(database, asked, fails, dimensions, step);
  if (discoveries.policies.length === 0)
    throw new UsageError(
      `--fails: ${JSON.stringify(fails)} is neither true nor false for any run; expected a condition`,
    );
  await database.keep("discovery", discoveryColumns(discoveries));
  await database.keep("trajectory", trajectoryColumns(discoveries));
  return { discoveries };
}

/** Why a sweep does not have a view. */
function whyMissing(view: QueryView, { layout }: Asked): string {
  if (view === "effects") return "varies nothing but members and chance";
  return (view === "changes" ? whyNoUnchanged(layout) : undefined) ?? "varies no lever";
}

function checkOut({ out, force, json }: QueryOptions, question: Question): void {
  if (out === undefined) return;
  const ending = extname(out).toLowerCase();
  if (ending !== ".csv" && ending !== ".parquet")
    throw new UsageError(`--out: ${JSON.stringify(out)} was given; expected a file that ends in .csv or .parquet`);
  if (question.kind === "overview")
    throw new UsageError("--out: a file was given and nothing to write; expected SQL or --view as well");
  if (json) throw new UsageError("--json: was given beside --out; expected one of them");
  checkOutputs([out], { force: force === true, inputs: [] });
}

const temporaryOf = (out: string): string =>
  join(dirname(out), `.${basename(out)}.${process.pid}${extname(out).toLowerCase()}.tmp`);

/** Sees to it that the bytes of a file are on the disk. */
function flush(path: string): void {
  const descriptor = openSync(path, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes an answer whole or not at all: beside its place, flushed, renamed. Throws UsageError and InterruptedError with nothing left behind. */
async function writeAnswer(
  database: SweepDatabase,
  sql: string,
  out: string,
  limit: number | undefined,
): Promise<void> {
  const temporary = temporaryOf(out);
  const clear = (): void => rmSync(temporary, { force: true });
  // a second Ctrl-C ends the program without coming back here
  process.on("exit", clear);
  let rows: number;
  try {
    rows = await database.write(sql, temporary, out, limit);
    flush(temporary);
    renameSync(temporary, out);
  } catch (error) {
    clear();
    throw error instanceof Error && "code" in error ? new UsageError(`cannot write ${out}: ${reasonOf(error)}`) : error;
  } finally {
    process.off("exit", clear);
  }
  process.stderr.write(`Wrote ${out}, ${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}\n`);
}

function answerJson({ description, runs }: Reading, question: Question, { columns, rows, more }: Rows): string {
  const { id, title } = description;
  return JSON.stringify({
    corridor: version,
    sweep: id,
    title,
    note: honesty,
    ...(question.kind === "sql"
      ? { sql: question.sql }
      : { view: question.kind === "view" ? question.view : "factors" }),
    runs,
    complete: runs === description.runs,
    columns,
    more,
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]]))),
  });
}

async function answerText(
  database: SweepDatabase,
  reading: Reading,
  question: Question,
  { tradeoffs, discoveries }: WorkedOut,
  { limit, fails = "" }: QueryOptions,
): Promise<string> {
  const width = terminalWidth();
  if (question.kind === "overview") return overviewText(reading, await database.all("SELECT * FROM factors"), width);
  const view = question.kind === "view" ? question.view : undefined;
  if (view === "effects")
    return effectsText(reading, await database.all("SELECT * FROM effects"), limit ?? printedEffects, width);
  if (view === "tradeoffs" && tradeoffs) return tradeoffsText(reading, tradeoffs, limit ?? printedRows, width);
  if (view === "discovery" && discoveries)
    return discoveryText(reading, discoveries, fails, limit ?? printedPolicies, width);
  if (view === "failed")
    return failedText(reading, await database.query("SELECT * FROM failed", limit ?? printedRows), width);
  const { title } = reading.description;
  const sql = question.kind === "sql" ? question.sql : `SELECT * FROM ${question.view}`;
  const answer = await database.query(sql, limit ?? printedRows);
  const notes = view === "policies" ? drawsNotes(await comparedDraws(database)) : [];
  return rowsText(reading, view ? `${title}: ${view}` : title, answer, notes, width);
}

/** `corridor query`: SQL and ready-made views over the results of a sweep, which are only read. Throws UsageError, InterruptedError. */
export async function query(folder: string, sql: string | undefined, options: QueryOptions): Promise<void> {
  const question = questionOf(sql, options);
  const { files, ...found } = readingOf(folder);
  checkOut(options, question);
  const { out, json, limit, where } = options;
  const asked: Asked = { description: found.description, layout: layoutOf(found.description.design) };
  const views = viewsOf(asked.description, asked.layout);
  const names = [
    "runs",
    ...views.map(({ name }) => name),
    ...(views.some(({ name }) => name === "policies") ? ["tradeoffs"] : []),
  ];
  const available = queryViewNames.filter(
    (name) => names.includes(name) || name === "discovery" || name === "trajectory",
  );
  if (question.kind === "view" && !available.includes(question.view))
    throw new UsageError(
      `--view: ${question.view} was given for a sweep that ${whyMissing(question.view, asked)}; expected one of ${available.join(", ")}`,
    );
  const reading: Reading = { ...found, views: available };
  const interrupt = catchInterrupt();
  const database = await openSweep(folder, files, {
    signal: interrupt.signal,
    ...(out !== undefined && { writes: temporaryOf(out) }),
    // sums of a ready-made view are added up in the same order every time
    ...(question.kind === "view" && { threads: 1 }),
  });
  try {
    if (where !== undefined) await database.checkExpression("--where", where, "parts");
    await database.view({
      name: "runs",
      sql: `SELECT * FROM parts${where === undefined ? "" : ` WHERE (\n${where}\n)`}`,
    });
    for (const view of views) await database.view(view);
    const workedOut = await workOut(database, asked, question, available, options);
    const asSql =
      question.kind === "sql" ? question.sql : `SELECT * FROM ${question.kind === "view" ? question.view : "factors"}`;
    if (out !== undefined) await writeAnswer(database, asSql, out, limit);
    else if (json)
      process.stdout.write(`${answerJson(reading, question, await database.query(asSql, limit ?? jsonRows))}\n`);
    else process.stdout.write(`${await answerText(database, reading, question, workedOut, options)}\n`);
  } finally {
    database.close();
    interrupt.release();
  }
}
