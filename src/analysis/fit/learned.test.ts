import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { Rng } from "../../engine/rng.ts";
import type { Member } from "../../model/member.ts";
import { buildParameters, parameterRows } from "../../model/parameters.ts";
import { drawParameterRows, valueAtScore } from "../prior.ts";
import { drawScores, rowsAtScores } from "./factors.ts";
import { flatPaths } from "./flat-paths.ts";
import { type LearnedParameter, learnedFrom } from "./learned.ts";

const latent = flatPaths(knownAt(23));
const members = (count: number, change: (rows: ReturnType<typeof rowsAtScores>, i: number) => typeof rows): Member[] =>
  Array.from({ length: count }, (_, i) => {
    const rng = new Rng(7, i, false);
    const rows = rowsAtScores(drawScores(rng), drawParameterRows(parameterRows, rng));
    return { parameters: buildParameters(change(rows, i)), latent };
  });
const find = (all: readonly LearnedParameter[], name: string, key = ""): LearnedParameter =>
  all.find(({ row }) => row.name === name && (key === "" || row.key === key))!;

describe("what a posterior learned", () => {
  const prior = learnedFrom(members(400, (rows) => rows));

  it("is nothing if its members are draws from the prior", () => {
    expect(prior.parameters.length).toBeGreaterThan(100);
    for (const { row, shrinkage, moved, identified } of prior.parameters) {
      expect(Math.abs(shrinkage), row.name).toBeLessThan(0.3);
      expect(Math.abs(moved), row.name).toBeLessThan(0.25);
      expect(identified, row.name).not.toBe("well");
    }
    const notIdentified = prior.parameters.filter(({ identified }) => identified === "not");
    expect(notIdentified.length).toBeGreaterThan(0.98 * prior.parameters.length);
    expect(prior.noise).toBeCloseTo(0.116, 3);
  });

  it("is how far a parameter moved and narrowed, in standard scores of its prior", () => {
    const row = parameterRows.find(({ name }) => name === "memoryDays")!;
    const moved = members(100, (rows, i) =>
      rows.map((one) => (one.name === row.name ? { ...one, value: valueAtScore(row, 1 + (i % 2 ? 0.1 : -0.1)) } : one)),
    );
    const [best] = learnedFrom(moved).parameters;
    expect(best.row.name).toBe("memoryDays");
    expect(best.identified).toBe("well");
    expect(best.shrinkage).toBeCloseTo(1 - 0.0101 / 0.8314, 2);
    expect(best.moved).toBeCloseTo(1 / Math.sqrt(0.8314), 2);
    expect(best.scores[0]).toBeCloseTo(0.9, 2);
    expect(best.prior).toEqual([row.low, row.value, row.high]);
    expect(best.posterior[2]).toBeCloseTo(valueAtScore(row, 1.1), 0);
  });

  it("says which parameters stand at an end of their range", () => {
    const row = parameterRows.find(({ name }) => name === "memoryDays")!;
    const pushed = members(10, (rows, i) =>
      rows.map((one) => (one.name === row.name ? { ...one, value: i < 6 ? row.high : row.value } : one)),
    );
    expect(find(learnedFrom(pushed).parameters, "memoryDays").identified).toBe("end");
  });

  it("has one line for keys that move together, and one for each that does not", () => {
    expect(find(prior.parameters, "householdExposure").keys).toHaveLength(3);
    expect(prior.parameters.filter(({ row }) => row.name === "householdExposure")).toHaveLength(1);
    expect(prior.parameters.filter(({ row }) => row.name === "exposure").length).toBeGreaterThan(5);
    expect(find(prior.parameters, "exposure", "Cuba").keys).toEqual(["Cuba"]);
  });

  it("names what was not asked about", () => {
    expect(prior.notAsked).toContain("aidElasticity");
    expect(prior.notAsked).not.toContain("memoryDays");
    expect(new Set(prior.notAsked).size).toBe(prior.notAsked.length);
  });
});
