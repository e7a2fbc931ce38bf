import pg from "pg";
import type { Stop } from "../../analysis/runner.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import type { Address } from "./address.ts";
import { failureOf } from "./failures.ts";
import { pause } from "./pause.ts";

/** Runs statements, one after another. */
export interface Session {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A database that is asked again when it was away for a while. */
export interface Database {
  /**
   * Does work in one transaction. When the connection is cut, all of it is done again on another one, so it must bear being done twice: whether
   * a transaction took place that was being committed cannot be known.
   * @param work told whether it is done again.
   * @param lasting false if it may be lost when the database crashes right after it, which is faster; then it is not tried again after a stop.
   */
  transaction<Result>(work: (session: Session, again: boolean) => Promise<Result>, lasting?: boolean): Promise<Result>;
  /** Does work on one connection, without a transaction around it; as with a transaction, it is done again when the connection is cut. */
  session<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /** A statement by itself, likewise. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

type Work<Result> = (session: Session, again: boolean) => Promise<Result>;

/** The database is away, or refuses: a sentence without its address. */
export class DatabaseAwayError extends UsageError {
  override name = "DatabaseAwayError";
}

export interface Patience {
  /** Seconds for which it is tried again, when the database is away. */
  readonly patience: number;
  /** Seconds likewise until it was reached for the first time; as `patience` when left out. */
  readonly firstPatience?: number;
  /** Ends the trying, with an InterruptedError; work that lasts is tried for some seconds more, so that what was done can be kept. */
  readonly stop?: Stop;
  /** Called once when it goes away, with what is wrong. */
  readonly onAway?: (sentence: string) => void;
  /** Connections at most; few, since a database has some hundred for all, and one is needed for some milliseconds per chunk. */
  readonly connections?: number;
}

const connectSeconds = 10;
/** No statement takes longer, so a connection that is dead without saying so is noticed. */
const statementSeconds = 60;
/** How long work that lasts is tried again after a stop. */
const lastSeconds = 20;
const firstPause = 0.1;
const longestPause = 5;

/** Opens nothing yet: connections are made when they are needed. */
export function openDatabase({ config, hide }: Address, options: Patience): Database {
  const { patience, firstPatience = patience, stop, onAway, connections = 2 } = options;
  const closing = new AbortController();
  let reached = false;
  let stoppedAt = 0;
  stop?.addEventListener("abort", () => {
    stoppedAt = performance.now();
  });
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      ...config,
      max: connections,
      connectionTimeoutMillis: 1000 * connectSeconds,
      query_timeout: 1000 * statementSeconds,
      keepAlive: true,
      application_name: "corridor",
    });
  } catch (error) {
    throw new DatabaseAwayError(`the queue's database cannot be used: ${failureOf(error, hide).sentence}`);
  }
  // a connection that is cut while nobody uses it is replaced when somebody does
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  async function once<Result>(work: Work<Result>, again: boolean): Promise<Result> {
    const client = await pool.connect();
    reached = true;
    let whole = false;
    try {
      const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
        (await client.query<Row>(text, [...values])).rows;
      const result = await work({ query }, again);
      whole = true;
      return result;
    } finally {
      // a connection on which something went wrong may be in any state
      client.release(!whole);
    }
  }

  async function patiently<Result>(work: Work<Result>, lasting = false): Promise<Result> {
    const start = performance.now();
    for (let rest = firstPause, away = false; ; rest = Math.min(2 * rest, longestPause)) {
      try {
        return await once(work, away);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        const failure = failureOf(error, hide);
        const seconds = (performance.now() - start) / 1000;
        if (!failure.passing) throw new DatabaseAwayError(`the queue's database cannot be used: ${failure.sentence}`);
        const stopped = stop?.aborted === true;
        if (stopped && performance.now() > (lasting ? Math.max(start, stoppedAt) + 1000 * lastSeconds : 0))
          throw new InterruptedError(`stopped while the queue's database was away: ${failure.sentence}`);
        if (seconds + rest > (reached ? patience : firstPatience)) {
          const tried = seconds < 1 ? "" : `; tried for ${Math.round(seconds)} s`;
          throw new DatabaseAwayError(`the queue's database is away: ${failure.sentence}${tried}`);
        }
        if (!away) onAway?.(failure.sentence);
        away = true;
        await pause(rest, closing.signal, stopped ? undefined : stop);
      }
    }
  }

  return {
    transaction: (work, lasting = true) =>
      patiently(async (session, again) => {
        await session.query(lasting ? "BEGIN" : "BEGIN; SET LOCAL synchronous_commit TO off");
        const result = await work(session, again);
        await session.query("COMMIT");
        return result;
      }, lasting),
    session: (work) => patiently(work),
    query: (text, values) => patiently((session) => session.query(text, values)),
    close() {
      closing.abort();
      return pool.end();
    },
  };
}
