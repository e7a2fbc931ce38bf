import { describe, expect, it } from "vitest";
import { pointAt } from "./design.ts";
import { layoutOf, whyNoUnchanged } from "./layout.ts";
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

  it("says that differences vary over samples where levers are sampled beside one that is crossed", () => {
    const { file } = loadSweep(
      `${head}design: sobol\nsamples: 4\nover:\n  - { lever: appointments, range: { low: 0, high: 700 } }\n  - { lever: trainSecurity, levels: [base, 1], crossed: true }\n`,
    );
    expect(layoutOf(file).over).toBe("samples");
    expect(layoutOf({ ...file, members: 2 }).over).toBe("members and samples");
  });

  it("names the rows of a list by what they set", () => {
    const { file } = loadSweep(
      `${head}design: list\nover:\n  - { lever: appointments }\n  - { lever: trainSecurity }\nrows:\n  - { appointments: 0, trainSecurity: 1 }\n  - {}\n`,
    );
    expect(layoutOf(file).rows).toEqual({
      count: 2,
      reference: 1,
      unchanged: [1, 1],
      labels: ["appointments 0, trainSecurity 1", "base"],
    });
  });

  it("compares with the multiple 1 of a range, whatever rounding makes of it", () => {
    const spread = (low: number, high: number, steps: number) =>
      loadSweep(
        `${head}design: grid\nover:\n  - { lever: effort, as: multiply, range: { low: ${low}, high: ${high}, steps: ${steps} } }\n`,
      );
    expect(layoutOf(spread(0.5, 1.5, 3).file).crossed[0]).toMatchObject({ levels: 3, reference: 1, neutral: true });
    const rough = spread(0.1, 1.3, 5);
    const levels = rough.factors[0].levels;
    expect(levels.kind === "some" && levels.levels[3]).not.toBe(1);
    expect(layoutOf(rough.file).crossed[0]).toMatchObject({ reference: 3, neutral: true });
    expect(layoutOf(spread(0.5, 0.9, 3).file).crossed[0]).toMatchObject({ reference: 0, neutral: false });
  });
});

describe("whyNoUnchanged", () => {
  const why = (design: string) => whyNoUnchanged(layoutOf(loadSweep(head + design).file));

  it("says nothing where every run has one in which no lever is changed", () => {
    expect(
      why(
        "design: grid\nover:\n  - { lever: appointments, levels: [0, base] }\n  - { lever: effort, as: multiply, levels: [1] }\n  - { parameter: searchRate, as: quantile, levels: [0.1, 0.9] }\n",
      ),
    ).toBeUndefined();
    expect(
      why(
        "design: list\nover:\n  - { lever: effort, as: multiply }\n  - { parameter: searchRate, as: multiply }\nrows:\n  - { effort: 2, searchRate: 0.9 }\n  - { effort: 0.5 }\n  - { effort: 1, searchRate: 0.9 }\n  - { searchRate: 1 }\n",
      ),
    ).toBeUndefined();
  });

  it.each([
    ["design: grid\nover:\n  - { parameter: searchRate, as: quantile, levels: [0.1, 0.9] }\n", "varies no lever"],
    [
      "design: grid\nover:\n  - { lever: appointments, levels: [0, 700] }\n  - { lever: trainSecurity, levels: [base, 1] }\n",
      "has no level of appointments at which nothing is changed (base, or the multiple 1)",
    ],
    [
      "design: sobol\nsamples: 4\nover:\n  - { lever: appointments, range: { low: 0, high: 700 } }\n  - { lever: trainSecurity, levels: [base, 1], crossed: true }\n",
      "samples levers, so that no run leaves all of them unchanged",
    ],
    [
      "design: list\nover:\n  - { lever: effort, as: multiply }\n  - { parameter: searchRate, as: multiply }\nrows:\n  - {}\n  - { effort: 2, searchRate: 0.9 }\n",
      "has rows without another that has the same parameters and changes no lever",
    ],
  ])("says what is missing: %j", (design, sentence) => {
    expect(why(design)).toBe(sentence);
  });
});
