import PgBoss from "pg-boss";
import type { Database, Session } from "./database.ts";

/** Schema of pg-boss, in which jobs are: one per chunk that is still to be done. */
export const jobsSchema = "corridor_jobs";

const tablesVersion = 1;
/** Any number that is nobody else's: who creates the tables holds the lock of this number. */
const installLock = 6_741_120_019;

/**
 * A sweep; what was done of it (the truth about what is done: a chunk with a result is done); who does which chunk now; and who is there. A
 * worker that has not been seen for its lease is taken for dead.
 */
const tables = `
  CREATE SCHEMA IF NOT EXISTS corridor;
  CREATE TABLE corridor.sweep (
    id text PRIMARY KEY,
    title text NOT NULL,
    content text NOT NULL,
    versions text NOT NULL,
    queue text NOT NULL,
    runs integer NOT NULL,
    chunk_runs integer NOT NULL,
    chunks integer NOT NULL,
    cancelled boolean NOT NULL DEFAULT false,
    registered_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE corridor.worker (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    queue text NOT NULL,
    threads integer NOT NULL,
    lease_seconds double precision NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz
  );
  CREATE TABLE corridor.result (
    sweep text NOT NULL REFERENCES corridor.sweep ON DELETE CASCADE,
    chunk integer NOT NULL,
    failed integer NOT NULL,
    first_failure text,
    bytes bytea NOT NULL,
    worker uuid NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sweep, chunk)
  );
  ALTER TABLE corridor.result ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE corridor.attempt (
    sweep text NOT NULL REFERENCES corridor.sweep ON DELETE CASCADE,
    chunk integer NOT NULL,
    token uuid NOT NULL UNIQUE,
    worker uuid NOT NULL REFERENCES corridor.worker,
    started_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sweep, chunk)
  );
  CREATE INDEX attempt_worker ON corridor.attempt (worker);
  CREATE TABLE corridor.version (version integer PRIMARY KEY);
  INSERT INTO corridor.version VALUES (${tablesVersion});
`;

/**
 * Waiting jobs in the order in which pg-boss hands them out, so that it need not sort all of them for each. On the table that holds the queues of
 * all versions: new ones have it as well.
 */
const order = "job_order";
const createOrder = `CREATE INDEX IF NOT EXISTS ${order} ON ${jobsSchema}.job (name, priority DESC, created_on, id) WHERE state < 'active'`;

/** A session as pg-boss takes it. It drops errors of some statements, so the last one can be asked for. */
export function bossDatabase(session: Session): { readonly db: PgBoss.Db; check(): void } {
  let failure: unknown;
  return {
    db: {
      executeSql: async (text, values) => {
        try {
          return { rows: await session.query(text, values) };
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    },
    check() {
      if (failure !== undefined) throw failure;
    },
  };
}

export function bossOn(db: PgBoss.Db): PgBoss {
  return new PgBoss({ db, schema: jobsSchema, supervise: false, schedule: false, migrate: true });
}

async function exists(session: Session, ...relations: readonly string[]): Promise<boolean> {
  const [row] = await session.query<{ there: boolean }>(
    "SELECT bool_and(to_regclass(name) IS NOT NULL) AS there FROM unnest($1::text[]) AS name",
    [relations],
  );
  return row.there;
}

const tablesExist = (session: Session): Promise<boolean> =>
  exists(session, "corridor.version", `${jobsSchema}.version`);

/** Creates what a queue needs in its database, unless it is there; any number of processes may do so at once. */
export async function createTables(database: Database): Promise<void> {
  await database.session(async (session) => {
    // the index comes last, so where it is everything is
    if (await exists(session, `${jobsSchema}.${order}`)) return;
    await session.query("SELECT pg_advisory_lock($1)", [installLock]);
    if (!(await tablesExist(session))) {
      await bossOn(bossDatabase(session).db).start();
      await session.query(`BEGIN; ${tables} COMMIT`);
    }
    await session.query(createOrder);
    await session.query("SELECT pg_advisory_unlock($1)", [installLock]);
  });
}

/** Whether a queue is in the database. */
export function hasTables(database: Database): Promise<boolean> {
  return database.session(tablesExist);
}
