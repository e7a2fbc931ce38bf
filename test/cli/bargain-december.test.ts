import { describe, expect, test } from "vitest";
import { agreementOf } from "../../src/analysis/bargain/agreement.ts";
import { answer } from "../../src/analysis/bargain/gains.ts";
import { loadBargain } from "../../src/analysis/bargain/load.ts";
import { brokenBy } from "../../src/analysis/bargain/packages.ts";
import { searchBargain } from "../../src/analysis/bargain/search.ts";
import { usualValuation } from "../../src/analysis/bargain/valuation.ts";
import { createThreadsVariantsRunner } from "../../src/cli/threads.ts";
import { built, needsBuild } from "./corridor.ts";

/** The bargain of December 2023 as the command line searches it, but for a tenth of the draws; weights and costs are those of its files, chosen by nothing here. */
describe.skipIf(!built)(`December 2023 against the record${needsBuild}`, async () => {
  if (!built) return;
  const bargain = loadBargain("december-2023");
  const runner = createThreadsVariantsRunner(2, new URL("../../dist/cli/worker.js", import.meta.url));
  const result = (await searchBargain(bargain, runner, { draws: 100 }))!;
  await runner.close();
  const { packages, robustness, surrogate } = result;
  const issue = (id: string): number => bargain.issues.findIndex((one) => one.id === id);

  /** Mean share of draws in which both accept, over packages with a level per issue. */
  function meanShare(...wanted: readonly (readonly [issue: string, level: string])[]): number {
    const holding = [...packages.all.keys()].filter((p) =>
      wanted.every(([id, level]) => bargain.issues[issue(id)].levels[packages.all[p][issue(id)]].id === level),
    );
    return holding.reduce((sum, p) => sum + robustness.share[p], 0) / holding.length;
  }

  test("packages with reopened ports and more Mexican effort lie in the zone for most draws, those with closed ports do not", () => {
    expect(meanShare(["ports", "reopened"], ["effort", "deal"])).toBeGreaterThan(0.5);
    expect(meanShare(["ports", "closed"], ["effort", "deal"])).toBeLessThan(0.5);
    expect(agreementOf(result)).toMatchObject({ grantedInZone: true });
  });

  test("aid of 20 billion, 10 million visas and an end of sanctions are in no package; granted, most draws are against each", () => {
    const { refused } = agreementOf(result)!;
    expect(refused.map(({ issue: i }) => bargain.issues[i].id)).toEqual(["aid", "ten-million-visas", "sanctions"]);
    for (const one of refused) expect(one).toMatchObject({ outBecause: "legislature", outside: true });
    for (const { share } of refused) expect(share).toBeLessThan(0.5);
  });

  test("a package that breaks a constraint never appears", () => {
    const broken = packages.leftOut
      .filter(({ breaks }) => breaks.length > 0)
      .map((one) => bargain.issues[one.issue].id);
    expect(broken).toEqual(["custody", "expulsions"]);
    for (const id of broken) expect(packages.all.every((levels) => levels[issue(id)] === 0)).toBe(true);
    for (const p of result.answer.frontier) expect(brokenBy(bargain, packages.all[p])).toEqual([]);
  });

  test("the surrogate is off by at most 5% of the range of each outcome, on packages held out and on those re-simulated", () => {
    expect(surrogate.onHeldOut.length).toBeGreaterThan(10);
    for (const { outcome, largest, range } of [...surrogate.onHeldOut, ...surrogate.onResimulated])
      expect(largest, outcome).toBeLessThanOrEqual(0.05 * range);
  });

  test("frontier and solutions are simulated", () => {
    const { noDeal, threats, frontier } = result.answer;
    const solved = [noDeal, ...threats].flatMap(({ nash, kalaiSmorodinsky }) => [...nash, ...kalaiSmorodinsky]);
    for (const p of [...frontier, ...solved]) expect(result.space.exact[result.space.rowOf[p]]).toBe(1);
    expect(answer(result.space, usualValuation(bargain))).toEqual(result.answer);
  });

  test("closures without end in sight leave more to agree on than ports that reopen anyway", () => {
    const zoneOf = (id: string): number =>
      result.answer.threats[bargain.threats.findIndex((threat) => threat.id === id)].zone.length;
    expect(zoneOf("closures-quarter")).toBeGreaterThan(result.answer.noDeal.zone.length);
    expect(zoneOf("closures-end")).toBeLessThan(result.answer.noDeal.zone.length);
  });
});
