import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { Rng } from "../../engine/rng.ts";
import { standardNormal } from "../prior.ts";
import { type Block, sensitivities, smootherStep } from "./ensemble-smoother.ts";

const members = 600;
/** Observations × parameters, in units of the observation error. */
const model = new Matrix([
  [1, 0, 0],
  [0.5, 1.5, 0],
  [0, 0.8, 0],
]);
const truth = [0.8, -0.6, 0];

function draws(rows: number, columns: number, seed: number): Matrix {
  const rng = new Rng(seed, 0, false);
  return Matrix.zeros(rows, columns).apply(function (this: Matrix, i, j) {
    this.set(i, j, standardNormal(rng));
  });
}

const everything: readonly Block[] = [{ observations: [0, 1, 2], parameters: [0, 1, 2] }];
const prior = draws(members, 3, 1);
const errors = draws(members, 3, 2);
const figures = model.mmul(Matrix.columnVector(truth)).transpose();
const observed = Matrix.add(Matrix.ones(members, 1).mmul(figures), errors);
const simulate = (scores: Matrix): Matrix => scores.mmul(model.transpose());

/** Mean and covariance of the posterior of a linear Gaussian model: (I + G'G)⁻¹ G'y and (I + G'G)⁻¹. */
function exactPosterior(): { mean: Matrix; covariance: Matrix } {
  const covariance = new Matrix(
    Matrix.add(Matrix.eye(3), model.transpose().mmul(model))
      .to2DArray()
      .map((row) => [...row]),
  );
  const inverse = Matrix.checkMatrix(invert(covariance));
  return { mean: inverse.mmul(model.transpose()).mmul(figures.transpose()), covariance: inverse };
}

/** Inverse of a 3 × 3 matrix by cofactors. */
function invert(a: Matrix): number[][] {
  const at = (i: number, j: number): number => a.get(i % 3, j % 3);
  const cofactor = (i: number, j: number): number =>
    at(i + 1, j + 1) * at(i + 2, j + 2) - at(i + 1, j + 2) * at(i + 2, j + 1);
  const determinant = [0, 1, 2].reduce((sum, j) => sum + at(0, j) * cofactor(0, j), 0);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(j, i) / determinant));
}

describe("sensitivities", () => {
  it("are the slopes of a linear model", () => {
    const slope = sensitivities(prior, simulate(prior), everything);
    model.to2DArray().forEach((row, q) => {
      row.forEach((value, p) => {
        expect(slope.get(p, q)).toBeCloseTo(value, 1);
      });
    });
  });

  it("are zero where a block says that an observation cannot answer", () => {
    const blocks = [
      { observations: [0, 1], parameters: [0, 1] },
      { observations: [2], parameters: [1] },
    ];
    const slope = sensitivities(prior, simulate(prior), blocks);
    expect([slope.get(2, 0), slope.get(2, 1), slope.get(0, 2), slope.get(2, 2)]).toEqual([0, 0, 0, 0]);
    expect(slope.get(1, 2)).toBeCloseTo(0.8, 1);
  });
});

describe("a full step", () => {
  const moved = smootherStep({ scores: prior, prior, simulated: simulate(prior), observed, blocks: everything }, 1);
  const { mean, covariance } = exactPosterior();

  it("lands on the posterior of a linear Gaussian model", () => {
    const means = moved.mean("column");
    for (let p = 0; p < 3; p++) expect(Math.abs(means[p] - mean.get(p, 0))).toBeLessThan(0.12);
    const spreads = moved.standardDeviation("column");
    for (let p = 0; p < 3; p++) expect(Math.abs(spreads[p] / Math.sqrt(covariance.get(p, p)) - 1)).toBeLessThan(0.08);
  });

  it("stays there when it is taken again", () => {
    const again = smootherStep({ scores: moved, prior, simulated: simulate(moved), observed, blocks: everything }, 1);
    expect(Math.abs(again.mean("column")[0] - moved.mean("column")[0])).toBeLessThan(0.05);
    expect(Math.abs(again.standardDeviation("column")[2] - 1)).toBeLessThan(0.08);
  });

  it("leaves the ensemble where it is if nothing is observed and the prior is met", () => {
    const nothing = Matrix.zeros(members, 3);
    const same = smootherStep({ scores: prior, prior, simulated: nothing, observed: nothing, blocks: everything }, 1);
    expect(same.to2DArray()).toEqual(prior.to2DArray());
  });
});
