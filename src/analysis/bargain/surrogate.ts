import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Package } from "./packages.ts";

/**
 * A Gaussian process over packages for one outcome, all members at once. The covariance of two packages is the product over issues of
 * 1 + θ·c, with c = 1 where they have the same level and −1/(levels − 1) where not: main effects of an issue have variance θ, the interaction
 * of two issues θθ', and so on (a functional ANOVA kernel; Durrande et al. 2013). The simulator in mean field has no noise; the nugget on the
 * diagonal is what no issue explains, since outcomes bend where a capacity is reached.
 */
export interface Surrogate {
  /** Variance of an issue's main effect, as a share of that of the mean; one per issue. */
  readonly theta: readonly number[];
  /** Added to the diagonal, as a share of it. */
  readonly nugget: number;
  readonly design: readonly Package[];
  /** Per member: mean of the outcome over the design. */
  readonly means: Float64Array;
  /** Design × members. */
  readonly coefficients: Float64Array;
}

/** Values that the nugget is chosen from. */
const nuggets: readonly number[] = [1e-5, 1e-4, 1e-3, 1e-2];
/** Packages that θ is chosen on; coefficients are of the whole design. Time grows with the cube. */
const packagesForTheta = 160;
/** Values that θ is chosen from, in turn for each issue. */
const grid: readonly number[] = [0, 0.0003, 0.003, 0.03, 0.3, 1];
const sweeps = 2;

function similarity(a: number, b: number, count: number): number {
  return a === b ? 1 : -1 / (count - 1);
}

/** Issues in which the packages of a design differ. */
function varying(design: readonly Package[]): number[] {
  return [...design[0].keys()].filter((k) => design.some((levels) => levels[k] !== design[0][k]));
}

/**
 * Covariance of the packages of a design without its nugget, design × design: the product of the factors of some issues.
 * Plain loops: this is done for every outcome in every round.
 */
function productOf(
  design: readonly Package[],
  counts: readonly number[],
  theta: readonly number[],
  issues: readonly number[],
): Float64Array {
  const n = design.length;
  const product = new Float64Array(n * n).fill(1);
  for (const k of issues) {
    if (theta[k] === 0) continue;
    const same = 1 + theta[k] * similarity(0, 0, counts[k]);
    const differs = 1 + theta[k] * similarity(0, 1, counts[k]);
    const column = Uint8Array.from(design, (levels) => levels[k]);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) product[i * n + j] *= column[i] === column[j] ? same : differs;
  }
  return product;
}

/** Puts the nugget on the diagonal. */
function covarianceOf(product: Float64Array, nugget: number): Matrix {
  const n = Math.sqrt(product.length);
  const matrix = Matrix.from1DArray(n, n, product);
  for (let i = 0; i < n; i++) matrix.set(i, i, matrix.get(i, i) * (1 + nugget));
  return matrix;
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

function choose(
  design: readonly Package[],
  counts: readonly number[],
  centred: Matrix,
): Pick<Surrogate, "theta" | "nugget"> {
  const few = design.slice(0, packagesForTheta);
  const issues = varying(few);
  const theta: number[] = counts.map((_, k) => (issues.includes(k) ? 0.03 : 0));
  // which θ is likely is asked of the first members; the scale is each member's own
  const values = centred.subMatrix(0, few.length - 1, 0, Math.min(centred.columns, 2) - 1);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const k of issues) {
      const others = productOf(
        few,
        counts,
        theta,
        issues.filter((issue) => issue !== k),
      );
      const scores = grid.map((t) => {
        const own = productOf(few, counts, theta.with(k, t), [k]);
        return likelihood(
          covarianceOf(
            own.map((factor, at) => factor * others[at]),
            nuggets[0],
          ),
          values,
        );
      });
      theta[k] = grid[scores.indexOf(Math.max(...scores))];
    }
  const product = productOf(few, counts, theta, issues);
  const scores = nuggets.map((nugget) => likelihood(covarianceOf(product.slice(), nugget), values));
  return { theta, nugget: nuggets[scores.indexOf(Math.max(...scores))] };
}

/**
 * Fits a surrogate.
 * @param values design × members.
 * @param counts levels per issue.
 * @param before from which θ and nugget are taken over.
 */
export function fitSurrogate(
  design: readonly Package[],
  counts: readonly number[],
  values: Float64Array,
  before?: Surrogate,
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
  if (spread === 0)
    return { theta: counts.map(() => 0), nugget: 0, design, means, coefficients: new Float64Array(n * members) };
  const { theta, nugget } = before ?? choose(design, counts, centred);
  const covariance = covarianceOf(productOf(design, counts, theta, [...counts.keys()]), nugget);
  const solved = new CholeskyDecomposition(covariance).solve(centred);
  return { theta, nugget, design, means, coefficients: Float64Array.from(solved.to1DArray()) };
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
