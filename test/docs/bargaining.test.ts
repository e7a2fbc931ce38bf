import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Agreement, agreementOf } from "../../src/analysis/bargain/agreement.ts";
import { type Answer, answer, type Robustness, robustnessOf } from "../../src/analysis/bargain/gains.ts";
import { bargainNames, loadBargain } from "../../src/analysis/bargain/load.ts";
import { brokenBy } from "../../src/analysis/bargain/packages.ts";
import { type ReadBargain, readStored } from "../../src/analysis/bargain/stored.ts";
import { drawValuations, usualValuation } from "../../src/analysis/bargain/valuation.ts";
import { storedPath } from "../../tools/bargains.ts";

interface Judged {
  readonly read: ReadBargain;
  readonly answer: Answer;
  readonly robustness: Robustness;
  readonly agreement: Agreement | undefined;
}

/** A search that ships, judged by the usual weights and all draws. */
async function judge(name: string): Promise<Judged> {
  const bargain = loadBargain(name);
  const read = readStored(JSON.parse(readFileSync(storedPath(name), "utf8")));
  const { space, packages, additions, recorded, draws, seed } = read;
  const usual = usualValuation(bargain);
  const valuations = drawValuations(bargain, draws, seed);
  const found = answer(space, usual);
  const robustness = (await robustnessOf(space, valuations))!;
  const alone = { ...additions.space, bargain: { ...additions.space.bargain, threats: [] } };
  const { gains } = answer(alone, usual);
  const { share } = (await robustnessOf(alone, valuations))!;
  const judged = additions.levels.map((one, i) => ({
    ...one,
    with: gains[2 + i],
    without: gains[1],
    share: share[2 + i],
  }));
  const agreement = agreementOf({ space, packages, answer: found, robustness, additions: judged, recorded });
  return { read, answer: found, robustness, agreement };
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;

describe("the searches that ship", () => {
  const judged = new Map<string, Judged>();
  beforeAll(async () => {
    for (const name of bargainNames()) judged.set(name, await judge(name));
  }, 300_000);

  test.each(bargainNames())(
    "%s: the surrogate is off by at most 5% of the range of each outcome, and what is solved is simulated",
    (name) => {
      const { read, answer: found } = judged.get(name)!;
      const { surrogate, space, settled } = read;
      expect(settled).toBe(true);
      if (!surrogate.none) expect(surrogate.onHeldOut.length).toBeGreaterThan(10);
      for (const { outcome, largest, range } of [...surrogate.onHeldOut, ...surrogate.onResimulated])
        expect(largest, outcome).toBeLessThanOrEqual(0.05 * range);
      const solved = [found.noDeal, ...found.threats].flatMap(({ nash, kalaiSmorodinsky }) => [
        ...nash,
        ...kalaiSmorodinsky,
      ]);
      for (const p of [...found.frontier, ...solved]) expect(space.exact[space.rowOf[p]]).toBe(1);
    },
  );

  test.each(bargainNames())("%s: a package that breaks a constraint never appears", (name) => {
    const { read, answer: found } = judged.get(name)!;
    const { all, leftOut } = read.packages;
    const bargain = loadBargain(name);
    for (const { issue, level } of leftOut) expect(all.every((levels) => levels[issue] !== level)).toBe(true);
    for (const p of found.frontier) expect(brokenBy(bargain, all[p])).toEqual([]);
  });

  test.each(bargainNames())("%s: docs/model.md gives its figures, in both languages", (name) => {
    const { read, answer: found, robustness, agreement } = judged.get(name)!;
    const figures = [
      read.packages.all.length.toLocaleString("en-US"),
      found.noDeal.zone.length.toLocaleString("en-US"),
      agreement?.recordedShare == null ? undefined : percent(agreement.recordedShare),
      percent(robustness.share[found.noDeal.nash[0]]),
    ];
    for (const page of ["docs/model.md", "docs/model.es-MX.md"]) {
      const row = readFileSync(page, "utf8").match(new RegExp(`^\\| \`${name}\` .*$`, "m"))![0];
      const cells = row
        .split("|")
        .slice(2, 6)
        .map((cell) => cell.trim());
      for (const [i, figure] of figures.entries()) if (figure !== undefined) expect(cells[i], page).toBe(figure);
    }
  });

  describe("of December 2023", () => {
    const bargain = loadBargain("december-2023");
    const issue = (id: string): number => bargain.issues.findIndex((one) => one.id === id);

    /** Mean share of draws in which both accept, over packages with a level per issue. */
    function meanShare(...wanted: readonly (readonly [issue: string, level: string])[]): number {
      const { read, robustness } = judged.get("december-2023")!;
      const { all } = read.packages;
      const holding = [...all.keys()].filter((p) =>
        wanted.every(([id, level]) => bargain.issues[issue(id)].levels[all[p][issue(id)]].id === level),
      );
      return holding.reduce((sum, p) => sum + robustness.share[p], 0) / holding.length;
    }

    test("packages with reopened ports and more Mexican effort lie in the zone for most draws, those with closed ports do not", () => {
      const shares = [
        meanShare(["ports", "reopened"], ["effort", "deal"]),
        meanShare(["ports", "reopened"], ["effort", "more"]),
        meanShare(["ports", "closed"], ["effort", "deal"]),
      ];
      expect(shares[0]).toBeGreaterThan(0.5);
      expect(shares[1]).toBeGreaterThan(0.5);
      expect(shares[2]).toBeLessThan(0.5);
      expect(judged.get("december-2023")!.agreement).toMatchObject({ grantedInZone: true });
      for (const page of ["docs/model.md", "docs/model.es-MX.md"])
        for (const share of shares) expect(readFileSync(page, "utf8")).toContain(` ${percent(share)}`);
    });

    test("aid of 20 billion, 10 million visas and an end of sanctions are in no package; granted, most draws are against each", () => {
      const { refused } = judged.get("december-2023")!.agreement!;
      expect(refused.map(({ issue: i }) => bargain.issues[i].id)).toEqual(["aid", "ten-million-visas", "sanctions"]);
      for (const one of refused) {
        expect(one).toMatchObject({ outBecause: "legislature", outside: true });
        expect(one.share).toBeLessThan(0.5);
      }
    });

    test("closures without end in sight leave more to agree on than ports that reopen anyway", () => {
      const { answer: found } = judged.get("december-2023")!;
      const zoneOf = (id: string): number =>
        found.threats[bargain.threats.findIndex((threat) => threat.id === id)].zone.length;
      expect(zoneOf("closures-quarter")).toBeGreaterThan(found.noDeal.zone.length);
      expect(zoneOf("closures-end")).toBeLessThan(found.noDeal.zone.length);
      for (const page of ["docs/model.md", "docs/model.es-MX.md"])
        expect(readFileSync(page, "utf8")).toContain(`${zoneOf("closures-end")} `);
    });
  });
});
