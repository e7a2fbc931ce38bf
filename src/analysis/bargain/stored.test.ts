import { describe, expect, test } from "vitest";
import { shippedPosterior } from "../shipped.ts";
import { answer, robustnessOf } from "./gains.ts";
import { holdingFrom } from "./holding.ts";
import { knownPolicies } from "./known-policies.ts";
import { loadBargain } from "./load.ts";
import { searchBargain } from "./search.ts";
import { createInlineVariantsRunner } from "./simulated.ts";
import { readStored, storeBargain } from "./stored.ts";
import { drawValuations, usualValuation } from "./valuation.ts";

/** The smallest bargain that ships, with two members and few draws. */
describe("a search that is stored and read", async () => {
  const bargain = loadBargain("may-2019");
  const members = shippedPosterior().members.slice(0, 2);
  const result = (await searchBargain(bargain, createInlineVariantsRunner(), {
    members,
    draws: 40,
    design: 40,
    heldOut: 4,
    exact: 8,
  }))!;
  const stamp = { model: 1, data: "data", file: "file" };
  const stored = storeBargain(result, { stamp, known: knownPolicies(bargain), additions: new Float64Array(0) });
  const read = readStored(JSON.parse(JSON.stringify(stored)));
  const usual = usualValuation(read.terms);
  const draws = drawValuations(read.terms, 40, read.seed);

  test("has the same packages, in the same rows, and the same of them simulated", () => {
    expect(read.packages.all).toEqual(result.packages.all);
    expect(read.space.rowOf).toEqual(result.space.rowOf);
    expect(read.space.exact).toEqual(result.space.exact);
    expect(read.recorded).toBe(result.recorded);
  });

  test("gives what the search gave, within what its numbers are rounded to", () => {
    const found = answer(read.space, usual);
    expect(found.noDeal.nash).toEqual(result.answer.noDeal.nash);
    expect(found.noDeal.kalaiSmorodinsky).toEqual(result.answer.noDeal.kalaiSmorodinsky);
    for (const [p, gains] of found.gains.entries())
      for (const side of [0, 1] as const) expect(gains[side]).toBeCloseTo(result.answer.gains[p][side], 2);
    for (const [t, { disagreement }] of found.threats.entries())
      for (const side of [0, 1] as const)
        expect(disagreement[side]).toBeCloseTo(result.answer.threats[t].disagreement[side], 2);
  });

  test("counts draws alike, and when deals are left", async () => {
    const robust = (await robustnessOf(read.space, draws))!;
    const off = robust.share.map((share, p) => Math.abs(share - result.robustness.share[p]));
    expect(Math.max(...off)).toBeLessThan(0.05);
    for (const [i, { package: p, changes }] of read.holding.entries()) {
      const [first, second] = holdingFrom(read.terms, read.space.outcomes, read.packages.all[p], changes, usual, draws);
      expect([first.first, second.first]).toEqual(result.holding[i].sides.map((one) => one.first));
    }
  });
}, 240_000);
