import { below, EvidenceFault } from "./fault.ts";
import type { Comparison, Reduction } from "./schemas.ts";
import { type Basis, type Figures, type Sources, sources } from "./sources.ts";

/** Figures of a source, brought down to one number. */
export interface Operand {
  readonly source: string;
  readonly of: string | null;
  readonly when: string | null;
  readonly reduce: Reduction;
}

/** A test of one part of a claim: one number, or one number over another, against the figure that the claim names. */
export interface Query {
  readonly figures: Operand;
  /** What the number is divided by; null if by nothing. */
  readonly over: Operand | null;
  readonly comparison: Comparison;
  readonly figure: number;
  /** For `about`: how far off, as a share of the figure, still counts; else null. */
  readonly tolerance: number | null;
}

export interface Answer {
  /** Infinity where something never came back within the record. */
  readonly value: number;
  readonly holds: boolean;
  readonly basis: Basis;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function changes(figures: Figures): number[] {
  return figures.map((row) => row[row.length - 1] - row[0]);
}

/** Place of the last month among the same months of the years before it in the period, 1 for the highest. */
function rankOfLast(totals: readonly number[]): number {
  const last = totals[totals.length - 1];
  const higher = totals.filter((value, at) => (totals.length - 1 - at) % 12 === 0 && value > last);
  return 1 + higher.length;
}

/** Figures (member × month or point) as one number. NaN where there is none. */
export function reduced(figures: Figures, how: Reduction): number {
  const width = figures[0]?.length ?? 0;
  const totals = Array.from({ length: width }, (_, at) => sum(figures.map((row) => row[at])));
  if (how === "count") return width;
  if (width === 0) return Number.NaN;
  switch (how) {
    case "value":
      if (width > 1)
        throw new EvidenceFault(["reduce"], how, `sum, mean, max or min, as the period has ${width} figures`);
      return totals[0];
    case "sum":
      return sum(totals);
    case "mean":
      return sum(totals) / width;
    case "max":
      return Math.max(...totals);
    case "min":
      return Math.min(...totals);
    case "change":
      return sum(changes(figures));
    case "fall":
      return -sum(changes(figures));
    case "gains":
      return sum(changes(figures).map((change) => Math.max(change, 0)));
    case "losses":
      return sum(changes(figures).map((change) => Math.max(-change, 0)));
    case "rank":
      return rankOfLast(totals);
  }
}

function numberOf(operand: Operand, from: Sources): number {
  const { source, of, when, reduce } = operand;
  if (!Object.hasOwn(from, source))
    throw new EvidenceFault(["source"], source, "a series or table that queries can read", Object.keys(from));
  const value = reduced(from[source].read(of, when), reduce);
  if (Number.isNaN(value)) throw new EvidenceFault(["when"], when, `a period for which ${source} has figures`);
  return value;
}

const holdsFor: Readonly<Record<Comparison, (value: number, figure: number, tolerance: number) => boolean>> = {
  over: (value, figure) => value > figure,
  "at least": (value, figure) => value >= figure,
  under: (value, figure) => value < figure,
  "at most": (value, figure) => value <= figure,
  about: (value, figure, tolerance) => Math.abs(value - figure) <= tolerance * Math.abs(figure),
};

/**
 * What the figures answer to a query.
 * @param from what it reads; the tables of the project unless told otherwise.
 * @throws EvidenceFault on a source, member, period or reduction that does not exist, and where there is no figure.
 */
export function answer(query: Query, from: Sources = sources): Answer {
  const { figures, over, comparison, figure, tolerance } = query;
  if ((comparison === "about") !== (tolerance !== null))
    throw new EvidenceFault(
      ["tolerance"],
      tolerance,
      `${comparison === "about" ? "a share" : "nothing"}, as the comparison is "${comparison}"`,
    );
  const dividend = below(["figures"], () => numberOf(figures, from));
  const value = over === null ? dividend : dividend / below(["over"], () => numberOf(over, from));
  if (Number.isNaN(value)) throw new EvidenceFault(["over"], over?.source, "figures that are not all zero");
  const bases = [figures, ...(over === null ? [] : [over])].map(({ source }) => from[source].basis);
  const basis = bases.includes("simulated") ? "simulated" : bases.includes("observed") ? "observed" : "record";
  return { value, holds: holdsFor[comparison](value, figure, tolerance ?? 0), basis };
}
