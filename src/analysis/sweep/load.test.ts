import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../scenario/error.ts";
import { bundledSweep, sweepNames } from "./bundled.ts";
import { loadSweep } from "./load.ts";
import { chunkAt, chunkCount, runCount, shardChunks, usualChunkRuns } from "./sweep.ts";

const head = `corridor: 1
title: A sweep
base: history
window: { from: 2019-01, to: 2019-03 }
keep: [usbp]
`;
const grid = `${head}design: grid\n`;
const list = `${head}design: list\nover:\n  - { lever: appointments }\n`;
const sobol = `${head}design: sobol\nsamples: 8\n`;
const over = (...factors: string[]): string => `over:\n${factors.map((one) => `  - ${one}\n`).join("")}`;

function sentence(text: string): string {
  try {
    loadSweep(text, { file: "s.yaml" });
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

describe("a sweep file", () => {
  it("becomes plain data, whose id follows from what determines the numbers", () => {
    const text = `${grid}${over("{ lever: appointments, levels: [0, base] }")}`;
    const sweep = loadSweep(text);
    expect(JSON.parse(JSON.stringify(sweep))).toEqual(sweep);
    expect(sweep.id).toMatch(/^[0-9a-f]{16}$/);
    expect(loadSweep(text.replace("A sweep", "Another title"), { chunkRuns: 1 }).id).toBe(sweep.id);
    for (const [from, to] of [
      ["levels: [0, base]", "levels: [1, base]"],
      ["to: 2019-03", "to: 2019-04"],
      ["keep: [usbp]", "keep: [usbp]\nseed: 2"],
      ["keep: [usbp]", "keep: [ports]"],
      ["base: history", "base: title-42-continues"],
    ] as const)
      expect(loadSweep(text.replace(from, to)).id, to).not.toBe(sweep.id);
    expect(loadSweep(text, { version: "9.9.9" }).id).not.toBe(sweep.id);
  });

  it("rests on a bundled scenario, a file beside it or a link of the page", () => {
    const scenario = "corridor: 1\ntitle: Calm\nbase: history\nchanges: [{ lever: effort, from: 2019-01, value: 0 }]\n";
    const steps = (base: string): number =>
      loadSweep(`${grid.replace("base: history", `base: ${base}`)}`, {
        file: "folder/s.yaml",
        read: (path) => {
          expect(path).toBe("folder/calm.yaml");
          return scenario;
        },
      }).base.steps.length;
    const own = steps("history");
    expect(steps("calm.yaml")).toBe(own + 1);
    expect(steps("'https://example.org/#v=1&base=history&change=effort,from:2019-01,value:0'")).toBe(own + 1);
  });

  it("is sound in every worked example, which are small enough to try", () => {
    const names = readdirSync("sweeps").filter((name) => name.endsWith(".yaml"));
    expect(names.length).toBeGreaterThanOrEqual(3);
    expect(sweepNames.map((name) => `${name}.yaml`).sort()).toEqual(names.sort());
    const readme = readFileSync("sweeps/README.md", "utf8");
    for (const name of sweepNames) {
      const { file, text } = bundledSweep(name)!;
      const sweep = loadSweep(text, { file });
      expect(runCount(sweep)).toBeLessThan(5000);
      expect(readme).toContain(`(${name}.yaml)`);
      expect(readme).toContain(sweep.file.question!);
    }
  });

  it.each([
    ["", "s.yaml:1:1: sweep: an empty file was given; expected a sweep with a design and factors."],
    [head, 's.yaml:1:1: design: nothing was given; expected "grid", "latin-hypercube", "sobol" or "list"'],
    [
      `${head}design: gird\n`,
      'design: "gird" was given; expected "grid", "latin-hypercube", "sobol" or "list"; did you mean "grid"?',
    ],
    [`${grid}overs: []\n`, 'overs: the unknown key "overs" was given; expected one of corridor, title'],
    [
      grid.replace("base: history", "base: histori"),
      'base: "histori" was given; expected a bundled scenario, the path of a file or a link; did you mean "history"?',
    ],
    [
      grid.replace("from: 2019-01", "from: 2017-01"),
      'window.from: "2017-01" was given; expected a month from 2018-10 to 2026-12.',
    ],
    [grid.replace("[usbp]", "[usbpp]"), 'keep[0]: "usbpp" was given; expected an observable; did you mean "usbp"?'],
    [grid.replace("[usbp]", "[usbp, usbp]"), 'keep[1]: "usbp" was given twice; expected each observable once.'],
    [`${grid}samples: 3\n`, 'samples: 3 was given; expected no samples, as the design is "grid".'],
    [`${head}design: sobol\n`, 'a design "sobol" was given without samples; expected the key samples as well.'],
    [sobol, 'a design "sobol" was given without factors; expected the key over as well.'],
    [`${head}design: list\n`, 'a design "list" was given without rows; expected the key rows as well.'],
    [
      `${grid}replications: 3\n`,
      "replications: 3 was given; expected 1 in mean mode, in which all replications are the same.",
    ],
    [`${grid}members: 500\n`, "members: 500 was given; expected at most 121, as many as the posterior has."],
    [grid + over("{ levels: [1] }"), "over[0]: neither lever nor parameter was given; expected one of them."],
    [
      grid + over("{ lever: apointments, levels: [1] }"),
      'over[0].lever: "apointments" was given; expected a lever that `corridor levers` lists; did you mean "appointments"?',
    ],
    [grid + over("{ lever: appointments }"), "over[0]: neither levels nor range was given; expected one of them."],
    [grid + over("{ lever: appointments, levels: [1, -5] }"), "over[0].levels[1]: -5 was given; expected 0 to"],
    [
      grid + over("{ lever: appointments, levels: [1, 1] }"),
      "over[0].levels[1]: 1 was given twice; expected each level once.",
    ],
    [
      grid + over("{ lever: appointments, as: quantile, levels: [0.5] }"),
      'over[0].as: "quantile" was given; expected "value" or "multiply", as appointments is a lever and has no prior.',
    ],
    [
      grid + over("{ lever: expulsionAuthority, as: multiply, levels: [0.5] }"),
      "over[0].as: multiples were given; expected values at once, as expulsionAuthority takes whole steps",
    ],
    [
      grid + over("{ lever: appointments, range: { low: 0, high: 10 } }"),
      "over[0].range.steps: nothing was given; expected how many levels the grid has, 2 or more.",
    ],
    [
      grid + over("{ lever: appointments, range: { low: 10, high: 1, steps: 3 } }"),
      "over[0].range: a range from 10 to 1 was given; expected an end that is above the start.",
    ],
    [
      grid + over("{ lever: appointments, from: 2020-01, levels: [1] }"),
      'over[0].from: "2020-01" was given; expected a date up to 2019-03, where the window ends.',
    ],
    [
      grid + over("{ lever: appointments, levels: [1] }", "{ lever: appointments, levels: [2] }"),
      "over[1]: a change of appointments was given that overlaps over[0]; expected at most one ramp or limited change at a time.",
    ],
    [
      grid + over("{ lever: appointments, name: usbp, levels: [1] }"),
      'over[0]: a column named "usbp" was given, which the results or their views have already, in these or other capitals; expected the key name with another.',
    ],
    [
      grid + over("{ lever: appointments, name: USBP, levels: [1] }"),
      'over[0]: a column named "USBP" was given, which the results or their views have already',
    ],
    [
      grid + over("{ lever: appointments, name: draws, levels: [0, 1000] }"),
      'over[0]: a column named "draws" was given, which the results or their views have already',
    ],
    [
      grid + over("{ lever: appointments, name: usbp_p10, levels: [1] }"),
      'over[0]: a column named "usbp_p10" was given, which the results or their views have already',
    ],
    [
      grid + over("{ lever: appointments, name: Seats, levels: [1] }", "{ lever: effort, name: seats, levels: [1] }"),
      'over[1]: a column named "seats" was given, which the results or their views have already',
    ],
    [
      grid + over("{ parameter: memoryDay, levels: [30] }"),
      'over[0].parameter: "memoryDay" was given; expected an uncertain parameter of data/parameters.csv; did you mean "memoryDays"?',
    ],
    [
      grid + over("{ parameter: memoryDays, levels: [3] }"),
      "over[0].levels[0]: 3 was given; expected memoryDays from 20 to 80, its range (days).",
    ],
    [
      grid + over("{ parameter: memoryDays, as: quantile, levels: [5] }"),
      "over[0].levels[0]: 5 was given; expected a quantile from 0 to 1.",
    ],
    [
      grid + over("{ parameter: memoryDays, from: 2019-01, levels: [30] }"),
      'over[0].from: "2019-01" was given; expected no from, as a parameter holds on every day.',
    ],
    [
      grid + over("{ lever: appointments, crossed: true, levels: [1] }"),
      'over[0].crossed: true was given; expected nothing, as the design is "grid", in which every level meets every other.',
    ],
    [
      sobol + over("{ lever: appointments, crossed: true, levels: [1] }"),
      'a design "sobol" was given without factors that are sampled; expected one that is not crossed.',
    ],
    [
      `${list}rows: [{ apointments: 1 }]\n`,
      'rows[0].apointments: the factor "apointments" was given; expected one of appointments; did you mean "appointments"?',
    ],
    [`${list}rows: [{}, { appointments: -1 }]\n`, "rows[1].appointments: -1 was given; expected 0 to"],
  ])("is refused with one sentence: %#", (text, expected) => {
    const said = sentence(text);
    expect(said).toContain(expected);
    expect(said).toMatch(/^s\.yaml:\d+:\d+: \S+: /);
    expect(said).not.toContain("\n");
  });
});

describe("chunks", () => {
  const sweep = loadSweep(`${grid}${over("{ lever: effort, range: { low: 0, high: 1, steps: 101 } }")}members: 7\n`, {
    chunkRuns: 10,
  });

  it("hold every run once, and shards every chunk once, in neighbours", () => {
    const chunks = Array.from({ length: chunkCount(sweep) }, (_, index) => chunkAt(sweep, index));
    expect(chunks[0].from).toBe(0);
    for (const [i, { to }] of chunks.entries()) expect(to).toBe(chunks[i + 1]?.from ?? 707);
    for (const shards of [1, 2, 7, 71, 100]) {
      const all = Array.from({ length: shards }, (_, i) => shardChunks(sweep, i + 1, shards));
      expect(all.flat()).toEqual(chunks.map(({ index }) => index));
      const sizes = all.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it("have a usual size that holds whole groups with one beginning, gives threads work, and keeps folders small", () => {
    const size = (points: number, members: number): number =>
      usualChunkRuns({ points, members, replications: 1 }, points);
    expect(size(25, 40)).toBe(50);
    expect(size(5000, 20)).toBe(250);
    expect(size(3, 1)).toBe(1);
    expect(100_000_000 / usualChunkRuns({ points: 1e8, members: 1, replications: 1 }, 1)).toBeLessThanOrEqual(65_536);
  });
});
