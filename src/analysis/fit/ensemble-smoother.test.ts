import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { Rng } from "../../engine/rng.ts";
import { edge, standardNormal } from "../prior.ts";
import { ensembleAround, type Linearised, towardsMaximum, withoutCurvature } from "./ensemble-smoother.ts";

/** Parameters × observations: the second observation answers to both parameters, nothing to the third. */
const slopes = new Matrix([
  [1, 0.5],
  [0, 1.5],
  [0, 0],
]);
const figures = [0.8, -1];
/** (I + GG')⁻¹ of the first two parameters, by hand: [[1 + 1.25, 0.75], [0.75, 1 + 2.25]] inverted. */
const determinant = 2.25 * 3.25 - 0.75 * 0.75;
const covariance = [
  [3.25 / determinant, -0.75 / determinant],
  [-0.75 / determinant, 2.25 / determinant],
];
const pull = [0.8 - 0.5, -1.5];
const exact = [0, 1].map((p) => covariance[p][0] * pull[0] + covariance[p][1] * pull[1]);

function at(scores: readonly number[], observed: readonly number[] = figures): Linearised {
  const simulated = Matrix.rowVector([...scores])
    .mmul(slopes)
    .to1DArray();
  return { scores, slopes, residual: Float64Array.from(observed, (y, q) => y - simulated[q]) };
}

describe("a step", () => {
  it("lands on the most probable scores of a linear model, wherever it begins", () => {
    for (const start of [
      [0, 0, 0],
      [0.5, -0.9, 0.3],
    ]) {
      const moved = towardsMaximum(at(start), 1);
      expect(moved[0]).toBeCloseTo(exact[0], 9);
      expect(moved[1]).toBeCloseTo(exact[1], 9);
      expect(moved[2]).toBeCloseTo(0, 9);
    }
  });

  it("goes the part of it that is asked for", () => {
    expect(towardsMaximum(at([0, 0, 0]), 0.25)[1]).toBeCloseTo(0.25 * exact[1], 9);
  });

  it("counts a residual beyond three errors by its sign and size, not by its square", () => {
    const far = towardsMaximum(at([0, 0, 0], [0, 300]), 0.01)[1];
    const farther = towardsMaximum(at([0, 0, 0], [0, 3000]), 0.01)[1];
    expect(farther).toBeLessThan(1.2 * far);
  });

  it("stays within a step of one and the ends of the range, and the others do not make up for it", () => {
    const strong = { scores: [0, 0], residual: Float64Array.of(2.9), slopes: new Matrix([[2.9], [0.001]]) };
    expect(towardsMaximum({ ...strong, scores: [1.5, 0] }, 1)[0]).toBeLessThanOrEqual(edge);
    const capped = towardsMaximum({ ...strong, slopes: new Matrix([[0.9], [0.9]]) }, 1);
    expect(Math.max(...capped)).toBeLessThanOrEqual(1);
    const [held, free] = towardsMaximum(
      { scores: [edge, 0], residual: Float64Array.of(1), slopes: new Matrix([[5], [1]]) },
      1,
    );
    expect(held).toBeLessThanOrEqual(edge);
    expect(free).toBeLessThanOrEqual(0.5 + 1e-9);
  });
});

describe("an ensemble", () => {
  const rng = new Rng(3, 0, false);
  const draws = (columns: number): number[][] =>
    Array.from({ length: 4000 }, () => Array.from({ length: columns }, () => standardNormal(rng)));
  const centre = [...exact, 0];
  const members = ensembleAround(
    at(centre),
    draws(3),
    draws(2).map((one) => Float64Array.from(one)),
  );
  const moment = (value: (one: readonly number[]) => number): number =>
    members.reduce((sum, one) => sum + value(one), 0) / members.length;

  it("spreads as the posterior of a linear model, around the scores", () => {
    for (let p = 0; p < 3; p++) expect(Math.abs(moment((one) => one[p]) - centre[p])).toBeLessThan(0.05);
    const spread = (p: number, q: number): number => moment((one) => (one[p] - centre[p]) * (one[q] - centre[q]));
    expect(spread(0, 0)).toBeCloseTo(covariance[0][0], 1);
    expect(spread(1, 1)).toBeCloseTo(covariance[1][1], 1);
    expect(spread(0, 1)).toBeCloseTo(covariance[0][1], 1);
    const heldAtTheEnds = 0.831;
    expect(Math.abs(spread(2, 2) - heldAtTheEnds)).toBeLessThan(0.06);
  });

  it("takes off what the curvature of a model does to all members, and nothing of a linear one's", () => {
    const curved = (score: number): number => score + 0.2 * score ** 2;
    const strong = new Matrix([[5]]);
    const centre = { scores: [0.2], slopes: strong, residual: Float64Array.of(0) };
    const drawn = [[-0.4], [0.8]];
    const residualsOf = (model: (score: number) => number, all: readonly number[][]) =>
      all.map(([score]) => Float64Array.of(5 * (model(0.2) - model(score))));
    const corrected = (model: (score: number) => number): number[][] =>
      withoutCurvature(centre, drawn, { centre: Float64Array.of(0), members: residualsOf(model, drawn) });
    const linear = corrected((score) => score);
    linear.forEach(([score], j) => {
      expect(score).toBeCloseTo(drawn[j][0], 9);
    });
    const missed = (all: readonly number[][]): number =>
      Math.abs(residualsOf(curved, all).reduce((sum, [r]) => sum + r, 0));
    expect(missed(corrected(curved))).toBeLessThan(0.3 * missed(drawn));
  });

  it("holds members within the range, and lets their other scores make up for it", () => {
    const near = { scores: [edge - 0.1, 0], residual: Float64Array.of(0), slopes: new Matrix([[3], [3]]) };
    const [[held, free]] = ensembleAround(near, [[0, 0]], [Float64Array.of(1)]);
    expect(held).toBeCloseTo(edge, 9);
    expect(free).toBeCloseTo((3 - 9 * 0.1) / 10, 9);
  });
});
