import { describe, expect, it } from "vitest";
import { dayOf } from "../engine/calendar.ts";
import { nationalities } from "../model/geography.ts";
import { ScenarioError } from "./error.ts";
import { loadScenario, migrate, parseScenario } from "./load.ts";

const head = "corridor: 1\ntitle: A what-if\nbase: history\n";

describe("parseScenario", () => {
  it("reads JSON, with tabs, like YAML", () => {
    const content = {
      corridor: 1,
      title: "A what-if",
      base: "history",
      changes: [{ lever: "deal", from: "2024-01", value: 1 }],
    };
    expect(parseScenario(JSON.stringify(content, null, "\t"), "a.json").content).toEqual(content);
  });

  it("reads a byte order mark and Windows line ends", () => {
    expect(parseScenario(`\ufeff${head.replaceAll("\n", "\r\n")}`, "a.yaml").content.title).toBe("A what-if");
  });

  it("throws an error that carries its place", () => {
    const load = () =>
      parseScenario(`${head}changes:\n  - lever: deal\n    from: 2024-02-30\n    value: 1\n`, "a.yaml");
    expect(load).toThrow(ScenarioError);
    expect(load).toThrow(expect.objectContaining({ file: "a.yaml", line: 6, column: 11, path: "changes[0].from" }));
  });
});

describe("loadScenario", () => {
  it("takes window, seed and groups from the base, and its own text from the file", () => {
    const base =
      "corridor: 1\ntitle: Base\nquestion: Why?\nwindow: {from: 2023-07, to: 2023-12}\nseed: 7\nreport: {nationalities: [Haiti]}\n";
    const scenario = loadScenario("corridor: 1\ntitle: Child\nbase: ./base.yaml\n", { read: () => base });
    expect(scenario).toMatchObject({
      title: "Child",
      question: "",
      seed: 7,
      window: { from: "2023-07", to: "2023-12" },
    });
    expect(scenario.window.lastDay).toBe(dayOf("2023-12-31"));
    expect(scenario.report.nationalities).toEqual(["Haiti"]);
    expect(loadScenario("history").report.nationalities).toEqual(nationalities);
  });

  it("turns a change into a step with days and members", () => {
    const { steps } = loadScenario(
      `${head}changes: [{lever: dailyCap, for: [ciudad juarez, Sonoyta-Nogales], from: 2024-02, until: 2024-02, value: 60, ramp: 5, announced: 2024-01-20}]\n`,
      { file: "mine.yaml" },
    );
    expect(steps[steps.length - 1]).toEqual({
      lever: "dailyCap",
      members: ["Ciudad Juárez", "Sonoyta–Nogales"],
      fromDay: dayOf("2024-02-01"),
      untilDay: dayOf("2024-02-29"),
      announcedDay: dayOf("2024-01-20"),
      value: 60,
      rampDays: 5,
      layer: 1,
      file: "mine.yaml",
      line: 4,
      path: "changes[0]",
    });
  });

  it("gives a step the days on which its value and its ends were public", () => {
    const ends = "untilExpected: [{until: 2024-03, announced: 2024-02, withdrawn: 2024-03-20}]";
    const { steps } = loadScenario(
      `${head}changes: [{lever: dailyCap, from: 2024-02, until: 2024-06, value: 60, known: 2024-02, untilAnnounced: 2024-04, ${ends}}]\n`,
    );
    expect(steps[steps.length - 1]).toMatchObject({
      announcedDay: dayOf("2024-02-01"),
      knownDay: dayOf("2024-02-29"),
      untilAnnouncedDay: dayOf("2024-04-01"),
      untilExpected: [
        { untilDay: dayOf("2024-03-31"), announcedDay: dayOf("2024-02-01"), withdrawnDay: dayOf("2024-03-20") },
      ],
    });
  });

  it.each([
    ["72 hours", 72],
    ["72 h", 72],
    ["72", 72],
    ["1.5 hours", 1.5],
  ])("accepts %s for a lever in hours", (value, expected) => {
    const { steps } = loadScenario(`${head}changes: [{lever: custodyLimitHours, from: 2024-01, value: "${value}"}]\n`);
    expect(steps[steps.length - 1].value).toBe(expected);
  });

  it("resolves paths from the folder of each file", () => {
    const files: Record<string, string> = {
      "a/b/top.yaml": "corridor: 1\ntitle: Top\nbase: ../middle.yaml\n",
      "a/middle.yaml": "corridor: 1\ntitle: Middle\nbase: c/root.yaml\n",
      "a/c/root.yaml": "corridor: 1\ntitle: Root\nbase: history\nseed: 5\n",
    };
    const scenario = loadScenario("a/b/top.yaml", { read: (path) => files[path] });
    expect(scenario).toMatchObject({ name: "a/b/top.yaml", title: "Top", seed: 5 });
  });

  it("removes steps of the base by id, and lets the id be used again", () => {
    const removed = loadScenario(`${head}remove: [deal-2023-12]\n`);
    expect(removed.steps).toHaveLength(loadScenario("history").steps.length - 1);
    const moved = loadScenario(
      `${head}remove: [deal-2023-12]\nchanges: [{id: deal-2023-12, lever: deal, from: 2024-01-10, until: 2024-01-10, value: 1}]\n`,
    );
    expect(moved.steps.filter((step) => step.id === "deal-2023-12").map((step) => step.fromDay)).toEqual([
      dayOf("2024-01-10"),
    ]);
  });

  it("suggests a bundled name", () => {
    expect(() => loadScenario("histroy")).toThrow('did you mean "history"?');
  });

  it("says that files cannot be read without a reader", () => {
    expect(() => loadScenario("mine.yaml")).toThrow("no files can be read here");
  });
});

describe("migrate", () => {
  it("applies the step of each older version in turn", () => {
    const table = new Map<number, (file: Readonly<Record<string, unknown>>) => Record<string, unknown>>([
      [1, (file) => ({ ...file, name: file.title })],
      [2, (file) => ({ ...file, label: `${file.name}!` })],
    ]);
    expect(migrate({ corridor: 1, title: "x" }, table, 3)).toEqual({ corridor: 3, title: "x", name: "x", label: "x!" });
  });
});
