import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { knownPolicies } from "../../src/analysis/bargain/known-policies.ts";
import { bargainNames, loadBargain } from "../../src/analysis/bargain/load.ts";
import { packageSteps, packagesOf } from "../../src/analysis/bargain/packages.ts";
import * as simulation from "../../src/analysis/bargain/simulated.ts";
import { readStored } from "../../src/analysis/bargain/stored.ts";
import { shippedPosterior } from "../../src/analysis/shipped.ts";
import { stampOf, storedPath } from "../../tools/bargains.ts";
import { built, fromDist } from "../cli/corridor.ts";

const { outcomesOf, totalsOf } = simulation;
// the simulator as it is built, if it is: several times faster
const { createInlineVariantsRunner } = built
  ? await fromDist<typeof simulation>("analysis/bargain/simulated.js")
  : simulation;

/** If one of these fails, the model, its data or a bargain has changed: `npx tsx tools/bargains.ts` brings the stored searches up to date. */
describe.each(bargainNames())("the search of %s that ships", (name) => {
  const bargain = loadBargain(name);
  const stored = JSON.parse(readFileSync(storedPath(name), "utf8"));
  const read = readStored(stored);

  test("was made with this model, these data and this file", () => {
    expect(read.stamp).toEqual(stampOf(name));
    const { name: base, window } = bargain.base;
    expect(read.terms).toEqual(JSON.parse(JSON.stringify({ ...bargain, base: { name: base, window } })));
    expect(read.known).toEqual(JSON.parse(JSON.stringify(knownPolicies(bargain))));
    const { all, leftOut } = packagesOf(bargain);
    expect(read.packages.all).toEqual(all);
    expect(read.packages.leftOut).toEqual(leftOut);
  });

  test("has what the simulator gives of packages that it says were simulated, and nearly that of the others", async () => {
    const { space, packages } = read;
    const { outcomes, members, rowOf, totals, exact } = space;
    const isExact = (p: number): boolean => exact[rowOf[p]] === 1;
    const all = [...packages.all.keys()];
    const some = [Math.max(0, read.recorded), ...all.filter(isExact).slice(-1)];
    const others = all
      .filter((p) => !isExact(p))
      .filter((_, i) => i % 977 === 5)
      .slice(0, 2);
    const tried = [...some, ...others];
    const recorded = outcomesOf(bargain);
    const runs = (await createInlineVariantsRunner().run(
      shippedPosterior()
        .members.slice(0, members)
        .map((member, index) => ({
          session: name,
          base: bargain.base,
          member,
          index,
          variants: tried.map((p) => packageSteps(bargain, packages.all[p])),
          outcomes: recorded,
        })),
    ))!;
    const ranges = outcomes.map((_, k) => {
      const column = totals.filter((_, n) => n % outcomes.length === k);
      return column.reduce((a, b) => Math.max(a, b)) - column.reduce((a, b) => Math.min(a, b));
    });
    for (const [i, p] of tried.entries())
      for (const [k, { key }] of outcomes.entries()) {
        const at = recorded.findIndex((one) => one.key === key);
        const simulated = runs.map((byVariant) => totalsOf(byVariant[i], recorded)[at]);
        const has = simulated.map((_, m) => totals[(rowOf[p] * members + m) * outcomes.length + k]);
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / members;
        if (isExact(p))
          for (const [m, value] of simulated.entries())
            expect(Math.abs(has[m] - value), `${key} of ${packages.all[p]}`).toBeLessThanOrEqual(stored.units[k]);
        else
          expect(Math.abs(mean(has) - mean(simulated)), `${key} of ${packages.all[p]}`).toBeLessThanOrEqual(
            0.05 * ranges[k],
          );
      }
  }, 600_000);
});
