import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { edge } from "../prior.ts";

/**
 * Gauss–Newton steps of standard scores towards the maximum a posteriori, and an ensemble around it by randomised maximum likelihood
 * (Oliver, He and Reynolds 1996) on the model linearised there. Standard normal prior; observations in units of their errors. A residual
 * beyond `robust` errors counts linearly, not squared (Huber 1964): what no parameter can explain must not move them all.
 */
export interface Linearised {
  /** Where: scores, from −edge to edge, beyond which a parameter does not move. */
  readonly scores: readonly number[];
  /** Parameters × observations: change of what is simulated per unit of a score. */
  readonly slopes: Matrix;
  /** Observed less simulated. */
  readonly residual: Float64Array;
}

const robust = 3;
/** Largest change of a score in one step: the slopes hold nearby only. */
const largestStep = 1;

/** Huber's weights of observations. */
const weightsOf = (residual: Float64Array): Float64Array => residual.map((r) => Math.min(1, robust / Math.abs(r)));

const scaled = (slopes: Matrix, weight: (observation: number) => number): Matrix => {
  const out = slopes.clone();
  for (let q = 0; q < out.columns; q++) out.mulColumn(q, weight(q));
  return out;
};

/** I + G'WG. */
function informationOf(slopes: Matrix, weights: Float64Array): Matrix {
  const root = scaled(slopes, (q) => Math.sqrt(weights[q]));
  return root.mmul(root.transpose()).add(Matrix.eye(slopes.rows));
}

/**
 * Minimises x'Hx/2 − g'x within bounds: what would leave them is held there and the rest solved again, so that others do not make up
 * for a change that cannot be made.
 */
function boundedMinimum(
  information: Matrix,
  gradient: readonly number[],
  low: readonly number[],
  high: readonly number[],
): number[] {
  const x = gradient.map(() => 0);
  let free = gradient.map((_, i) => i);
  const held: number[] = [];
  while (free.length > 0) {
    const right = free.map((i) => gradient[i] - held.reduce((sum, k) => sum + information.get(i, k) * x[k], 0));
    const solved = new CholeskyDecomposition(information.selection(free, free))
      .solve(Matrix.columnVector(right))
      .to1DArray();
    const outside = new Set<number>();
    free.forEach((i, k) => {
      x[i] = Math.max(low[i], Math.min(high[i], solved[k]));
      if (x[i] !== solved[k]) outside.add(i);
    });
    if (outside.size === 0) break;
    held.push(...outside);
    free = free.filter((i) => !outside.has(i));
  }
  return x;
}

/** Scores after a step of length `gain` (1 is the full Gauss–Newton step, as far as bounds allow) towards the maximum a posteriori. */
export function towardsMaximum({ scores, slopes, residual }: Linearised, gain: number): number[] {
  const weights = weightsOf(residual);
  const pull = slopes.mmul(Matrix.columnVector(residual.map((r, q) => r * weights[q]))).to1DArray();
  const change = boundedMinimum(
    informationOf(slopes, weights),
    scores.map((score, p) => pull[p] - score),
    scores.map((score) => Math.max(-edge - score, -largestStep)),
    scores.map((score) => Math.min(edge - score, largestStep)),
  );
  return scores.map((score, p) => score + gain * change[p]);
}

/** How far scores may move down and up; one that is not estimated and lies beyond an end stays where it is. */
function roomAround(scores: readonly number[]): { readonly low: number[]; readonly high: number[] } {
  return {
    low: scores.map((score) => Math.min(-edge - score, 0)),
    high: scores.map((score) => Math.max(edge - score, 0)),
  };
}

const meanOf = (rows: readonly ArrayLike<number>[], at: number): number =>
  rows.reduce((sum, row) => sum + row[at], 0) / rows.length;

/**
 * Members after one more step that all take together: what the curvature of the model does to their residuals, on average, beyond what its
 * slopes at the centre say of their mean, is taken off by those slopes. The mean of the members' own Gauss–Newton steps, without the noise of each.
 * @param residuals of the centre and of the members, all in the same state of their paths.
 */
export function withoutCurvature(
  { scores: centre, slopes, residual }: Linearised,
  members: readonly (readonly number[])[],
  residuals: { readonly centre: Float64Array; readonly members: readonly Float64Array[] },
): number[][] {
  const weights = weightsOf(residual);
  const information = informationOf(slopes, weights);
  const away = Matrix.rowVector(centre.map((score, p) => meanOf(members, p) - score));
  const expected = away.mmul(slopes);
  const bent = residuals.centre.map((r, q) => meanOf(residuals.members, q) - r + expected.get(0, q));
  const pull = slopes.mmul(Matrix.columnVector(bent.map((b, q) => b * weights[q]))).to1DArray();
  return members.map((own) => {
    const { low, high } = roomAround(own);
    const change = boundedMinimum(
      information,
      pull,
      low.map((room) => Math.max(room, -largestStep)),
      high.map((room) => Math.min(room, largestStep)),
    );
    return own.map((score, p) => score + change[p]);
  });
}

/**
 * Members around the scores, as the posterior would spread were the model linear: each answers to a draw from the prior and to errors of
 * its own, both standard normal (members × parameters, members × observations), within the ends of the ranges. A member whose score stands
 * at an end has its others solved again, so that it reproduces the figures as well as the rest.
 */
export function ensembleAround(
  { scores, slopes, residual }: Linearised,
  prior: readonly (readonly number[])[],
  errors: readonly Float64Array[],
): number[][] {
  const weights = weightsOf(residual);
  const information = informationOf(slopes, weights);
  const { low, high } = roomAround(scores);
  const root = scaled(slopes, (q) => Math.sqrt(weights[q]));
  return prior.map((drawn, j) => {
    const noise = root.mmul(Matrix.columnVector(errors[j])).to1DArray();
    const gradient = drawn.map((x, p) => x + noise[p]);
    const change = boundedMinimum(information, gradient, low, high);
    return scores.map((score, p) => score + change[p]);
  });
}
