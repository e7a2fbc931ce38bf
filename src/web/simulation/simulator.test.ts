import { describe, expect, it } from "vitest";
import { runEnsembles } from "../../analysis/ensemble.ts";
import { csvOf, runTableOf } from "../../analysis/result-table.ts";
import { inlineRunner } from "../../analysis/runner.ts";
import { dayOf } from "../../engine/calendar.ts";
import { ScenarioError } from "../../scenario/error.ts";
import { linkOf, readLink, scenarioFileOf } from "../../scenario/link.ts";
import { loadScenario, scenarioNames } from "../../scenario/load.ts";
import { Simulator } from "./simulator.ts";

const linked = readLink("v=1&base=history&window=2024-01..2024-02&change=trainSecurity,from:2024-02,value:0");

describe("a file of the page", () => {
  it("is that of a whole run on the same machine, byte for byte", async () => {
    const simulator = new Simulator();
    const draws = [await simulator.simulate(linked, 0), await simulator.simulate(linked, 1)];
    const scenario = loadScenario(JSON.stringify(scenarioFileOf(linked, "x")));
    const [ensemble] = await runEnsembles([scenario], { mode: "mean", runs: 2 }, inlineRunner);
    expect(await simulator.file(linked, draws, { rows: "run", form: "csv" })).toBe(csvOf(runTableOf(ensemble)));
  });

  it("is a scenario that reads back as it was written", () => {
    const simulator = new Simulator();
    expect(simulator.read(simulator.yaml(linked, "x"), "x.yaml")).toEqual(linked);
  });
});

describe("a scenario file", () => {
  const simulator = new Simulator();
  const examples = scenarioNames().filter((name) => name !== "history");

  it.each(examples.map((name) => [name]))("%s is said by its link", (name) => {
    const preset = simulator.preset(name);
    expect(readLink(linkOf(preset))).toEqual(preset);
  });

  it("is read with members in the spelling of the model and values without their unit", () => {
    const text = `corridor: 1
title: x
base: history
changes:
  - { lever: shelterPlaces, for: ciudad juarez, from: 2024-01, value: 500 places }
  - { lever: raids, for: [TIJUANA, Mexicali], from: 2024-01, value: 5 }
  - { lever: dailyCap, from: 2024-01, multiply: 2 }
  - { lever: custodyLimitHours, from: 2024-01, value: 72 h }
`;
    expect(simulator.read(text, "x.yaml").changes).toEqual([
      { lever: "shelterPlaces", for: ["Ciudad Juárez"], from: "2024-01", value: 500 },
      { lever: "raids", for: ["Tijuana", "Mexicali"], from: "2024-01", value: 5 },
      { lever: "dailyCap", from: "2024-01", multiply: 2 },
      { lever: "custodyLimitHours", from: "2024-01", value: 72 },
    ]);
  });

  it("is refused without a base, of which the page could show what changes", () => {
    const text = "corridor: 1\ntitle: x\nwindow: { from: 2024-01, to: 2024-02 }\n";
    expect(() => simulator.read(text, "x.yaml")).toThrow(
      new ScenarioError(
        "x.yaml",
        { line: 1, column: 1 },
        "base",
        'nothing was given; expected a bundled scenario, as the page shows what changes of one; write "base: history" for the recorded history',
      ),
    );
  });
});

describe("a link that cannot be simulated", () => {
  it("is refused in a sentence without the place in a file that nobody sees", async () => {
    const beyond = readLink("v=1&base=history&change=deal,from:2024-01,value:5");
    const refused = new Simulator().simulate(beyond, 0);
    await expect(refused).rejects.toThrow(/^changes\[0\]\.value: 5 was given; expected 0 to 1/);
  });
});

describe("the policies of a base", () => {
  it("are those with a name that begin or end within the window", () => {
    const found = new Simulator().policies(linked);
    const [from, to] = [dayOf("2024-01-01"), dayOf("2024-02-29")];
    const within = (day: number): boolean => day >= from && day <= to;
    expect(found.filter(({ day }) => within(day))).toEqual([
      { id: "appropriation-2024", lever: "appropriation", members: [], day: dayOf("2024-01-01"), untilDay: null },
      { id: "supplements-2024", lever: "supplements", members: [], day: dayOf("2024-01-01"), untilDay: null },
      { id: "election-2024", lever: "election", members: [], day: dayOf("2024-01-01"), untilDay: dayOf("2024-11-05") },
    ]);
    const ended = found.filter(({ day }) => !within(day));
    expect(ended.map(({ lever }) => lever)).toEqual(expect.arrayContaining(["noticeWaived", "portClosure"]));
    expect(ended.every(({ untilDay }) => untilDay !== null && within(untilDay))).toBe(true);
  });
  it("that a scenario takes out are known whenever they began", () => {
    const without = { ...linked, remove: ["deal-2019-06", "election-2024"] };
    expect(new Simulator().takenOut(without).map(({ id, lever }) => [id, lever])).toEqual([
      ["deal-2019-06", "deal"],
      ["election-2024", "election"],
    ]);
    expect(new Simulator().takenOut(linked)).toEqual([]);
  });
});
