import type { Member } from "../../model/member.ts";
import { isUncertain, type ParameterRow, parameterRows, valueOfRow } from "../../model/parameters.ts";
import { edge, scoreAtValue, scoreMoments } from "../prior.ts";
import { quantile } from "../quantile.ts";
import { factors } from "./factors.ts";

/** How much of the prior variance has to be gone for a parameter to count as identified, and as weakly identified. */
export const identifiedFrom = { well: 0.5, weakly: 0.25 } as const;

/** `end`: more than half of the members stand at an end of the range, which the figures would have them leave. */
export type Identification = "well" | "weakly" | "not" | "end";

/** What a posterior says about one parameter that the fit asks about. */
export interface LearnedParameter {
  readonly row: ParameterRow;
  /** Keys of the parameter that move with this one, because one score is theirs; this one's is the first. Empty without keys. */
  readonly keys: readonly string[];
  /** Of the values, in their unit: 5%, 50% and 95%. */
  readonly prior: readonly [number, number, number];
  readonly posterior: readonly [number, number, number];
  /** The same of the posterior's standard scores. */
  readonly scores: readonly [number, number, number];
  /** 1 − posterior over prior variance of the standard score; negative if the posterior came out wider. */
  readonly shrinkage: number;
  /** Mean of the score less that of its prior, in standard deviations of the prior. */
  readonly moved: number;
  readonly identified: Identification;
}

/** Prior and posterior of all parameters that were asked about, the most narrowed first, and names of those that were not. */
export interface Learned {
  readonly parameters: readonly LearnedParameter[];
  readonly notAsked: readonly string[];
  /** Shrinkage that chance alone gives a parameter about which the figures say nothing, in one of twenty cases or fewer. */
  readonly noise: number;
}

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

function quantiles(values: readonly number[]): [number, number, number] {
  const sorted = Float64Array.from(values).sort();
  return [quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.95)];
}

function identification(shrinkage: number, { low, high }: ParameterRow, values: readonly number[]): Identification {
  const standAt = (end: number): boolean => 2 * values.filter((value) => value === end).length > values.length;
  if (standAt(low) || standAt(high)) return "end";
  if (shrinkage >= identifiedFrom.well) return "well";
  return shrinkage >= identifiedFrom.weakly ? "weakly" : "not";
}

function learnedOf(row: ParameterRow, keys: readonly string[], members: readonly Member[]): LearnedParameter {
  const values = members.map(({ parameters }) => valueOfRow(parameters, row));
  const scores = values.map((value) => scoreAtValue(row, value));
  const mean = meanOf(scores);
  const variance = scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (scores.length - 1);
  const prior = scoreMoments(row);
  const shrinkage = 1 - variance / prior.variance;
  return {
    row,
    keys,
    prior: [row.low, row.value, row.high],
    posterior: quantiles(values),
    scores: quantiles(scores),
    shrinkage,
    moved: (mean - prior.mean) / Math.sqrt(prior.variance),
    identified: identification(shrinkage, row, values),
  };
}

/** Prior against posterior, from two or more members (the central one not among them). */
export function learnedFrom(members: readonly Member[]): Learned {
  const asked = new Set<string>(factors.map(({ name }) => name));
  const own = new Set<string>(factors.flatMap(({ name, key }) => (key === undefined ? [] : [name])));
  const uncertain = parameterRows.filter(isUncertain);
  const parameters = uncertain.flatMap((row) => {
    if (!asked.has(row.name)) return [];
    if (own.has(row.name)) return [learnedOf(row, [row.key], members)];
    const alike = uncertain.filter(({ name }) => name === row.name);
    if (row !== alike[0]) return [];
    return [learnedOf(row, row.key === "" ? [] : alike.map(({ key }) => key), members)];
  });
  return {
    parameters: parameters.sort((a, b) => b.shrinkage - a.shrinkage),
    notAsked: [...new Set(uncertain.map(({ name }) => name))].filter((name) => !asked.has(name)),
    noise: edge * Math.sqrt(2 / (members.length - 1)),
  };
}
