import { isHarm } from "../analysis/sweep/harm.ts";
import { identifier } from "../analysis/sweep/views.ts";
import { compact, compactSigned, percent, range, signed } from "./numbers.ts";
import { queryViews } from "./query-options.ts";
import { digits, drawnRows, fitting } from "./query-table.ts";
import { honesty } from "./report.ts";
import { shellWord } from "./shell.ts";
import type { Plain, Rows } from "./sweep-database.ts";
import type { SweepDescription } from "./sweep-folder.ts";
import {
  type ComparedDraws,
  conditionOf,
  type Discoveries,
  type Levels,
  type PolicyDiscovery,
  type Tradeoffs,
} from "./sweep-tables.ts";
import { paint, type TableColumn, table, wrap } from "./terminal.ts";

/** What is being read. */
export interface Reading {
  readonly folder: string;
  readonly description: SweepDescription;
  /** Parts and runs that are there, and runs of them that failed. */
  readonly parts: number;
  readonly runs: number;
  readonly failed: number;
  /** Views that this sweep has. */
  readonly views: readonly string[];
}

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

/** A table of several columns with its notes, each a sentence. */
function page(title: string, blocks: readonly string[], notes: readonly string[], width: number): string {
  const below = notes.filter((note) => note !== "").map((note) => wrap(note, width));
  const above = below.length > 0 ? [...blocks, ""] : blocks;
  return [paint("bold", wrap(title, width)), ...above, ...below, "", paint("dim", wrap(honesty, width))].join("\n");
}

/** What is missing, and what failed. */
function stateOf({ description, parts, runs, failed }: Reading): string[] {
  const missing =
    parts < description.chunks
      ? `Only ${runs.toLocaleString("en-US")} of ${description.runs.toLocaleString("en-US")} runs are there yet; corridor sweep --resume does the others.`
      : "";
  const broken =
    failed === 0
      ? ""
      : `${count(failed, "run")} failed and ${failed === 1 ? "is" : "are"} left out; --view failed shows why.`;
  return [missing, broken];
}

/** Says of a sweep without harm that it has none. */
function harmNote({ description }: Reading): string {
  return description.outputs.some(({ name }) => isHarm(name))
    ? ""
    : "This sweep keeps no harm; keep deathsBySector, deathsInTransit and attacks to see it beside the flows.";
}

const levelsText = (names: readonly string[], levels: Levels): string =>
  names.map((name, i) => `${name} ${levels[i] === null ? "base" : digits(levels[i], 4)}`).join(", ");

/** Factors with the base counted among their levels, as a sweep file lists it. */
function withBase({ columns, rows, more }: Rows): Rows {
  const levels = columns.findIndex(({ name }) => name === "levels");
  const inBase = columns.findIndex(({ name }) => name === "runs_as_in_base");
  return {
    columns: columns.slice(0, inBase).map((one, i) => (i === levels ? { ...one, type: "VARCHAR" } : one)),
    rows: rows.map((row) =>
      row
        .slice(0, inBase)
        .map((value, i) => (i === levels ? `${value}${Number(row[inBase]) > 0 ? " and base" : ""}` : value)),
    ),
    more,
  };
}

/** What a folder holds, and what can be asked. */
export function overviewText(reading: Reading, factors: Rows, width: number): string {
  const { folder, description, parts, runs, views } = reading;
  const { base, window, mode, outputs, versions } = description;
  const months = outputs.some(({ month }) => month !== null) ? ", with every month" : "";
  const outcomes = outputs.filter(({ month }) => month === null).map(({ name }) => name);
  const about = `${count(runs, "run")} in ${count(parts, "part")}: ${base}, ${window.from} to ${window.to}, ${mode === "mean" ? "mean field" : "stochastic"}, corridor ${versions.corridor}. Kept${months}: ${outcomes.join(", ")}.`;
  const listed = table(
    [{ head: "view" }, { head: "what it shows" }],
    Object.entries(queryViews)
      .filter(([name]) => views.includes(name))
      .map(([name, what]) => [name, what]),
  );
  const word = shellWord(folder);
  const outcome = /^\w+$/.test(outcomes[0]) ? outcomes[0] : identifier(outcomes[0]);
  const next = [
    `corridor query ${word} --view effects`,
    `corridor query ${word} ${shellWord(`SELECT member, avg(${outcome}) FROM runs GROUP BY member`)}`,
  ];
  const varied = factors.rows.length === 0 ? [] : ["", drawnRows(withBase(factors), new Set(), width).text];
  return page(
    description.title,
    [wrap(about, width), ...varied, "", listed, "", ...next.map((line) => `  ${line}`)],
    stateOf(reading),
    width,
  );
}

/** The rows of a query, with notes of their own. */
export function rowsText(reading: Reading, title: string, answer: Rows, own: readonly string[], width: number): string {
  const levels = new Set(reading.description.factors.map(({ name }) => name));
  const { text, hidden } = drawnRows(answer, levels, width);
  const shown = answer.rows.length;
  const notes = [
    shown === 0 ? "No rows." : "",
    answer.more ? `The first ${count(shown, "row")}; --limit shows more, --out writes all.` : "",
    hidden.length > 0
      ? `Without ${count(hidden.length, "column")} for which there is no room: ${hidden.join(", ")}.`
      : "",
  ];
  return page(title, shown === 0 ? [] : ["", text], [...own, ...notes, ...stateOf(reading)], width);
}

/** Runs that failed, each with its whole message. */
export function failedText(reading: Reading, answer: Rows, width: number): string {
  const [run, message] = ["run", "message"].map((name) => answer.columns.findIndex((column) => column.name === name));
  const runs = answer.rows.map((row) => `${row[run]}`);
  const runWidth = Math.max(3, ...runs.map((text) => text.length));
  const rows = answer.rows.map((row, i) => [runs[i], `${row[message]}`]);
  const text = table(
    [
      { head: "run", align: "right" },
      { head: "message", width: width - runWidth - 2 },
    ],
    rows,
  );
  const [missing] = stateOf(reading);
  const notes =
    rows.length === 0
      ? ["No run failed."]
      : [
          answer.more ? `The first ${count(rows.length, "row")}; --limit shows more, --out writes all.` : "",
          "--json and --out give their levels as well.",
        ];
  return page(`${reading.description.title}: failed`, rows.length === 0 ? [] : ["", text], [...notes, missing], width);
}

type Row = Readonly<Record<string, Plain>>;

function objectsOf({ columns, rows }: Rows): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
}

const numberOf = (value: Plain): number => (value === null ? Number.NaN : Number(value));
const bySize = (a: Row, b: Row): number => Math.abs(numberOf(b.difference)) - Math.abs(numberOf(a.difference));

/** In how many draws the difference has the sign that it has on average. */
function agreement({ difference, share_higher: higher, share_lower: lower }: Row): string {
  if (higher === null || difference === 0) return "–";
  return percent(numberOf(numberOf(difference) > 0 ? higher : lower));
}

function effectCells(row: Row): string[] {
  const { factor, level, compared_with: from, difference, p10, p90, relative, paired } = row;
  const share = relative === null ? "–" : `${signed(100 * numberOf(relative), 2)}%`;
  const interval = p10 === null ? "–" : range(numberOf(p10), numberOf(p90), compactSigned);
  return [
    `${factor}${paired ? "" : " *"}`,
    `${from} → ${level}`,
    compactSigned(numberOf(difference)),
    share,
    interval,
    agreement(row),
  ];
}

const intervalWords: Readonly<Record<string, string>> = {
  members: "over members of the posterior",
  samples: "over samples of the other factors",
  "members and samples": "over members of the posterior and samples of the other factors",
  replications: "over replications, which is chance alone",
  nothing: "missing, as nothing uncertain varies",
};

function effectNotes(effects: readonly Row[]): string[] {
  const paired = effects.find((row) => row.paired);
  const others =
    paired?.factor === "row"
      ? "rows under the same member and random numbers"
      : "runs that are the same in everything else, averaged over the levels of other levers";
  const apart = effects.find((row) => !row.paired);
  const notes: string[] = [];
  if (paired)
    notes.push(
      `Differences are between ${others}. 80% intervals are ${intervalWords[String(paired.interval_over)]}; the last column says in how many of these the difference has that sign.`,
    );
  if (apart)
    notes.push(
      `* Thirds or levels of a factor that is sampled, against the lowest: samples differ in everything else too, so these are differences of averages, and the 80% intervals are of their error.`,
    );
  return notes;
}

/** Columns that the numbers of an effect take, with the gaps before them. */
const numberColumns = 2 + 10 + 2 + 6 + 2 + 18 + 2 + 5;

/** Effects by outcome, the largest first, at most `limit` of each. */
export function effectsText(reading: Reading, answer: Rows, limit: number, width: number): string {
  const effects = objectsOf(answer);
  const outcomes = [...new Set(effects.map(({ outcome }) => String(outcome)))];
  const widest = (cell: number): number => Math.max(6, ...effects.map((row) => effectCells(row)[cell].length));
  const factorWidth = Math.min(widest(0), 24);
  const room = Math.max(14, width - factorWidth - 2 - numberColumns);
  const columns: TableColumn[] = [
    { head: "factor", width: factorWidth },
    { head: "change", width: Math.min(widest(1), room) },
    { head: "difference", align: "right", width: 10 },
    { head: "", align: "right", width: 6 },
    { head: "80% interval", align: "right", width: 18 },
    { head: "agree", align: "right", width: 5 },
  ];
  let hidden = 0;
  const rows = outcomes.flatMap((outcome) => {
    const own = effects.filter((row) => row.outcome === outcome).sort(bySize);
    hidden += Math.max(0, own.length - limit);
    const heading = `${outcome}, ${own[0].unit}${own[0].harm ? " (harm)" : ""}`;
    return [[paint("bold", heading)], ...own.slice(0, limit).map(effectCells)];
  });
  const more =
    hidden === 0
      ? ""
      : `${count(hidden, "smaller one")} not shown; --limit shows more for each outcome, --out writes all.`;
  return page(
    `${reading.description.title}: what each level does`,
    ["", table(columns, rows)],
    [...effectNotes(effects), more, harmNote(reading), ...stateOf(reading)],
    width,
  );
}

/** A table in pieces as wide as there is room, each with the first `kept` columns. */
function sideBySide(
  heads: readonly TableColumn[],
  cells: readonly (readonly string[])[],
  kept: number,
  width: number,
): string[] {
  const widths = heads.map(({ head }, i) =>
    Math.max(...[head, ...cells.map((row) => row[i])].flatMap((text) => text.split("\n")).map((line) => line.length)),
  );
  const pieces: string[] = [];
  for (let from = kept; from < heads.length; ) {
    const own = [...heads.keys()].slice(from);
    const first = [...heads.keys()].slice(0, kept);
    const count = fitting(
      [...first, ...own].map((i) => widths[i]),
      width,
    );
    const columns = [...first, ...own.slice(0, Math.max(1, count - kept))];
    pieces.push(
      table(
        columns.map((i) => heads[i]),
        cells.map((row) => columns.map((i) => row[i])),
      ),
    );
    from += columns.length - kept;
  }
  return pieces;
}

/** What policies are not averaged over, and which ones are not compared. */
export function drawsNotes({ compared, leftOut, policiesLeftOut }: ComparedDraws): string[] {
  if (compared === 0)
    return ["No draw has all runs of every policy, so none can be compared; --where can leave out policies or draws."];
  return [
    leftOut === 0
      ? ""
      : `All policies are over the same ${count(compared, "draw")}; ${leftOut.toLocaleString("en-US")} left out in which runs of some policy failed or are missing.`,
    policiesLeftOut === 0
      ? ""
      : `${count(policiesLeftOut, "policy", "policies")} not compared: in every draw runs failed or are missing.`,
  ];
}

/** Policies that no other one beats. */
export function tradeoffsText(reading: Reading, found: Tradeoffs, limit: number, width: number): string {
  const { levers, objectives, outcomes, policies, compared } = found;
  const shown = policies.slice(0, limit);
  const right = "right" as const;
  const wanted = outcomes.map((name) => objectives.find(({ outcome }) => outcome === name)?.want ?? "beside");
  const shares = policies.some(({ share }) => share !== null);
  const heads = [
    ...levers.map((name) => ({ head: `${name}\n`, align: right })),
    ...(shares ? [{ head: "unbeaten\nin draws", align: right }] : []),
    ...outcomes.map((name, k) => ({ head: `${name}\n${wanted[k]}`, align: right })),
  ];
  const cells = shown.map(({ levels, spreads, share, draws }) => [
    ...levels.map((level) => (level === null ? "base" : digits(level, 4))),
    ...(shares ? [share === null ? "–" : percent(share)] : []),
    ...spreads.map(([mean, p10, p90]) =>
      draws > 1 ? `${compact(mean)}\n${compact(p10)} to ${compact(p90)}` : compact(mean),
    ),
  ]);
  const tables = sideBySide(heads, cells, levers.length, width);
  const asked = objectives.map(({ outcome, want }) => `${want} ${outcome}`).join(", ");
  const varies = shown.some(({ draws }) => draws > 1);
  const title = `${reading.description.title}: trade-offs`;
  if (compared === 0) return page(title, [], [...drawsNotes(found.draws), ...stateOf(reading)], width);
  return page(
    title,
    [
      wrap(
        `${policies.length} of ${count(compared, "policy", "policies")} ${policies.length === 1 ? "is" : "are"} not beaten in everything by another: ${asked}. What is wanted is a choice of whoever asks; --less and --more make it.`,
        width,
      ),
      "",
      tables.join("\n\n"),
    ],
    [
      `base: nothing is changed.${varies ? " Below each mean is its 80% interval over draws." : ""}`,
      policies.length > limit ? `The first ${limit}; --limit shows more, --out writes all.` : "",
      ...drawsNotes(found.draws),
      harmNote(reading),
      ...stateOf(reading),
    ],
    width,
  );
}

/** About a dozen steps of a peeling: the first, the one that was taken, the last, and some between. */
function someSteps({ boxes, box }: PolicyDiscovery, most: number): PolicyDiscovery["boxes"] {
  const every = Math.max(1, Math.ceil((boxes.length - 1) / most));
  return boxes.filter((one) => one.step % every === 0 || one === box || one.step === boxes.length - 1);
}

function chanceText(chance: number): string {
  return chance < 0.001 ? "< 0.001" : digits(chance, 1);
}

function boxBlock(policy: PolicyDiscovery, width: number): string[] {
  const { box, narrowings, cases, failing } = policy;
  if (failing === 0) return ["No run fails."];
  if (failing === cases) return ["Every run fails."];
  if (narrowings.length === 0) return ["No ranges set failures apart from the rest."];
  const said = `Within these ranges ${percent(box.density)} of ${count(box.points, "run")} fail (density). They hold ${percent(box.coverage)} of all failures (coverage) and ${percent(box.support)} of all runs (support).`;
  const rows = narrowings.map(({ interval, whole, chance }) => {
    const ends =
      interval.low > whole.low || interval.high < whole.high
        ? `${digits(interval.low, 3)} to ${digits(interval.high, 3)}`
        : "any";
    const within = Number.isNaN(interval.low) ? "base" : `${ends}${interval.base ? " or base" : ""}`;
    return [interval.name, within, `${digits(whole.low, 3)} to ${digits(whole.high, 3)}`, chanceText(chance)];
  });
  const condition = narrowings.map(({ interval, whole }) => conditionOf(interval, whole)).join(" AND ");
  return [
    wrap(said, width),
    "",
    table([{ head: "factor" }, { head: "fails within" }, { head: "of" }, { head: "by chance", align: "right" }], rows),
    "",
    wrap(`As SQL: ${condition}`, width),
  ];
}

function peelingBlock(policy: PolicyDiscovery): string {
  const rows = someSteps(policy, 10).map((one) => [
    one === policy.box ? `${one.step} ←` : `${one.step}`,
    one.points.toLocaleString("en-US"),
    percent(one.density),
    percent(one.coverage),
    percent(one.support),
    one.narrowed.join(", "),
  ]);
  const right = "right" as const;
  return table(
    [
      { head: "step" },
      { head: "runs", align: right },
      { head: "density", align: right },
      { head: "coverage", align: right },
      { head: "support", align: right },
      { head: "narrowed", width: 32 },
    ],
    rows,
  );
}

/** Ranges in which policies fail. */
export function discoveryText(
  reading: Reading,
  found: Discoveries,
  fails: string,
  limit: number,
  width: number,
): string {
  const { levers, policies, leftOut, oneIn } = found;
  const blocks = policies.slice(0, limit).flatMap((policy) => {
    const { levels, cases, failing } = policy;
    const name = levers.length === 0 ? "All runs" : levelsText(levers, levels);
    const heading = `${name}: ${count(failing, "run")} of ${cases.toLocaleString("en-US")} fail, ${percent(failing / cases)}`;
    const peeled = policy.boxes.length > 1 ? ["", peelingBlock(policy)] : [];
    return ["", paint("bold", wrap(heading, width)), "", ...boxBlock(policy, width), ...peeled];
  });
  const hidden = policies.length - limit;
  const bases = policies.some(({ levels }) => levels.every((level) => level === null));
  return page(
    `${reading.description.title}: where it fails`,
    [wrap(`A run fails where ${fails.trim()}.`, width), ...blocks],
    [
      levers.length > 0 && bases && /\bchange\./.test(fails)
        ? "Changes are measured from the policy that is base throughout, so its own are 0; --where leaves it out."
        : "",
      hidden > 0
        ? `${count(hidden, "more policy", "more policies")}; --limit shows more, --where chooses, --out writes all.`
        : "",
      policies.some(({ narrowings }) => narrowings.length > 0)
        ? "Ranges describe the runs of this design and prove no cause. By chance: how likely as many failures would be if that factor made no difference; the box was chosen by the same runs, so only small values mean something. ← is the step with the greatest product of coverage and density, or the one asked for by --step."
        : "",
      leftOut > 0 ? `${count(leftOut, "run")} left out that failed or for which the condition has no answer.` : "",
      oneIn > 1 ? `One run in ${oneIn} was taken.` : "",
      ...stateOf(reading),
    ],
    width,
  );
}
