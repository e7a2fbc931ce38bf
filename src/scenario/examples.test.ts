import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadScenario, parseScenario, scenarioNames } from "./load.ts";
import { leverPaths } from "./timeline.ts";

const readme = readFileSync("scenarios/README.md", "utf8");
const tableRows = readme.replaceAll(/ +/g, " ");
const examples = scenarioNames().filter((name) => name !== "history");

describe("the bundled scenarios", () => {
  it("are at least twenty besides the history", () => {
    expect(examples.length).toBeGreaterThanOrEqual(20);
  });

  it.each(scenarioNames().map((name) => [name]))(
    "%s has a title, a question, a reading, a kebab-case name and a line in the README",
    (name) => {
      const scenario = loadScenario(name);
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(scenario.title).not.toBe("");
      expect(scenario.question).toMatch(/\?$/);
      expect(scenario.reading.length).toBeGreaterThan(200);
      expect(scenario.reading).not.toContain("\n");
      expect(tableRows).toContain(`| [${name}](${name}.yaml) | ${scenario.question} |`);
    },
  );

  it.each(examples.map((name) => [name]))("%s changes a lever, and does so within its window", (name) => {
    const scenario = loadScenario(name);
    const base = loadScenario(parseScenario(readFileSync(`scenarios/${name}.yaml`, "utf8"), name).content.base!);
    const { firstDay, lastDay } = scenario.window;
    const changed = leverPaths(scenario, firstDay, lastDay);
    const unchanged = leverPaths(base, firstDay, lastDay);
    expect(JSON.stringify(changed.paths)).not.toBe(JSON.stringify(unchanged.paths));
    expect(scenario.steps.every((step) => step.layer === 0 || step.announcedDay >= firstDay)).toBe(true);
  });

  it("loads the example of the README", () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    expect(loadScenario(text).steps.filter((step) => step.layer === 1)).toHaveLength(2);
  });
});
