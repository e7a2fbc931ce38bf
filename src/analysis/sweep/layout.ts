import { asInBase, type FactorEntry, type LevelEntry, type SweepFile, spread } from "./schema.ts";

/** A factor whose every level meets everything else. */
export interface CrossedFactor {
  readonly name: string;
  readonly kind: "lever" | "parameter";
  readonly levels: number;
  /** How many runs further its next level is, with everything else the same. */
  readonly stride: number;
  /** Index of the level that others are compared with: the base's, or 1 among multiples, if it is among them, else the first. */
  readonly reference: number;
  /** Whether that level changes nothing. */
  readonly neutral: boolean;
}

/** A factor whose levels come with samples, and so together with those of others. */
export interface SampledFactor {
  readonly name: string;
  readonly kind: "lever" | "parameter";
  /** Whether it takes some levels, or all between two ends. */
  readonly some: boolean;
}

/** Rows of a list that set levers. */
export interface ListedRows {
  readonly count: number;
  /** The row that others are compared with: one that sets nothing if there is one, else the first. */
  readonly reference: number;
  /** Per row the one that changes no lever and has the same parameters; null if there is none. */
  readonly unchanged: readonly (number | null)[];
  /** What each sets, in words. */
  readonly labels: readonly string[];
}

/** How the runs of a sweep are numbered, so that runs which differ in one thing alone are found by their numbers. */
export interface RunLayout {
  readonly replications: number;
  /** How many samples, or rows of a list, there are; and how many runs of each follow one another. */
  readonly samples: number;
  readonly sampleRuns: number;
  readonly crossed: readonly CrossedFactor[];
  readonly sampled: readonly SampledFactor[];
  /** Null unless it is a list with levers. */
  readonly rows: ListedRows | null;
  /** Over what the differences of a crossed lever vary: members, samples of other factors and levels of parameters, else chance. */
  readonly over: "members" | "samples" | "members and samples" | "replications" | "nothing";
}

const nameOf = ({ name, lever, parameter }: FactorEntry): string => name ?? lever ?? parameter ?? "";
const kindOf = ({ lever }: FactorEntry): "lever" | "parameter" => (lever === undefined ? "parameter" : "lever");

/** Levels of a factor that is crossed, in order. */
function levelsOf({ levels, range }: FactorEntry): readonly LevelEntry[] {
  return levels ?? (range?.steps === undefined ? [] : spread({ ...range, steps: range.steps }));
}

/** Whether a level leaves things as they are in the base; the multiple 1 of a range is 1 but for rounding. */
function isNeutral(level: LevelEntry, { as }: FactorEntry): boolean {
  return level === asInBase || (as === "multiply" && Math.abs(level - 1) < 1e-12);
}

/** The base if it is a level, else the multiple 1; −1 if neither is. */
function neutralLevel(levels: readonly LevelEntry[], entry: FactorEntry): number {
  const base = levels.indexOf(asInBase);
  return base >= 0 ? base : levels.findIndex((level) => isNeutral(level, entry));
}

/** The order in which levels are counted: parameters slowest, as in `pointAt`. */
function crossedFactors(entries: readonly FactorEntry[], replications: number): CrossedFactor[] {
  const counted = [...entries].sort((a, b) => Number(kindOf(a) === "lever") - Number(kindOf(b) === "lever"));
  let stride = replications;
  const found = counted.reverse().map((entry) => {
    const levels = levelsOf(entry);
    const neutral = neutralLevel(levels, entry);
    const reference = { reference: Math.max(0, neutral), neutral: neutral >= 0 };
    const factor = { name: nameOf(entry), kind: kindOf(entry), levels: levels.length, stride, ...reference };
    stride *= levels.length;
    return factor;
  });
  return entries.map((entry) => found.find(({ name }) => name === nameOf(entry))!);
}

type Row = Readonly<Record<string, LevelEntry>>;

function rowLabel(row: Row): string {
  const set = Object.entries(row).filter(([, level]) => level !== asInBase);
  return set.length === 0 ? asInBase : set.map(([name, level]) => `${name} ${level}`).join(", ");
}

function listedRows({ rows = [], over = [] }: SweepFile): ListedRows {
  const labels = rows.map(rowLabel);
  const set = (row: Row, kind: CrossedFactor["kind"]): string =>
    JSON.stringify(
      over.flatMap((entry) => {
        const level = row[nameOf(entry)] ?? asInBase;
        return kindOf(entry) !== kind || isNeutral(level, entry) ? [] : [[nameOf(entry), level]];
      }),
    );
  const withoutLevers = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const parameters = set(row, "parameter");
    if (set(row, "lever") === "[]" && !withoutLevers.has(parameters)) withoutLevers.set(parameters, index);
  }
  const unchanged = rows.map((row) => withoutLevers.get(set(row, "parameter")) ?? null);
  return { count: rows.length, reference: Math.max(0, labels.indexOf(asInBase)), unchanged, labels };
}

function varyingOver(members: number, samples: boolean, replications: number): RunLayout["over"] {
  if (members > 1) return samples ? "members and samples" : "members";
  if (samples) return "samples";
  return replications > 1 ? "replications" : "nothing";
}

/** The layout of the runs of a sweep file that has been checked. */
export function layoutOf(file: SweepFile): RunLayout {
  const { design, over = [], members = 1, replications = 1 } = file;
  const isCrossed = ({ crossed }: FactorEntry): boolean => design === "grid" || crossed === true;
  const crossed = design === "list" ? [] : crossedFactors(over.filter(isCrossed), replications);
  const rows = design === "list" && over.some((entry) => kindOf(entry) === "lever") ? listedRows(file) : null;
  const sampled =
    rows === null
      ? over
          .filter((entry) => design === "list" || !isCrossed(entry))
          .map((entry) => ({ name: nameOf(entry), kind: kindOf(entry), some: entry.levels !== undefined }))
      : [];
  const samples = sampled.length > 0 || crossed.some(({ kind, levels }) => kind === "parameter" && levels > 1);
  return {
    replications,
    samples: design === "list" ? (file.rows ?? []).length : (file.samples ?? 1),
    sampleRuns: crossed.reduce((product, { levels }) => product * levels, replications),
    crossed,
    sampled,
    rows,
    over: varyingOver(members, samples, replications),
  };
}

/**
 * Why runs of a sweep have no other in which no lever is changed and everything else is the same, as the end of "a sweep that …"; undefined if all
 * of them have.
 */
export function whyNoUnchanged({ crossed, sampled, rows }: RunLayout): string | undefined {
  if (rows !== null)
    return rows.unchanged.includes(null)
      ? "has rows without another that has the same parameters and changes no lever"
      : undefined;
  const isLever = ({ kind }: { readonly kind: "lever" | "parameter" }): boolean => kind === "lever";
  const levers = crossed.filter(isLever);
  if (levers.length + sampled.filter(isLever).length === 0) return "varies no lever";
  if (sampled.some(isLever)) return "samples levers, so that no run leaves all of them unchanged";
  const changed = levers.find(({ neutral }) => !neutral);
  return changed && `has no level of ${changed.name} at which nothing is changed (base, or the multiple 1)`;
}
