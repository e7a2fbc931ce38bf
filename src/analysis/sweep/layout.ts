import { asInBase, type FactorEntry, type SweepFile } from "./schema.ts";

/** A factor whose every level meets everything else. */
export interface CrossedFactor {
  readonly name: string;
  readonly kind: "lever" | "parameter";
  readonly levels: number;
  /** How many runs further its next level is, with everything else the same. */
  readonly stride: number;
  /** Index of the level that others are compared with: the base's, or 1 among multiples, if it is among them, else the first. */
  readonly reference: number;
}

/** A factor whose levels come with samples, and so together with those of others. */
export interface SampledFactor {
  readonly name: string;
  readonly kind: "lever" | "parameter";
  /** Whether it takes some levels, or all between two ends. */
  readonly some: boolean;
}

/** Rows of a list that set levers; others are compared with the reference. */
export interface ListedRows {
  readonly count: number;
  readonly reference: number;
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
  /** Over what differences vary once levers are set: members, samples of parameters, else chance. */
  readonly over: "members" | "samples" | "members and samples" | "replications" | "nothing";
}

const nameOf = ({ name, lever, parameter }: FactorEntry): string => name ?? lever ?? parameter ?? "";
const kindOf = ({ lever }: FactorEntry): "lever" | "parameter" => (lever === undefined ? "parameter" : "lever");

function levelCount({ levels, range }: FactorEntry): number {
  return levels?.length ?? range?.steps ?? 1;
}

function referenceLevel({ levels = [], as }: FactorEntry): number {
  const base = levels.indexOf(asInBase);
  return Math.max(0, base < 0 && as === "multiply" ? levels.indexOf(1) : base);
}

/** The order in which levels are counted: parameters slowest, as in `pointAt`. */
function crossedFactors(entries: readonly FactorEntry[], replications: number): CrossedFactor[] {
  const counted = [...entries].sort((a, b) => Number(kindOf(a) === "lever") - Number(kindOf(b) === "lever"));
  let stride = replications;
  const found = counted.reverse().map((entry) => {
    const levels = levelCount(entry);
    const factor = { name: nameOf(entry), kind: kindOf(entry), levels, stride, reference: referenceLevel(entry) };
    stride *= levels;
    return factor;
  });
  return entries.map((entry) => found.find(({ name }) => name === nameOf(entry))!);
}

function rowLabel(row: Readonly<Record<string, number | typeof asInBase>>): string {
  const set = Object.entries(row).filter(([, level]) => level !== asInBase);
  return set.length === 0 ? asInBase : set.map(([name, level]) => `${name} ${level}`).join(", ");
}

function listedRows({ rows = [] }: SweepFile): ListedRows {
  const labels = rows.map(rowLabel);
  return { count: rows.length, reference: Math.max(0, labels.indexOf(asInBase)), labels };
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
  const varied = [...crossed.filter(({ levels }) => levels > 1), ...sampled].some(({ kind }) => kind === "parameter");
  return {
    replications,
    samples: design === "list" ? (file.rows ?? []).length : (file.samples ?? 1),
    sampleRuns: crossed.reduce((product, { levels }) => product * levels, replications),
    crossed,
    sampled,
    rows,
    over: varyingOver(members, varied, replications),
  };
}
