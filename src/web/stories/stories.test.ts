import { describe, expect, it, vi } from "vitest";
import { columns } from "../../model/observables.ts";
import { readLink } from "../../scenario/link.ts";
import { Simulator } from "../simulation/simulator.ts";
import { monthly } from "../view-model/bands.ts";
import { indicatorOf } from "../view-model/story-charts.ts";
import { stories } from "./index.ts";

vi.stubGlobal("navigator", { languages: ["en"] });
vi.stubGlobal("localStorage", { getItem: () => "en", setItem: () => {} });
const { changeInWords } = await import("../view-model/change-words.ts");

const steps = stories.flatMap((story) => story.steps.map((step) => ({ name: `${story.id}/${step.id}`, step })));

describe("the steps of stories", () => {
  it("are three to six in each of at least five stories, with ids of their own", () => {
    expect(stories.length).toBeGreaterThanOrEqual(5);
    for (const { steps: own } of stories) {
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(own.length).toBeLessThanOrEqual(6);
    }
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  });

  const simulator = new Simulator();
  it.each(steps.map(({ name, step }) => [name, step] as const))(
    "%s simulates, and its charts have numbers",
    async (_, step) => {
      const linked = readLink(step.link);
      const { months } = simulator.open(linked);
      const { base, scenario } = await simulator.simulate(linked, 0);
      const changed = linked.remove.length + linked.changes.length > 0;
      const differs = step.charts.map((chart) => {
        const [before, after] = [base, scenario].map((values) => monthly(indicatorOf(chart), values));
        expect(before).toHaveLength(months);
        expect([...before, ...after].every(Number.isFinite)).toBe(true);
        expect(before.some((value) => value > 0)).toBe(true);
        return before.some((value, m) => value !== after[m]);
      });
      expect(differs.every((one) => one === changed)).toBe(true);
      expect(base).toHaveLength(months * columns.length);
      for (const change of linked.changes) expect(changeInWords(change)).toMatch(/: .+, /);
    },
  );
});
