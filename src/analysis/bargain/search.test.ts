import { describe, expect, test } from "vitest";
import { firstDayOfMonth, monthIndex } from "../../engine/calendar.ts";
import type { LeverStep } from "../../scenario/load.ts";
import { centralMember } from "../central.ts";
import { prepare, runOnce } from "../run.ts";
import { outputOf } from "../sensitivity.ts";
import { agreementOf } from "./agreement.ts";
import { answer } from "./gains.ts";
import { loadBargain } from "./load.ts";
import { packageSteps } from "./packages.ts";
import { type BargainResult, searchBargain } from "./search.ts";
import { createInlineVariantsRunner, type VariantsRunner } from "./simulated.ts";
import { usualValuation, withWeights } from "./valuation.ts";

/** Weights that leave encounters to one side and interceptions to the other, so that games can be solved by hand. */
const byHand = `weights:
  - { id: us-encounters, side: United States, title: t, outcome: usbp, per: 1, low: -1, usual: -1, high: -1, why: t }
  - { id: mexico-interceptions, side: Mexico, title: t, outcome: interceptions, per: 1, low: -1, usual: -1, high: -1, why: t }
  - { id: us-money, side: United States, title: t, outcome: money, per: 1, low: -1, usual: -1, high: -1, why: t }
  - { id: mexico-money, side: Mexico, title: t, outcome: money, per: 1, low: -1, usual: -1, high: -1, why: t }
${["us-releases", "us-salience", "us-spending", "us-trade", "us-harm"].map((id) => `  - { id: ${id}, side: United States, title: t, outcome: releases, per: 1, low: 0, usual: 0, high: 0, why: t }`).join("\n")}
${["mexico-trade", "mexico-spending", "mexico-stranded", "mexico-waiting", "mexico-returnees", "mexico-salience", "mexico-harm", "mexico-attacks"].map((id) => `  - { id: ${id}, side: Mexico, title: t, outcome: releases, per: 1, low: 0, usual: 0, high: 0, why: t }`).join("\n")}
`;

/** Effort takes 6 encounters and costs 2 interceptions; money costs the one side 2 and gives the other 5. A visa needs a law. */
const game = `corridor: 1
title: A game
date: 2019-03-10
months: 3
base: history
issues:
  - id: effort
    title: Effort
    by: Mexico
    source: t
    levels:
      - { id: none, title: none }
      - { id: more, title: more, changes: [{ lever: effort, value: 1.5 }] }
  - id: money
    title: Money
    by: United States
    source: t
    levels:
      - { id: none, title: none }
      - id: some
        title: some
        costs:
          - { side: United States, of: money, low: 1, usual: 2, high: 5, grade: guess, source: t }
          - { side: Mexico, of: money, low: -6, usual: -5, high: -4, grade: guess, source: t }
  - id: visas
    title: Visas
    by: United States
    source: t
    levels:
      - { id: none, title: none }
      - id: many
        title: many
        needs: legislature
        costs:
          - { side: United States, of: politics, low: 10, usual: 10, high: 10, grade: guess, source: t }
threats:
  - { id: anyway, title: effort anyway, by: United States, instead: { effort: more }, source: t }
record:
  granted: { effort: more, money: some }
  refused: { visas: many }
  source: t
${byHand}`;

const first = monthIndex("2019-03");

/** A runner that knows what levers do: in a month that it stands to the end, effort takes 2 encounters and makes 2/3 of an interception. */
const oracle: VariantsRunner = {
  async run(tasks, onProgress) {
    await onProgress?.({ done: tasks.length, total: tasks.length });
    return tasks.map(({ variants, outcomes }) =>
      variants.map((steps) =>
        Float64Array.from({ length: 3 * outcomes.length }, (_, i) => {
          const lastDay = firstDayOfMonth(first + 1 + Math.floor(i / outcomes.length)) - 1;
          const effort = steps.some(({ lever, untilDay }) => lever === "effort" && (untilDay ?? lastDay) >= lastDay);
          const values: Readonly<Record<string, number>> = {
            usbp: effort ? 98 : 100,
            interceptions: effort ? 1 + 2 / 3 : 1,
          };
          return values[outcomes[i % outcomes.length].key] ?? 0;
        }),
      ),
    );
  },
};

const members = [centralMember(), centralMember()];

function found(result: BargainResult | undefined): BargainResult {
  expect(result).toBeDefined();
  return result!;
}

describe("a game of two issues through the whole search, by hand", async () => {
  const bargain = loadBargain(game);
  const result = found(await searchBargain(bargain, oracle, { members, draws: 200 }));
  const ids = (p: number) => result.packages.all[p].map((level, i) => bargain.issues[i].levels[level].id).join();

  test("gains are what the levers and costs say", () => {
    const gains = Object.fromEntries(
      result.answer.gains.map((gain, p) => [ids(p), gain.map((x) => Math.round(1e9 * x) / 1e9)]),
    );
    expect(gains).toEqual({
      "none,none,none": [0, 0],
      "more,none,none": [6, -2],
      "none,some,none": [-2, 5],
      "more,some,none": [4, 3],
    });
  });

  test("both solutions take both, and nothing else is in the zone", () => {
    const { zone, nash, kalaiSmorodinsky } = result.answer.noDeal;
    expect([zone, nash, kalaiSmorodinsky].map((all) => all.map(ids))).toEqual([
      ["more,some,none"],
      ["more,some,none"],
      ["more,some,none"],
    ]);
    expect(result.answer.frontier.map(ids)).toEqual(["none,some,none", "more,some,none", "more,none,none"]);
  });

  test("with effort anyway there is nothing left to agree on", () => {
    expect(result.answer.threats[0].disagreement[0]).toBeCloseTo(6, 9);
    expect(result.answer.threats[0].zone).toEqual([]);
  });

  test("money moves no lever, so two packages of four are simulated", () => {
    expect(result.space.totals).toHaveLength(2 * members.length * result.space.outcomes.length);
    expect(result.surrogate.none).toBe(true);
  });

  test("shares of draws are those of the range: the United States gain unless money costs more than 6", () => {
    const both = result.packages.all.findIndex((_, p) => ids(p) === "more,some,none");
    expect(result.robustness.share[both]).toBe(1);
    expect(result.robustness.nash[both]).toBe(1);
    const money = result.packages.all.findIndex((_, p) => ids(p) === "none,some,none");
    expect(result.robustness.share[money]).toBe(0);
  });

  test("both stay to the end, since nothing of the deal wears off", () => {
    expect(result.holding).toHaveLength(1);
    for (const side of result.holding[0].sides) expect(side).toMatchObject({ first: null, holds: 1 });
    // left in April: 4 encounters more in two months, and of 2 of money what belongs to 61 of 83 days
    const [april] = result.holding[0].sides[0].temptation;
    expect(april).toBeCloseTo(-4 + (2 * 61) / 83, 9);
  });

  test("what needs a law is in no package, and what it would do is said", () => {
    expect(result.packages.all.every((levels) => levels[2] === 0)).toBe(true);
    expect(result.additions).toHaveLength(1);
    expect(result.additions[0].with[0]).toBeCloseTo(-6, 9);
    expect(result.additions[0].share).toBe(0);
  });

  test("the record is held against it", () => {
    expect(agreementOf(result)).toMatchObject({
      recordedShare: 1,
      grantedInZone: true,
      dominating: 0,
      withGranted: { count: 1, meanShare: 1 },
      refused: [{ outBecause: "legislature", outside: true, share: 0 }],
    });
  });

  test("the same search gives the same result", async () => {
    const again = found(await searchBargain(bargain, oracle, { members, draws: 200 }));
    expect(again.robustness).toEqual(result.robustness);
    expect(again.answer).toEqual(result.answer);
  });

  test("other weights are answered without simulating, and a stop gives nothing", async () => {
    const space = { ...result.space, bargain: withWeights(bargain, { "mexico-interceptions": -10 }) };
    expect(answer(space, usualValuation(space.bargain)).noDeal.zone).toEqual([]);
    expect(() => withWeights(bargain, { "us-encouters": 1 })).toThrow('did you mean "us-encounters"?');
    const stop = new AbortController();
    stop.abort();
    expect(await searchBargain(bargain, oracle, { members, draws: 200 }, undefined, stop.signal)).toBeUndefined();
  });
});

describe("with the model", async () => {
  const small = game.replace(
    "- { id: none, title: none }\n      - { id: more",
    "- { id: none, title: none }\n      - { id: half, title: half, changes: [{ lever: effort, value: 0.9 }] }\n      - { id: more",
  );
  const bargain = loadBargain(small);
  const one = [centralMember()];
  const result = found(
    await searchBargain(bargain, createInlineVariantsRunner(), {
      members: one,
      draws: 20,
      design: 8,
      heldOut: 1,
      exact: 8,
    }),
  );

  test("what is kept of a package is what a whole run of it gives", () => {
    const p = result.packages.all.findIndex((levels) => levels[0] === 2);
    const steps: readonly LeverStep[] = [...bargain.base.steps, ...packageSteps(bargain, result.packages.all[p])];
    const record = runOnce(prepare({ ...bargain.base, steps }, one[0]), 0, true);
    for (const name of ["usbp", "interceptions", "tradeLoss"]) {
      const { columns } = outputOf(name);
      let sum = 0;
      for (let m = 0; m < 3; m++)
        for (const column of columns) sum += record.values[m * record.columns.length + column];
      const k = result.space.outcomes.findIndex(({ key }) => key === name);
      expect(result.space.totals[result.space.rowOf[p] * result.space.outcomes.length + k]).toBeCloseTo(sum, 6);
    }
  });

  test("more effort intercepts more, and the deal that is left goes back", () => {
    const k = result.space.outcomes.findIndex(({ key }) => key === "interceptions");
    const at = (level: number): number => {
      const p = result.packages.all.findIndex((levels) => levels[0] === level);
      return result.space.totals[result.space.rowOf[p] * result.space.outcomes.length + k];
    };
    expect(at(2)).toBeGreaterThan(at(1));
    const [{ held }] = result.holding;
    const width = result.space.outcomes.length;
    const may = monthIndex("2019-05") - monthIndex(bargain.base.window.from);
    expect(held.leave[0][0][may * width + k]).toBeLessThan(held.stay[0][may * width + k]);
    expect(held.leave[0][0][k]).toBe(held.stay[0][k]);
  });
});
