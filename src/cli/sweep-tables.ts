import { type Discovery, discover } from "../analysis/discovery/discover.ts";
import type { Interval } from "../analysis/discovery/peel.ts";
import { isHarm } from "../analysis/sweep/harm.ts";
import type { RunLayout } from "../analysis/sweep/layout.ts";
import { efficient, efficientShares, type Objective } from "../analysis/sweep/tradeoffs.ts";
import { identifier, outcomesOf, referenceRun, sampleOf } from "../analysis/sweep/views.ts";
import type { KeptColumn, Plain, SweepDatabase } from "./sweep-database.ts";
import type { SweepDescription } from "./sweep-folder.ts";

/** A sweep that is being asked, with how its runs are numbered. */
export interface Asked {
  readonly description: SweepDescription;
  readonly layout: RunLayout;
}

export type Levels = readonly (number | null)[];

const levers = ({ description }: Asked): string[] =>
  description.factors.filter(({ kind }) => kind === "lever").map(({ name }) => name);

const keyOf = (levels: readonly Plain[]): string => JSON.stringify(levels);

function levelColumns(names: readonly string[], rows: readonly Levels[]): KeptColumn[] {
  return names.map((name, i) => ({ name, type: "DOUBLE", values: rows.map((levels) => levels[i]) }));
}

/** One policy that no other one beats in everything that was asked for. */
export interface EfficientPolicy {
  readonly levels: Levels;
  /** Share of draws in which no other one beats it; null if policies have no draws in common. */
  readonly share: number | null;
  readonly draws: number;
  readonly failed: number;
  /** Per outcome mean, p10 and p90. */
  readonly spreads: readonly (readonly [number, number, number])[];
}

export interface Tradeoffs {
  readonly levers: readonly string[];
  readonly objectives: readonly Objective[];
  /** The objectives, then harm that is kept and was not asked for. */
  readonly outcomes: readonly string[];
  readonly policies: readonly EfficientPolicy[];
  /** How many policies were compared. */
  readonly compared: number;
  readonly draws: ComparedDraws;
}

/** Draws over which policies were averaged, all over the same. */
export interface ComparedDraws {
  readonly compared: number;
  /** Draws in which a run of some policy is missing or failed. */
  readonly leftOut: number;
  /** Policies with a run that is missing or failed in every draw. */
  readonly policiesLeftOut: number;
}

/** What the views `policies` and `policy_draws` leave out. */
export async function comparedDraws(database: SweepDatabase): Promise<ComparedDraws> {
  const { draws, compared, policies } = await database.columns(
    "SELECT count(DISTINCT draw) AS draws, count(DISTINCT draw) FILTER (compared) AS compared, (SELECT count(*) FROM policies WHERE draws = 0) AS policies FROM policy_draws",
  );
  const same = Number(compared[0]);
  return { compared: same, leftOut: Number(draws[0]) - same, policiesLeftOut: Number(policies[0]) };
}

/** The policies that nothing else beats, worked out from the views `policies` and `policy_draws`. */
export async function tradeoffsOf(
  database: SweepDatabase,
  asked: Asked,
  objectives: readonly Objective[],
): Promise<Tradeoffs> {
  const names = levers(asked);
  const chosen = objectives.map(({ outcome }) => outcome);
  const harm = outcomesOf(asked.description)
    .map(({ name }) => name)
    .filter((name) => isHarm(name) && !chosen.includes(name));
  const outcomes = [...chosen, ...harm];
  const found = await database.columns("SELECT * FROM policies WHERE draws > 0");
  const compared = found.draws.length;
  const policies = Array.from({ length: compared }, (_, p) => ({
    levels: names.map((name) => found[name][p] as number | null),
    draws: Number(found.draws[p]),
    failed: Number(found.failed[p]),
    spreads: outcomes.map((name) => {
      const at = (column: string): number => (found[column][p] === null ? Number.NaN : Number(found[column][p]));
      return [at(name), at(`${name}_p10`), at(`${name}_p90`)] as const;
    }),
  }));
  const averages = policies.map(({ spreads }) => objectives.map((_, k) => spreads[k][0]));
  const kept = efficient(averages, objectives);
  const shares = asked.layout.sampled.some(({ kind }) => kind === "lever")
    ? null
    : await sharesOf(database, names, objectives, policies);
  const best = policies.flatMap((policy, p) => (kept[p] ? [{ ...policy, share: shares?.[p] ?? null }] : []));
  const better = objectives[0].want === "less" ? 1 : -1;
  best.sort((a, b) => better * (a.spreads[0][0] - b.spreads[0][0]));
  return { levers: names, objectives, outcomes, policies: best, compared, draws: await comparedDraws(database) };
}

async function sharesOf(
  database: SweepDatabase,
  names: readonly string[],
  objectives: readonly Objective[],
  policies: readonly { readonly levels: Levels }[],
): Promise<number[]> {
  const columns = [...names, "draw", ...objectives.map(({ outcome }) => outcome)].map(identifier);
  const found = await database.columns(`SELECT ${columns.join(", ")} FROM policy_draws WHERE compared`);
  const numbers = new Map(policies.map(({ levels }, p) => [keyOf(levels), p]));
  const rows = found.draw.length;
  return efficientShares(
    {
      objectives: objectives.map(({ outcome }) =>
        found[outcome].map((value) => (value === null ? Number.NaN : Number(value))),
      ),
      policies: Array.from({ length: rows }, (_, row) => numbers.get(keyOf(names.map((name) => found[name][row])))!),
      draws: found.draw.map(Number),
    },
    objectives,
    policies.length,
  );
}

/** Trade-offs as the table `tradeoffs`. */
export function tradeoffColumns({ levers: names, outcomes, policies }: Tradeoffs): KeptColumn[] {
  const spread = (name: string, k: number): KeptColumn[] =>
    ["", "_p10", "_p90"].map((end, which) => ({
      name: `${name}${end}`,
      type: "DOUBLE",
      values: policies.map(({ spreads }) => spreads[k][which]),
    }));
  return [
    ...levelColumns(
      names,
      policies.map(({ levels }) => levels),
    ),
    ...outcomes.flatMap(spread),
    { name: "efficient_share", type: "DOUBLE", values: policies.map(({ share }) => share) },
    { name: "draws", type: "BIGINT", values: policies.map(({ draws }) => draws) },
    { name: "failed", type: "BIGINT", values: policies.map(({ failed }) => failed) },
  ];
}

/** Where one policy fails. */
export interface PolicyDiscovery extends Discovery {
  readonly levels: Levels;
  readonly cases: number;
  readonly failing: number;
}

export interface Discoveries {
  /** Levers by which policies are told apart; none if all runs are taken together. */
  readonly levers: readonly string[];
  readonly dimensions: readonly string[];
  readonly policies: readonly PolicyDiscovery[];
  /** Runs for which the condition is neither true nor false, and runs that failed. */
  readonly leftOut: number;
  /** One run in so many was taken. */
  readonly oneIn: number;
}

/** Most runs that are held in memory; of more, one in so many is taken. */
const mostCases = 1_000_000;

/** Levers whose levels meet everything else: those that make policies. */
function policyLevers({ description, layout }: Asked): string[] {
  if (layout.rows !== null) return levers({ description, layout });
  return layout.crossed.filter(({ kind }) => kind === "lever").map(({ name }) => name);
}

/** What ranges are looked for of, unless something else is asked for: parameters, and levers that come with samples; else all levers. */
export function usualDimensions(asked: Asked): string[] {
  const own = policyLevers(asked);
  const others = asked.description.factors.map(({ name }) => name).filter((name) => !own.includes(name));
  return others.length > 0 ? others : own;
}

/** A relation of `runs` with `change`, a struct of differences to the run with no lever changed, where there is one. */
export function withChanges({ description, layout }: Asked): string {
  const reference = referenceRun("r", layout);
  if (reference === undefined) return "runs";
  const fields = description.outputs.map(
    ({ name }) => `${identifier(name)} := r.${identifier(name)} - b.${identifier(name)}`,
  );
  return `(SELECT r.*, struct_pack(${fields.join(", ")}) AS change FROM runs r LEFT JOIN parts b ON b.run = ${reference})`;
}

/** For every policy the ranges of some factors in which a condition holds. */
export async function discoveriesOf(
  database: SweepDatabase,
  asked: Asked,
  fails: string,
  dimensions: readonly string[],
  step: number | undefined,
): Promise<Discoveries> {
  const names = policyLevers(asked).filter((name) => !dimensions.includes(name));
  const relation = withChanges(asked);
  const counted = await database.columns("SELECT count(*) AS n FROM runs");
  const oneIn = Math.max(1, Math.ceil(Number(counted.n[0]) / mostCases));
  const some = oneIn === 1 ? "" : ` WHERE hash(run) % ${oneIn} = 0`;
  const columns = [...names, ...dimensions].map(identifier);
  const found = await database.columns(
    `SELECT ${[...columns, `${sampleOf("run", asked.layout)} AS "sample?"`, `CASE WHEN status = 'ok' THEN CAST((\n${fails}\n) AS BOOLEAN) END AS "fails?"`].join(", ")} FROM ${relation}${some} ORDER BY run`,
  );
  const rowsOf = new Map<string, number[]>();
  let leftOut = 0;
  for (const [row, fail] of found["fails?"].entries()) {
    if (fail === null) {
      leftOut++;
      continue;
    }
    const key = keyOf(names.map((name) => found[name][row]));
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  }
  const policies = [...rowsOf.values()].map((rows) => {
    const cases = {
      dimensions: dimensions.map((name) => ({
        name,
        values: Float64Array.from(rows, (row) => (found[name][row] === null ? Number.NaN : Number(found[name][row]))),
      })),
      fails: Uint8Array.from(rows, (row) => Number(found["fails?"][row])),
      samples: Int32Array.from(rows, (row) => Number(found["sample?"][row])),
    };
    return {
      levels: names.map((name) => found[name][rows[0]] as number | null),
      cases: rows.length,
      failing: cases.fails.reduce((sum, one) => sum + one, 0),
      ...discover(cases, step),
    };
  });
  return { levers: names, dimensions, policies, leftOut, oneIn };
}

/** An interval as a condition of SQL: only the ends that are narrower than the whole; without values, the base alone. */
export function conditionOf({ name, low, high, base }: Interval, whole: Interval): string {
  const column = identifier(name);
  if (Number.isNaN(low)) return `${column} IS NULL`;
  const parts: string[] = [];
  if (low > whole.low) parts.push(`${column} >= ${low}`);
  if (high < whole.high) parts.push(`${column} <= ${high}`);
  if (parts.length === 0) return `${column} IS NOT NULL`;
  const both = parts.join(" AND ");
  return base ? `(${column} IS NULL OR ${both})` : both;
}

/** Discoveries as the table `discovery`: a row per dimension that is narrowed, or one alone. */
export function discoveryColumns({ levers: names, policies }: Discoveries): KeptColumn[] {
  const rows = policies.flatMap((policy) => {
    const { narrowings } = policy;
    return (narrowings.length === 0 ? [undefined] : narrowings).map((narrowing) => ({ policy, narrowing }));
  });
  type Row = (typeof rows)[number];
  const column = (name: string, type: KeptColumn["type"], value: (row: Row) => Plain | undefined): KeptColumn => ({
    name,
    type,
    values: rows.map((row) => value(row) ?? null),
  });
  return [
    ...levelColumns(
      names,
      rows.map(({ policy }) => policy.levels),
    ),
    column("cases", "BIGINT", ({ policy }) => policy.cases),
    column("failing", "BIGINT", ({ policy }) => policy.failing),
    column("step", "BIGINT", ({ policy }) => policy.box.step),
    column("density", "DOUBLE", ({ policy }) => policy.box.density),
    column("coverage", "DOUBLE", ({ policy }) => policy.box.coverage),
    column("support", "DOUBLE", ({ policy }) => policy.box.support),
    column("factor", "VARCHAR", ({ narrowing }) => narrowing?.interval.name),
    column("low", "DOUBLE", ({ narrowing }) => narrowing?.interval.low),
    column("high", "DOUBLE", ({ narrowing }) => narrowing?.interval.high),
    column("as_in_base", "BOOLEAN", ({ narrowing }) => narrowing?.interval.base),
    column("whole_low", "DOUBLE", ({ narrowing }) => narrowing?.whole.low),
    column("whole_high", "DOUBLE", ({ narrowing }) => narrowing?.whole.high),
    column("chance", "DOUBLE", ({ narrowing }) => narrowing?.chance),
  ];
}

/** Peelings as the table `trajectory`: a row per step. */
export function trajectoryColumns({ levers: names, policies }: Discoveries): KeptColumn[] {
  const rows = policies.flatMap((policy) => policy.boxes.map((box) => ({ policy, box })));
  type Row = (typeof rows)[number];
  const column = (name: string, type: KeptColumn["type"], value: (row: Row) => Plain): KeptColumn => ({
    name,
    type,
    values: rows.map(value),
  });
  const conditions = ({ policy, box }: Row): string =>
    box.intervals
      .flatMap((interval, i) =>
        box.narrowed.includes(interval.name) ? [conditionOf(interval, policy.boxes[0].intervals[i])] : [],
      )
      .join(" AND ");
  return [
    ...levelColumns(
      names,
      rows.map(({ policy }) => policy.levels),
    ),
    column("step", "BIGINT", ({ box }) => box.step),
    column("runs", "BIGINT", ({ box }) => box.points),
    column("failing", "BIGINT", ({ box }) => box.failing),
    column("density", "DOUBLE", ({ box }) => box.density),
    column("coverage", "DOUBLE", ({ box }) => box.coverage),
    column("support", "DOUBLE", ({ box }) => box.support),
    column("narrowed", "BIGINT", ({ box }) => box.narrowed.length),
    column("box", "VARCHAR", conditions),
  ];
}
