import { CholeskyDecomposition, Matrix } from "ml-matrix";

/**
 * One iteration of an iterative ensemble smoother in its Gauss–Newton form (EnRML: Gu and Oliver, SPE J. 12, 2007; Chen and Oliver,
 * Comput. Geosci. 17, 2013). The simulator is a black box: how the residuals answer to the parameters is read off the ensemble, by ridge
 * regression, which tells parameters apart where a cross-covariance would confound them, and slopes within their noise are taken for
 * none. There must be more members than parameters.
 */
export interface SmootherState {
  /** members × parameters: standard scores now, and as drawn from the prior. */
  readonly scores: Matrix;
  readonly prior: Matrix;
  /** members × observations: simulated, and perturbed observed, both in units of the observation error. */
  readonly simulated: Matrix;
  readonly observed: Matrix;
  /** Every observation is in one block. */
  readonly blocks: readonly Block[];
}

/** Ridge of the regression, in members: keeps sensitivities of parameters that the ensemble hardly moves from being noise. */
const ridge = 10;
/** A residual counts as at most this many errors: what no parameter can explain must not move them all. */
const largestResidual = 3;

function centred(matrix: Matrix): Matrix {
  return Matrix.sub(matrix, Matrix.ones(matrix.rows, 1).mmul(Matrix.rowVector(matrix.mean("column"))));
}

/** Variance of what the regression leaves unexplained, by observation. */
function residualVariance(y: Matrix, explained: Matrix, parameters: number): number[] {
  const rest = Matrix.sub(y, explained);
  const freedom = Math.max(y.rows - 1 - parameters, 1);
  return Array.from({ length: y.columns }, (_, j) => rest.getColumn(j).reduce((sum, e) => sum + e * e, 0) / freedom);
}

/** Standard errors that a slope has to exceed to count. */
const significance = 2;

/**
 * A slope less what may be noise (positive-part shrinkage of James and Stein 1961): thousands of noisy slopes, squared and added up, would
 * look like information about every parameter, and the ensemble would collapse.
 */
function shrunk(slope: number, variance: number): number {
  return slope === 0 ? 0 : slope * Math.max(1 - (significance ** 2 * variance) / (slope * slope), 0);
}

/** Observations (columns) that can only answer to some of the parameters (columns of the scores). */
export interface Block {
  readonly observations: readonly number[];
  readonly parameters: readonly number[];
}

/** Sensitivities, parameters × observations: the least-squares slope of simulated values on scores, zero where the blocks say so. */
export function sensitivities(scores: Matrix, simulated: Matrix, blocks: readonly Block[]): Matrix {
  const slope = Matrix.zeros(scores.columns, simulated.columns);
  const everyone = Array.from({ length: scores.rows }, (_, i) => i);
  for (const { observations, parameters } of blocks) {
    if (observations.length === 0) continue;
    const x = centred(scores.selection(everyone, [...parameters]));
    const y = centred(simulated.selection(everyone, [...observations]));
    const gram = x.transpose().mmul(x).add(Matrix.eye(x.columns).mul(ridge));
    const decomposition = new CholeskyDecomposition(gram);
    const own = decomposition.solve(x.transpose().mmul(y));
    const variance = residualVariance(y, x.mmul(own), x.columns);
    const precision = decomposition.solve(Matrix.eye(x.columns)).diagonal();
    parameters.forEach((p, i) => {
      observations.forEach((q, j) => {
        slope.set(p, q, shrunk(own.get(i, j), precision[i] * variance[j]));
      });
    });
  }
  return slope;
}

/** New scores after a step of length `gain` (1 is the full Gauss–Newton step) towards each member's own maximum a posteriori. */
export function smootherStep({ scores, prior, simulated, observed, blocks }: SmootherState, gain: number): Matrix {
  const slope = sensitivities(scores, simulated, blocks);
  const residual = Matrix.sub(observed, simulated).apply(function (this: Matrix, i: number, j: number) {
    this.set(i, j, Math.max(Math.min(this.get(i, j), largestResidual), -largestResidual));
  });
  const information = slope.mmul(slope.transpose()).add(Matrix.eye(scores.columns));
  const gradient = Matrix.sub(prior, scores).add(residual.mmul(slope.transpose()));
  const change = new CholeskyDecomposition(information).solve(gradient.transpose()).transpose();
  return Matrix.add(scores, change.mul(gain));
}
