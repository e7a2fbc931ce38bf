import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, temporaryFolder } from "../cli/corridor.ts";
import { autumnText } from "../cli/scenarios.ts";

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    what: "an output that does not exist",
    args: ["--output", "usbpp"],
    says: '--output: "usbpp" was given; expected an observable; did you mean "usbp"?',
  },
  {
    what: "a member that does not exist",
    args: ["--output", "usbp", "--output", "waiting/Tihuana"],
    says: '--output: "Tihuana" was given; expected one of Tijuana, Mexicali, San Luis Río Colorado, Sonoyta–Nogales, Ciudad Juárez, Ojinaga, Ciudad Acuña, Piedras Negras, Nuevo Laredo, Reynosa, Matamoros; did you mean "Tijuana"?',
  },
  {
    what: "a member of one number",
    args: ["--output", "bribes/Cuba"],
    says: '--output: "Cuba" was given; expected no member, as bribes is one number',
  },
  {
    what: "a parameter that does not exist",
    args: ["--parameter", "serchRate"],
    says: '--parameter: "serchRate" was given; expected an uncertain parameter of data/parameters.csv; did you mean "searchRate"?',
  },
  {
    what: "a parameter without a range",
    args: ["--parameter", "baseDepartures"],
    says: '--parameter: "baseDepartures" was given, which has no range; expected an uncertain parameter of data/parameters.csv',
  },
  {
    what: "no month",
    args: ["--from", "2023"],
    says: '--from: "2023" was given; expected a month from 2018-10 to 2026-12',
  },
  {
    what: "a month that does not exist",
    args: ["--to", "2018-13"],
    says: '--to: "2018-13" was given; expected a month from 2018-10 to 2026-12',
  },
  {
    what: "a month before the record",
    args: ["--from", "2018-09"],
    says: '--from: "2018-09" was given; expected a month from 2018-10 to 2026-12',
  },
  {
    what: "a window that ends before it starts",
    args: ["--from", "2018-12"],
    says: "a window from 2018-12 to 2018-11 was given; expected an end that is not before the start",
  },
  {
    what: "a single trajectory",
    args: ["--trajectories", "1"],
    says: '--trajectories: "1" was given; expected a whole number from 2 to 10,000',
  },
  {
    what: "too few samples",
    args: ["--samples", "7"],
    says: '--samples: "7" was given; expected a whole number from 8 to 100,000',
  },
  {
    what: "half a parameter",
    args: ["--top", "0.5"],
    says: '--top: "0.5" was given; expected a whole number from 0 to 1,000',
  },
  {
    what: "a folder that holds a result",
    args: ["--out", "old"],
    says: "cannot write old/sobol.csv: it exists already; give --force to replace it",
  },
  {
    what: "an option of another command",
    args: ["--runs", "5"],
    says: "unknown option '--runs'; corridor --help shows what there is",
  },
];

describe.skipIf(!built)(`bad input for corridor sensitivity${needsBuild}`, () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    writeFileSync(join(folder, "autumn.yaml"), autumnText);
    mkdirSync(join(folder, "old"));
    writeFileSync(join(folder, "old/sobol.csv"), "old");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(cases)("$what: one sentence, exit code 2, nothing written", ({ args, says }) => {
    const { code, out, err } = corridor(["sensitivity", "autumn.yaml", ...args], { cwd: folder });
    expect(err).toBe(`corridor: ${says}\n`);
    expect(out).toBe("");
    expect(code).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(["autumn.yaml", "old"]);
    expect(readdirSync(join(folder, "old"))).toEqual(["sobol.csv"]);
  });
});
