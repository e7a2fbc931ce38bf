import { expect, it } from "vitest";
import type { LinkedScenario } from "../../scenario/link.ts";
import { Simulator } from "./simulator.ts";

const window = { from: "2024-01", to: "2024-02" };
const history: LinkedScenario = { base: "history", window, remove: [], changes: [] };
const unpoliced: LinkedScenario = {
  ...history,
  changes: [{ lever: "trainSecurity", from: "2024-02", value: 0 }],
};

it("simulates scenarios together as each alone, over the window of the first and whatever their bases", async () => {
  const simulator = new Simulator();
  const longer = { from: "2023-12", to: "2024-02" };
  const other: LinkedScenario = { base: "no-december-deal", window: longer, remove: [], changes: [] };
  const together = await simulator.together([history, { ...unpoliced, window: longer }, other], 1);
  const alone: Float64Array[] = [];
  for (const one of [history, unpoliced, { ...other, window }]) alone.push((await simulator.simulate(one, 1)).scenario);
  expect(together).toEqual(alone);
  expect(simulator.windowOf(other)).toEqual(longer);
}, 300_000);
