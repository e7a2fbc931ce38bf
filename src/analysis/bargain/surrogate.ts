import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Package } from "./packages.ts";

/**
 * A Gaussian process over packages for one outcome, all members at once. The covariance of two packages is the product over issues of
 * 1 + θ·c, with c = 1 where they have the same level and −1/(levels − 1) where not: main effects of an issue have variance θ, the interaction
 * of two issues θθ', and so on (a functional ANOVA kernel; Durrande et al. 2013). The simulator in mean field has no noise; what is added to
 * the diagonal keeps the equations sound.
 */
export interface Surrogate {
  /** Variance of an issue's main effect, as a share of that of the mean; one per issue. */
  readonly theta: readonly number[];
  readonly design: readonly Package[];
  /** Per member: mean of the outcome over the design. */
  readonly means: Float64Array;
  /** Design × members. */
  readonly coefficients: Float64Array;
}

const nugget = 1e-5;
/** Values that θ is chosen from, in turn for each issue. */
const grid: readonly number[] = [0, 0.0003, 0.003, 0.03, 0.3, 1];
const sweeps = 2;

function similarity(a: number, b: number, count: number): number {
  return a === b ? 1 : -1 / (count - 1);
}

/** Per issue, design × design: how alike packages are in it; undefined where the design has one level of it alone. */
function similarities(design: readonly Package[], counts: readonly number[]): (Float64Array | undefined)[] {
  return counts.map((count, k) => {
    if (design.every((levels) => levels[k] === design[0][k])) return undefined;
    return Float64Array.from({ length: design.length ** 2 }, (_, at) =>
      similarity(design[Math.floor(at / design.length)][k], design[at % design.length][k], count),
    );
  });
}

/** Multiplies a covariance by the factor of one issue. */
function timesIssue(product: Float64Array, alike: Float64Array | undefined, t: number): Float64Array {
  return alike === undefined || t === 0 ? product : product.map((value, at) => value * (1 + t * alike[at]));
}

/** Covariance of the packages of a design: the product of the factors of issues, and a nugget on the diagonal. */
function covarianceOf(product: Float64Array): Matrix {
  const n = Math.sqrt(product.length);
  const matrix = Matrix.from1DArray(n, n, product);
  for (let i = 0; i < n; i++) matrix.set(i, i, matrix.get(i, i) * (1 + nugget));
  return matrix;
}

/** The product of the factors of all issues but one. */
function productOf(
  alike: readonly (Float64Array | undefined)[],
  theta: readonly number[],
  size: number,
  but = -1,
): Float64Array {
  let product = new Float64Array(size).fill(1);
  for (const [k, one] of alike.entries()) if (k !== but) product = timesIssue(product, one, theta[k]) as typeof product;
  return product;
}

/** Profile log likelihood of θ, up to a constant: each member has a scale of its own. */
function likelihood(matrix: Matrix, values: Matrix): number {
  const cholesky = new CholeskyDecomposition(matrix);
  if (!cholesky.isPositiveDefinite()) return Number.NEGATIVE_INFINITY;
  const n = values.rows;
  const solved = cholesky.solve(values);
  const lower = cholesky.lowerTriangularMatrix;
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) logDeterminant += 2 * Math.log(lower.get(i, i));
  let sum = 0;
  for (let m = 0; m < values.columns; m++) {
    let square = 0;
    for (let i = 0; i < n; i++) square += values.get(i, m) * solved.get(i, m);
    sum -= (n / 2) * Math.log(Math.max(square, 1e-300)) + logDeterminant / 2;
  }
  return sum;
}

function chooseTheta(alike: readonly (Float64Array | undefined)[], centred: Matrix): number[] {
  const theta: number[] = alike.map((one) => (one === undefined ? 0 : 0.03));
  // which θ is likely is asked of the first members; the scale is each member's own
  const few = centred.subMatrix(0, centred.rows - 1, 0, Math.min(centred.columns, 2) - 1);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const [k, one] of alike.entries()) {
      if (one === undefined) continue;
      const others = productOf(alike, theta, centred.rows ** 2, k);
      const scores = grid.map((t) => likelihood(covarianceOf(timesIssue(others, one, t)), few));
      theta[k] = grid[scores.indexOf(Math.max(...scores))];
    }
  return theta;
}

/**
 * Fits a surrogate.
 * @param values design × members.
 * @param counts levels per issue.
 * @param theta where it is known already.
 */
export function fitSurrogate(
  design: readonly Package[],
  counts: readonly number[],
  values: Float64Array,
  theta?: readonly number[],
): Surrogate {
  const n = design.length;
  const members = values.length / n;
  const means = new Float64Array(members);
  for (let i = 0; i < n; i++) for (let m = 0; m < members; m++) means[m] += values[i * members + m] / n;
  const centred = Matrix.zeros(n, members);
  let spread = 0;
  for (let i = 0; i < n; i++)
    for (let m = 0; m < members; m++) {
      const deviation = values[i * members + m] - means[m];
      centred.set(i, m, deviation);
      spread = Math.max(spread, Math.abs(deviation));
    }
  if (spread === 0) return { theta: counts.map(() => 0), design, means, coefficients: new Float64Array(n * members) };
  const alike = similarities(design, counts);
  const chosen = theta ?? chooseTheta(alike, centred);
  const solved = new CholeskyDecomposition(covarianceOf(productOf(alike, chosen, n * n))).solve(centred);
  return { theta: chosen, design, means, coefficients: Float64Array.from(solved.to1DArray()) };
}

/** What a surrogate expects of packages: packages × members. */
export function predict(
  { theta, design, means, coefficients }: Surrogate,
  counts: readonly number[],
  packages: readonly Package[],
): Float64Array {
  const members = means.length;
  const acting = [...theta.keys()].filter((k) => theta[k] > 0);
  const out = Float64Array.from({ length: packages.length * members }, (_, at) => means[at % members]);
  // one factor per package and design point at a time: the product over issues is built up column by column
  const columns = acting.map((k) => Uint8Array.from(packages, (levels) => levels[k]));
  const product = new Float64Array(packages.length);
  for (const [i, other] of design.entries()) {
    product.fill(1);
    for (const [a, k] of acting.entries()) {
      const column = columns[a];
      const same = 1 + theta[k] * similarity(0, 0, counts[k]);
      const differs = 1 + theta[k] * similarity(0, 1, counts[k]);
      for (let p = 0; p < product.length; p++) product[p] *= column[p] === other[k] ? same : differs;
    }
    for (let m = 0; m < members; m++) {
      const coefficient = coefficients[i * members + m];
      for (let p = 0; p < product.length; p++) out[p * members + m] += product[p] * coefficient;
    }
  }
  return out;
}
