import { isHarm } from "./harm.ts";
import { type CrossedFactor, type RunLayout, type SampledFactor, whyNoUnchanged } from "./layout.ts";

/** Columns of a sweep's results. */
export interface ResultColumns {
  readonly factors: readonly { readonly name: string; readonly kind: "lever" | "parameter"; readonly unit: string }[];
  /** Each of an output such as `attacks`, over the whole window or in one month. */
  readonly outputs: readonly {
    readonly name: string;
    readonly output: string;
    readonly unit: string;
    readonly month: string | null;
  }[];
}

/** A ready-made view: its name, and SELECT in the SQL of DuckDB. It reads `runs` and `parts`. */
export interface View {
  readonly name: string;
  readonly sql: string;
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Outputs over the whole window. */
export function outcomesOf({ outputs }: ResultColumns): ResultColumns["outputs"] {
  return outputs.filter(({ month }) => month === null);
}

const run = (alias: string): string => `${alias}.run`;

function indexOf(alias: string, { levels, stride }: CrossedFactor): string {
  return `(${run(alias)} // ${stride}) % ${levels}`;
}

/** How far the run with the reference level of a factor is. */
function towardsReference(alias: string, factor: CrossedFactor): string {
  return `(${factor.reference} - ${indexOf(alias, factor)}) * ${factor.stride}`;
}

function rowIndex(alias: string, { rows, replications }: RunLayout): string {
  return `(${run(alias)} // ${replications}) % ${rows!.count}`;
}

function towardsReferenceRow(alias: string, layout: RunLayout): string {
  return `(${layout.rows!.reference} - ${rowIndex(alias, layout)}) * ${layout.replications}`;
}

/** Which sample of the design a run is of, or in a grid which combination: whatever its member and the random numbers. */
export function sampleOf(number: string, { samples, sampleRuns, sampled, rows, replications }: RunLayout): string {
  if (sampled.length === 0 && rows === null) return `(${number} // ${replications}) % ${sampleRuns / replications}`;
  return `(${number} // ${sampleRuns}) % ${samples}`;
}

/** What is the same for all runs that differ in levers, in a further factor, and in chance alone. */
function drawOf(alias: string, layout: RunLayout, without?: CrossedFactor): string {
  const { crossed, rows, over, replications } = layout;
  const levers = crossed.filter((factor) => factor.kind === "lever" || factor === without);
  const parts = [
    ...levers.map((factor) => `${indexOf(alias, factor)} * ${factor.stride}`),
    ...(rows === null ? [] : [`${rowIndex(alias, layout)} * ${replications}`]),
    ...(over === "replications" ? [] : [`${run(alias)} % ${replications}`]),
  ];
  return [run(alias), ...parts].join(" - ");
}

/** The number of the run with no lever changed and everything else the same; nothing where not all runs have one. */
export function referenceRun(alias: string, layout: RunLayout): string | undefined {
  const { crossed, rows, replications } = layout;
  if (whyNoUnchanged(layout) !== undefined) return undefined;
  if (rows !== null) {
    const index = rowIndex(alias, layout);
    return `${run(alias)} + (([${rows.unchanged.join(", ")}])[${index} + 1] - ${index}) * ${replications}`;
  }
  const levers = crossed.filter(({ kind }) => kind === "lever");
  return [run(alias), ...levers.map((factor) => towardsReference(alias, factor))].join(" + ");
}

function factorsView({ factors }: ResultColumns): string {
  const rows = factors.map(({ name, kind, unit }) => {
    const column = identifier(name);
    return `SELECT ${literal(name)} AS name, ${literal(kind)} AS kind, ${literal(unit)} AS unit, count(DISTINCT ${column}) AS levels, min(${column}) AS low, max(${column}) AS high, count(*) FILTER (${column} IS NULL) AS runs_as_in_base FROM runs`;
  });
  if (rows.length > 0) return rows.join("\nUNION ALL ");
  return "SELECT NULL::VARCHAR AS name, NULL::VARCHAR AS kind, NULL::VARCHAR AS unit, 0 AS levels, NULL::DOUBLE AS low, NULL::DOUBLE AS high, 0 AS runs_as_in_base WHERE false";
}

function outcomesView(columns: ResultColumns): string {
  return columns.outputs
    .map(({ name, output, unit, month }) => {
      const column = identifier(name);
      const when = month === null ? "NULL::VARCHAR" : literal(month);
      return `SELECT ${literal(name)} AS name, ${literal(unit)} AS unit, ${when} AS month, ${isHarm(output)} AS harm, count(${column}) AS runs, avg(${column}) AS mean, min(${column}) AS lowest, quantile_cont(${column}, 0.1) AS p10, quantile_cont(${column}, 0.5) AS p50, quantile_cont(${column}, 0.9) AS p90, max(${column}) AS highest FROM runs`;
    })
    .join("\nUNION ALL ");
}

function failedView({ factors }: ResultColumns): string {
  const columns = ["run", ...factors.map(({ name }) => identifier(name)), "member", "replication", "message"];
  return `SELECT ${columns.join(", ")} FROM runs WHERE status = 'failed' ORDER BY run`;
}

function changesView(columns: ResultColumns, layout: RunLayout): string | undefined {
  const reference = referenceRun("r", layout);
  if (reference === undefined) return undefined;
  const kept = ["run", ...columns.factors.map(({ name }) => identifier(name)), "member", "replication"];
  const changes = columns.outputs.map(({ name }) => {
    const column = identifier(name);
    return `r.${column} - b.${column} AS ${column}`;
  });
  return `SELECT ${[...kept.map((column) => `r.${column}`), ...changes].join(", ")} FROM runs r JOIN parts b ON b.run = ${reference} WHERE r.status = 'ok' AND b.status = 'ok' ORDER BY r.run`;
}

/** SQL of a number to two digits, without an exponent where it is large. */
const twoDigits = (sql: string): string =>
  `CASE WHEN abs(${sql}) >= 100 THEN format('{:.0f}', round(${sql}, 1 - CAST(floor(log10(abs(${sql}))) AS INTEGER))) ELSE format('{:.2g}', ${sql}) END`;
const asText = (column: string): string => `coalesce(regexp_replace(CAST(${column} AS VARCHAR), '\\.0$', ''), 'base')`;

/** Where the rows of the effects of one factor come from. */
interface EffectSource {
  readonly factor: string;
  /** Of `draws`: level_index, level, draw, n, and per outcome the columns m0, d0 … of its mean and difference. */
  readonly draws: string;
  /** What levels are compared with, as text. */
  readonly reference: string;
  readonly paired: boolean;
  /** Over what the interval is; of an error of means, `draws` has the columns e0 … of standard errors as well. */
  readonly over: RunLayout["over"] | "error of means";
}

function pairedColumns(outcomes: ResultColumns["outputs"]): string {
  return outcomes
    .map(({ name }, i) => {
      const column = identifier(name);
      return `avg(r.${column}) AS m${i}, avg(r.${column} - b.${column}) AS d${i}`;
    })
    .join(", ");
}

function crossedSource(columns: ResultColumns, layout: RunLayout, factor: CrossedFactor): EffectSource {
  const index = indexOf("r", factor);
  const column = identifier(factor.name);
  const draws = `SELECT ${index} AS level_index, ${asText(`any_value(r.${column})`)} AS level, ${drawOf("r", layout, factor)} AS draw, count(*) AS n, ${pairedColumns(outcomesOf(columns))} FROM runs r JOIN parts b ON b.run = r.run + ${towardsReference("r", factor)} WHERE r.status = 'ok' AND b.status = 'ok' AND ${index} <> ${factor.reference} GROUP BY ALL`;
  const reference = `(SELECT ${asText(`any_value(${column})`)} FROM parts r WHERE ${index} = ${factor.reference})`;
  return { factor: factor.name, draws, reference, paired: true, over: layout.over };
}

function listSource(columns: ResultColumns, layout: RunLayout): EffectSource {
  const { labels, reference } = layout.rows!;
  const index = rowIndex("r", layout);
  const level = `([${labels.map(literal).join(", ")}])[any_value(${index}) + 1]`;
  const draws = `SELECT ${index} AS level_index, ${level} AS level, ${drawOf("r", layout)} AS draw, count(*) AS n, ${pairedColumns(outcomesOf(columns))} FROM runs r JOIN parts b ON b.run = r.run + ${towardsReferenceRow("r", layout)} WHERE r.status = 'ok' AND b.status = 'ok' AND ${index} <> ${reference} GROUP BY ALL`;
  return { factor: "row", draws, reference: literal(labels[reference]), paired: true, over: layout.over };
}

/**
 * A factor whose levels come with samples: means of its thirds, or of its levels, against the lowest. Samples differ in everything else too, so
 * nothing is paired; each sample counts once, averaged over its runs, and the interval is that of the error of the means.
 */
function sampledSource(columns: ResultColumns, layout: RunLayout, { name, some }: SampledFactor): EffectSource {
  const column = identifier(name);
  const outcomes = outcomesOf(columns);
  const means = outcomes.map(({ name: outcome }, i) => `avg(${identifier(outcome)}) AS y${i}`);
  const samples = `SELECT ${sampleOf(run("r"), layout)} AS sample, any_value(r.${column}) AS x, count(*) AS n, ${means.join(", ")} FROM runs r WHERE status = 'ok' GROUP BY sample`;
  const third = (share: string): string => `(SELECT quantile_cont(x, ${share}) FROM samples)`;
  const group = some
    ? "dense_rank() OVER (ORDER BY x NULLS FIRST) - 1"
    : `CASE WHEN x <= ${third("1/3")} THEN 0 WHEN x <= ${third("2/3")} THEN 1 ELSE 2 END`;
  const label = some ? asText("any_value(x)") : `${twoDigits("min(x)")} || ' to ' || ${twoDigits("max(x)")}`;
  const moments = outcomes.map((_, i) => `avg(y${i}) AS m${i}, var_samp(y${i}) / count(y${i}) AS v${i}`);
  const differences = outcomes.map((_, i) => `a.m${i}, a.m${i} - z.m${i} AS d${i}, sqrt(a.v${i} + z.v${i}) AS e${i}`);
  const draws = `WITH samples AS MATERIALIZED (${samples}), grouped AS (SELECT *, ${group} AS level_index FROM samples${some ? "" : " WHERE x IS NOT NULL"}), levels AS MATERIALIZED (SELECT level_index, ${label} AS level, CAST(sum(n) AS BIGINT) AS n, ${moments.join(", ")} FROM grouped GROUP BY level_index) SELECT a.level_index, a.level, z.level AS compared_with, 0 AS draw, a.n, ${differences.join(", ")} FROM levels a JOIN levels z ON z.level_index = 0 WHERE a.level_index > 0`;
  return { factor: name, draws, reference: "any_value(compared_with)", paired: false, over: "error of means" };
}

/** The 90% quantile of the normal distribution, for an interval of 80%. */
const normalP90 = 1.2815515655446004;

/** SQL of p10, p90 and the shares of draws above and below none, of outcome i. */
function spreadOf({ over }: EffectSource, i: number): readonly string[] {
  if (over === "error of means")
    return [`any_value(d${i} - ${normalP90} * e${i})`, `any_value(d${i} + ${normalP90} * e${i})`, "NULL", "NULL"];
  const ifSeveral = (sql: string): string => `CASE WHEN count(*) > 1 THEN ${sql} END`;
  return [
    ifSeveral(`quantile_cont(d${i}, 0.1)`),
    ifSeveral(`quantile_cont(d${i}, 0.9)`),
    ifSeveral(`avg(CAST(d${i} > 0 AS INTEGER))`),
    ifSeveral(`avg(CAST(d${i} < 0 AS INTEGER))`),
  ];
}

function effectsOf(columns: ResultColumns, source: EffectSource): string {
  const { factor, reference, paired, over, draws } = source;
  const rows = outcomesOf(columns).map(({ name, unit }, i) => {
    const [p10, p90, higher, lower] = spreadOf(source, i);
    const cells = [
      `${literal(name)} AS outcome`,
      `${literal(unit)} AS unit`,
      `${isHarm(name)} AS harm`,
      `${literal(factor)} AS factor`,
      "level",
      `${reference} AS compared_with`,
      `avg(m${i}) AS mean`,
      `avg(d${i}) AS difference`,
      `${p10} AS p10`,
      `${p90} AS p90`,
      `CAST(${higher} AS DOUBLE) AS share_higher`,
      `CAST(${lower} AS DOUBLE) AS share_lower`,
      `avg(d${i}) / nullif(avg(m${i} - d${i}), 0) AS relative`,
      `${paired} AS paired`,
      `${literal(over)} AS interval_over`,
      "count(*) AS draws",
      "CAST(sum(n) AS BIGINT) AS runs",
      `${i} AS outcome_index`,
      "level_index",
    ];
    return `SELECT ${cells.join(", ")} FROM draws GROUP BY level_index, level`;
  });
  return `SELECT * FROM (WITH draws AS MATERIALIZED (${draws}) ${rows.join("\nUNION ALL ")})`;
}

function effectsView(columns: ResultColumns, layout: RunLayout): string | undefined {
  const sources = [
    ...layout.crossed.filter(({ levels }) => levels > 1).map((factor) => crossedSource(columns, layout, factor)),
    ...(layout.rows !== null && layout.rows.count > 1 ? [listSource(columns, layout)] : []),
    ...layout.sampled.map((factor) => sampledSource(columns, layout, factor)),
  ];
  if (sources.length === 0) return undefined;
  const all = sources.map((source, i) => `SELECT *, ${i} AS factor_index FROM (${effectsOf(columns, source)})`);
  return `SELECT * EXCLUDE (outcome_index, factor_index, level_index) FROM (${all.join("\nUNION ALL ")}) ORDER BY outcome_index, factor_index, level_index`;
}

/**
 * Policies under draws: one row per combination of levels of levers and per draw of everything else, averaged over chance. `compared` are draws in
 * which no run of any policy is missing or failed, so that all are averaged over the same; policies that are whole in no draw are left aside.
 */
function drawsView(columns: ResultColumns, layout: RunLayout): string | undefined {
  const levers = columns.factors.filter(({ kind }) => kind === "lever").map(({ name }) => identifier(name));
  if (levers.length === 0) return undefined;
  const policy = levers.join(", ");
  const means = outcomesOf(columns).map(({ name }) => `avg(r.${identifier(name)}) AS ${identifier(name)}`);
  const jointly = layout.sampled.some(({ kind }) => kind === "lever");
  const draw = jointly ? "r.member" : drawOf("r", layout);
  const draws = `SELECT ${levers.map((lever) => `r.${lever}`).join(", ")}, ${draw} AS draw, min(r.run) AS first_run, count(*) FILTER (r.status = 'ok') AS runs, count(*) FILTER (r.status = 'failed') AS failed, count(DISTINCT r.replication) AS replications, ${means.join(", ")} FROM runs r GROUP BY ALL`;
  // rows of a list, or samples, may set the same levers, so that one policy has more runs than another, but not more in one draw than in another
  const whole = `failed = 0 AND runs = max(runs) OVER (PARTITION BY ${policy}) AND replications = max(replications) OVER ()`;
  const policies = `(SELECT count(*) FROM (SELECT ${policy} FROM checked WHERE whole GROUP BY ${policy}))`;
  return `WITH checked AS (SELECT *, ${whole} AS whole FROM (${draws})) SELECT * EXCLUDE (whole, replications), whole AND count(*) FILTER (whole) OVER (PARTITION BY draw) = ${policies} AS compared FROM checked`;
}

function policiesView(columns: ResultColumns): string {
  const levers = columns.factors.filter(({ kind }) => kind === "lever").map(({ name }) => identifier(name));
  const spreads = outcomesOf(columns).flatMap(({ name }) => {
    const column = identifier(name);
    return [
      `avg(${column}) FILTER (compared) AS ${column}`,
      `quantile_cont(${column}, 0.1) FILTER (compared) AS ${identifier(`${name}_p10`)}`,
      `quantile_cont(${column}, 0.9) FILTER (compared) AS ${identifier(`${name}_p90`)}`,
    ];
  });
  const counts = [
    "count(*) FILTER (compared) AS draws",
    "CAST(coalesce(sum(runs) FILTER (compared), 0) AS BIGINT) AS runs",
    "CAST(sum(failed) AS BIGINT) AS failed",
    "count(*) FILTER (NOT compared) AS left_out",
  ];
  return `SELECT ${[...levers, ...counts, ...spreads].join(", ")} FROM policy_draws GROUP BY ${levers.join(", ")} ORDER BY min(first_run)`;
}

/**
 * The ready-made views of a sweep in SQL, in an order in which each reads those before it. Differences are between runs that differ in one factor
 * alone (`effects`), or in levers alone (`changes`), where the design has such runs; intervals (p10 to p90) are over draws of what is not known:
 * members and samples of other factors, or chance where nothing else varies. A view that a design has nothing for is left out.
 */
export function viewsOf(columns: ResultColumns, layout: RunLayout): View[] {
  const draws = drawsView(columns, layout);
  const found: readonly (readonly [string, string | undefined])[] = [
    ["factors", factorsView(columns)],
    ["outcomes", outcomesView(columns)],
    ["failed", failedView(columns)],
    ["changes", changesView(columns, layout)],
    ["effects", effectsView(columns, layout)],
    ["policy_draws", draws],
    ["policies", draws && policiesView(columns)],
  ];
  return found.flatMap(([name, sql]) => (sql === undefined ? [] : [{ name, sql }]));
}
