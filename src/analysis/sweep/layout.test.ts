import { describe, expect, it } from "vitest";
import { pointAt } from "./design.ts";
import { layoutOf } from "./layout.ts";
import { loadSweep } from "./load.ts";
import { placeOf, runCount, type Sweep } from "./sweep.ts";

const head = "corridor: 1\ntitle: T\nbase: history\nwindow: { from: 2018-10, to: 2018-10 }\nkeep: [usbp]\n";

function levelsOf(sweep: Sweep, run: number) {
  return pointAt(sweep, placeOf(sweep, run).point);
}

describe("layoutOf", () => {
  it.each([
    `design: grid
mode: stochastic
over:
  - { lever: appointments, levels: [0, base, 700] }
  - { parameter: searchRate, as: multiply, range: { low: 0.9, high: 1, steps: 2 } }
  - { lever: trainSecurity, levels: [base, 0, 1, 0.5] }
members: 2
replications: 3
`,
    `design: sobol
samples: 8
over:
  - { lever: trainSecurity, levels: [base, 0, 1], crossed: true }
  - { parameter: searchRate, as: quantile }
  - { lever: appointments, levels: [700, base], crossed: true }
members: 2
`,
  ])("finds the run that differs in one factor alone", (design) => {
    const sweep = loadSweep(head + design);
    const layout = layoutOf(sweep.file);
    for (let run = 0; run < runCount(sweep); run++) {
      const levels = levelsOf(sweep, run);
      for (const { name, levels: count, stride, reference } of layout.crossed) {
        const factor = sweep.factors.findIndex((one) => one.name === name);
        const of = sweep.factors[factor].levels;
        const index = Math.floor(run / stride) % count;
        expect(of.kind === "some" && of.levels[index]).toBe(levels[factor]);
        const other = run + (reference - index) * stride;
        const expected = levels.map((level, i) => (i === factor && of.kind === "some" ? of.levels[reference] : level));
        expect(levelsOf(sweep, other)).toEqual(expected);
        const { member, replication } = placeOf(sweep, run);
        expect(placeOf(sweep, other)).toMatchObject({ member, replication });
      }
    }
  });

  it("compares with the base where it is a level, and says over what differences vary", () => {
    const { file } = loadSweep(
      `${head}design: grid\nover:\n  - { lever: appointments, levels: [0, base] }\n  - { lever: trainSecurity, levels: [0, 1] }\nmembers: 3\n`,
    );
    const layout = layoutOf(file);
    expect(layout.crossed.map(({ reference }) => reference)).toEqual([1, 0]);
    expect(layout.over).toBe("members");
    expect(layoutOf({ ...file, members: 1 }).over).toBe("nothing");
    expect(layoutOf({ ...file, members: 1, replications: 5 }).over).toBe("replications");
  });

  it("names the rows of a list by what they set", () => {
    const { file } = loadSweep(
      `${head}design: list\nover:\n  - { lever: appointments }\n  - { lever: trainSecurity }\nrows:\n  - { appointments: 0, trainSecurity: 1 }\n  - {}\n`,
    );
    expect(layoutOf(file).rows).toEqual({
      count: 2,
      reference: 1,
      labels: ["appointments 0, trainSecurity 1", "base"],
    });
  });
});
