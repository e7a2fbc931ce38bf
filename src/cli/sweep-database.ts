import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { getSystemErrorMap } from "node:util";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { identifier, literal, type View } from "../analysis/sweep/views.ts";
import { didYouMean } from "../scenario/suggest.ts";
import { InterruptedError, reasonOf, UsageError } from "./errors.ts";

type DuckDB = typeof import("@duckdb/node-api");

/** DuckDB is loaded when a query needs it and not before: it is large, and not there on every platform. */
async function loadDuckDB(): Promise<DuckDB> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    throw new UsageError(
      "corridor query needs DuckDB, which is not installed here or not made for this platform; expected the package @duckdb/node-api; install it with: npm install @duckdb/node-api",
    );
  }
}

export type Plain = string | number | boolean | null;

/** Rows of an answer, by columns. */
export interface Rows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Plain[])[];
  /** Whether there are more than were read. */
  readonly more: boolean;
}

function plain(value: DuckDBValue): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === "string" || typeof value === "boolean") return value;
  return String(value);
}

/** What DuckDB says is wrong, taken apart. */
interface Complaint {
  readonly message: string;
  /** Where in the SQL, counted from 1; undefined if it does not say. */
  readonly position: { readonly line: number; readonly column: number } | undefined;
  readonly suggestion: string | undefined;
}

function complaintOf(text: string): Complaint {
  const body = text.replace(/^Failed to extract statements: /, "");
  const message = body.split("\n")[0].replace(/^(?:[A-Z]\w* )+Error: /, "");
  const pointed = /^LINE (\d+): (.*)\n( *)\^/m.exec(body);
  const suggestion = /Did you mean "(.*?)"/.exec(body)?.[1];
  if (!pointed) return { message, position: undefined, suggestion };
  const [, line, source, indent] = pointed;
  const column = indent.length - `LINE ${line}: `.length + 1;
  const position = source.startsWith("...") ? undefined : { line: Number(line), column };
  return { message, position, suggestion };
}

/** A text of SQL that someone wrote: what it is called in errors, and how many lines stand before it in what DuckDB reads. */
interface Written {
  readonly label: string;
  readonly linesBefore: number;
  /** How many lines it has, where others follow. */
  readonly lines?: number;
}

/** Columns and views, for suggestions. */
interface Known {
  readonly columns: readonly string[];
  readonly views: readonly string[];
}

function sentenceOf(
  text: string,
  { label, linesBefore, lines = Number.POSITIVE_INFINITY }: Written,
  { columns, views }: Known,
): string {
  const { message, position, suggestion } = complaintOf(text);
  if (position && position.line - linesBefore > lines)
    return `${label}: a condition that is not finished, or has a bracket too many, was given; expected one such as ${columns.at(-1)} > 0`;
  const at = position ? `${label}:${position.line - linesBefore}:${position.column}` : label;
  const column = /^Referenced column "(.*?)"|does not have a column named "(.*?)"/.exec(message);
  const name = column?.[1] ?? column?.[2];
  if (name !== undefined) {
    const candidates = [...(/^Candidate bindings: (.*)$/m.exec(text)?.[1].matchAll(/"(.*?)"/g) ?? [])].map(
      ([, one]) => one,
    );
    const others = (candidates.length > 0 ? candidates : columns).filter((one) => one !== name);
    const meant = didYouMean(name, others);
    return `${at}: "${name}" was given; expected a column${meant || `; those of runs are ${columns.join(", ")}`}`;
  }
  const table = /^Table with name (.*?) does not exist/.exec(message)?.[1];
  if (table !== undefined) {
    const listed = `expected one of ${views.join(", ")}`;
    return `${at}: "${table}" was given; ${listed}${didYouMean(table, views)}`;
  }
  const file = /^Cannot access (?:file|directory) "(.*?)"/.exec(message)?.[1];
  if (file !== undefined)
    return `${at}: the file "${file}" was given; expected only views of the sweep, as no other files are read or written`;
  const changed = /^(.*) is not an table/.exec(message)?.[1];
  if (changed !== undefined)
    return `${at}: a change of ${changed} was given; expected a query such as SELECT, as results are only read`;
  const meant = suggestion === undefined ? "" : `; did you mean "${suggestion}"?`;
  return `${at}: ${message.replace(/[.!]$/, "")}${meant}`;
}

/** Why DuckDB could not write a file, in words; undefined if that is not what it complains about. */
function unwritten(text: string, path: string): string | undefined {
  const said = /^IO Error: [^"]*"(.*?)": (.*)$/m.exec(text);
  if (said?.[1] !== path) return undefined;
  const reason = said[2].toLowerCase();
  const code = [...getSystemErrorMap().values()].find(([, message]) => message === reason)?.[0];
  return reasonOf(Object.assign(new Error(said[2]), { code }));
}

/** How a table that was worked out here is kept: by columns of one type. */
export interface KeptColumn {
  readonly name: string;
  readonly type: "DOUBLE" | "BIGINT" | "VARCHAR" | "BOOLEAN";
  readonly values: readonly Plain[];
}

/** The results of a sweep as a database in memory that reads the parts of its folder, and nothing else. */
export interface SweepDatabase {
  /** Rows of a query of our own, all of them. */
  all(sql: string): Promise<Rows>;
  /** Columns of a query of our own, by name; numbers as they are. */
  columns(sql: string): Promise<Readonly<Record<string, readonly Plain[]>>>;
  /** Rows of a query that someone wrote, at most `limit`. Throws UsageError with DuckDB's position. */
  query(sql: string, limit: number): Promise<Rows>;
  /**
   * Writes the answer to `path`, a file that was allowed when the database was opened; returns how many rows. Throws UsageError, which calls the
   * file by `name`, and InterruptedError; what there is of it then is left to the caller.
   */
  write(sql: string, path: string, name: string, limit: number | undefined): Promise<number>;
  /** Makes a view that later queries can read. */
  view(view: View): Promise<void>;
  /** Throws UsageError unless text is an expression over `parts`. */
  checkExpression(label: string, text: string, relation: string): Promise<void>;
  /** Keeps a table that was worked out here. */
  keep(name: string, columns: readonly KeptColumn[]): Promise<void>;
  close(): void;
}

export interface DatabaseOptions {
  /** A file that may be written, beside the parts that are read. */
  readonly writes?: string;
  /** One thread adds up in the same order every time. */
  readonly threads?: number;
  readonly signal: AbortSignal;
}

/** A path in which no character stands for others. */
const plainPattern = (path: string): string => path.replace(/[*?[]/g, "[$&]");

/** `part-*` of a folder, or one of them each if there are others beside them. */
function sourceOf(folder: string, files: readonly string[]): string {
  const pattern = plainPattern(resolve(folder));
  const whole = readdirSync(folder).filter((name) => name.startsWith("part-") && name.endsWith(".parquet"));
  const paths =
    whole.length === files.length ? [`${pattern}/part-*.parquet`] : files.map((file) => `${pattern}/${file}`);
  return `read_parquet([${paths.map(literal).join(", ")}], hive_partitioning = false)`;
}

/** Opens the parts `files` of a folder as the view `parts`. Throws UsageError if DuckDB is missing or cannot read them. */
export async function openSweep(
  folder: string,
  files: readonly string[],
  { writes, threads, signal }: DatabaseOptions,
): Promise<SweepDatabase> {
  const duckdb = await loadDuckDB();
  const settings: Record<string, string> = {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    temp_directory: "",
  };
  if (threads !== undefined) settings.threads = `${threads}`;
  const instance = await duckdb.DuckDBInstance.create(":memory:", settings);
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal.addEventListener("abort", interrupt);
  const known: { columns: string[]; views: string[] } = { columns: [], views: [] };

  const goOn = (): void => {
    if (signal.aborted) throw new InterruptedError("stopped; nothing was written");
  };
  /** Does something with DuckDB, with its complaints as sentences. Nothing after Ctrl-C, which DuckDB hears only while it is at work. */
  const said = async <Result>(written: Written, work: () => Promise<Result>): Promise<Result> => {
    try {
      goOn();
      const result = await work();
      goOn();
      return result;
    } catch (error) {
      goOn();
      if (error instanceof UsageError) throw error;
      throw new UsageError(sentenceOf(error instanceof Error ? error.message : String(error), written, known));
    }
  };
  const ours: Written = { label: folder, linesBefore: 0 };
  const asked: Written = { label: "SQL", linesBefore: 0 };

  await said(ours, async () => {
    // the path as it is, and as it stands in a pattern
    const allowed = [resolve(folder), plainPattern(resolve(folder))].map((path) => literal(`${path}/`));
    await connection.run(`SET allowed_directories = [${allowed.join(", ")}]`);
    if (writes !== undefined) await connection.run(`SET allowed_paths = [${literal(resolve(writes))}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    await connection.run(`CREATE VIEW parts AS SELECT * FROM ${sourceOf(folder, files)}`);
    known.columns.push(...(await connection.runAndReadAll("SELECT * FROM parts LIMIT 0")).columnNames());
  });

  const read = async (sql: string, limit: number): Promise<Rows> => {
    const reader = await connection.streamAndReadUntil(sql, limit + 1);
    const columns = reader.columnNames().map((name, i) => ({ name, type: String(reader.columnType(i)) }));
    const rows = reader.getRows().map((row) => row.map(plain));
    return { columns, rows: rows.slice(0, limit), more: rows.length > limit };
  };
  const all = (sql: string): Promise<Rows> => said(ours, () => read(sql, Number.MAX_SAFE_INTEGER - 1));

  return {
    all,
    columns: async (sql) => {
      const { columns, rows } = await all(sql);
      return Object.fromEntries(columns.map(({ name }, i) => [name, rows.map((row) => row[i])]));
    },
    query: (sql, limit) =>
      said(asked, async () => {
        await checkQuery(connection, duckdb, sql);
        return read(sql, limit);
      }),
    write: async (sql, path, name, limit) => {
      await said(asked, async () => {
        await checkQuery(connection, duckdb, sql);
        await nameAnswer(connection, sql);
      });
      const format = path.endsWith(".parquet.tmp") ? "FORMAT parquet" : "FORMAT csv, HEADER";
      const some = limit === undefined ? "" : ` LIMIT ${limit}`;
      const copy = `COPY (SELECT * FROM query_answer${some}) TO ${literal(resolve(path))} (${format})`;
      return said(asked, async () => {
        try {
          return Number((await connection.runAndReadAll(copy)).getRows()[0][0]);
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error);
          const reason = unwritten(text, resolve(path));
          if (reason !== undefined) throw new UsageError(`cannot write ${name}: ${reason}`);
          // the place that follows is one in the copying
          throw new Error(text.split("\n")[0]);
        }
      });
    },
    view: ({ name, sql }) =>
      said(ours, async () => {
        await connection.run(`CREATE VIEW ${identifier(name)} AS ${sql}`);
        known.views.push(name);
      }),
    checkExpression: (label, text, relation) =>
      said({ label, linesBefore: 1, lines: text.split("\n").length }, async () => {
        const sql = `SELECT 1 FROM ${relation} WHERE (\n${text}\n) LIMIT 0`;
        await checkQuery(connection, duckdb, sql);
        await connection.run(sql);
      }),
    keep: async (name, columns) => {
      await connection.run(
        `CREATE TABLE ${identifier(name)} (${columns.map((one) => `${identifier(one.name)} ${one.type}`).join(", ")})`,
      );
      known.views.push(name);
      const appender = await connection.createAppender(name);
      for (let row = 0; row < columns[0].values.length; row++) {
        for (const { type, values } of columns) {
          const value = values[row];
          if (value === null || Number.isNaN(value)) appender.appendNull();
          else if (type === "DOUBLE") appender.appendDouble(Number(value));
          else if (type === "BIGINT") appender.appendBigInt(BigInt(value));
          else if (type === "BOOLEAN") appender.appendBoolean(Boolean(value));
          else appender.appendVarchar(String(value));
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    close: () => {
      signal.removeEventListener("abort", interrupt);
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Throws unless a text is one query that only reads. */
async function checkQuery(connection: DuckDBConnection, { StatementType }: DuckDB, sql: string): Promise<void> {
  const bare = sql.replace(/--.*$/gm, "").replace(/[;\s]/g, "");
  if (bare === "") throw new UsageError("SQL: nothing was given; expected a query such as SELECT * FROM runs");
  const statements = await connection.extractStatements(sql);
  if (statements.count > 1 && /^\s*pivot\b[^;]*;?\s*$/i.test(sql))
    throw new UsageError(
      "SQL: PIVOT was given without its values; expected them, as in PIVOT runs ON member IN (0, 1) USING avg(usbp)",
    );
  if (statements.count !== 1) throw new UsageError(`SQL: ${statements.count} statements were given; expected one`);
  const { statementType } = await statements.prepare(0);
  if (statementType !== StatementType.SELECT)
    throw new UsageError(
      `SQL: a statement of the kind ${StatementType[statementType] ?? "unknown"} was given; expected a query such as SELECT, as results are only read; --out writes what it finds`,
    );
}

/** Gives an answer a name under which it is copied. A view takes what ends in a semicolon or a comment, a subquery what is no SELECT. */
async function nameAnswer(connection: DuckDBConnection, sql: string): Promise<void> {
  try {
    await connection.run(`CREATE TEMP VIEW query_answer AS ${sql}`);
  } catch {
    await connection.run(`CREATE TEMP VIEW query_answer AS SELECT * FROM (\n${sql.replace(/[;\s]+$/, "")}\n)`);
  }
}
