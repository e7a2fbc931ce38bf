import { describe, expect, test } from "vitest";
import { levers } from "../../model/levers.ts";
import { linkOf, readLink, scenarioFileOf } from "../../scenario/link.ts";
import { loadScenario } from "../../scenario/load.ts";
import { denseValues } from "../../scenario/timeline.ts";
import { scenarioLevers } from "../run.ts";
import { packageScenario } from "./as-scenario.ts";
import { knownPolicies } from "./known-policies.ts";
import { bargainNames, loadBargain } from "./load.ts";
import { packageSteps, packagesOf } from "./packages.ts";

describe("a package as a scenario", () => {
  test.each(bargainNames())("%s: a link has every lever on every day as the search has it", (name) => {
    const bargain = loadBargain(name);
    const known = knownPolicies(bargain);
    const { all } = packagesOf(bargain);
    const { lastDay } = bargain.base.window;
    const granted = bargain.record?.granted ?? all[0];
    const some = [all[0], granted, all[all.length - 1], ...[3, 5, 7].map((n) => all[(n * 7919) % all.length])];
    for (const levels of some) {
      const link = linkOf(packageScenario(bargain, known, levels));
      const linked = loadScenario(JSON.stringify(scenarioFileOf(readLink(link), "Corridor")));
      const steps = [...bargain.base.steps, ...packageSteps(bargain, levels)];
      for (const { id } of levers)
        expect(denseValues(linked.steps, id, 0, lastDay), `${id} ${levels}`).toEqual(
          denseValues(steps, id, 0, lastDay),
        );
      expect(scenarioLevers(linked).announcements).toEqual(scenarioLevers({ ...bargain.base, steps }).announcements);
      expect(linked.window).toEqual(bargain.base.window);
    }
  });

  test("needs a base that links can name", () => {
    const bargain = loadBargain("december-2023");
    expect(() => knownPolicies({ ...bargain, base: { ...bargain.base, name: "mine" } })).toThrow("expected a bundled");
  });
});
