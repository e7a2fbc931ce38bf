import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, temporaryFolder } from "../cli/corridor.ts";

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    what: "a bargain that does not exist",
    args: ["decembre-2023"],
    says: 'decembre-2023:1:1: bargain: "decembre-2023" was given; expected a bundled bargain or the path of a file; did you mean "december-2023"?',
  },
  {
    what: "a name that is like none",
    args: ["nope"],
    says: 'nope:1:1: bargain: "nope" was given; expected a bundled bargain (april-2024, december-2023, may-2019, october-2024) or the path of a file.',
  },
  {
    what: "a file that does not exist",
    args: ["nowhere.yaml"],
    says: 'nowhere.yaml:1:1: bargain: "nowhere.yaml" was given; expected a file that can be read (there is no such file or folder).',
  },
  {
    what: "a scenario instead of a bargain",
    args: ["scenario.yaml"],
    says: 'scenario.yaml:4:1: window: the unknown key "window" was given; expected one of corridor, title, question, reading, date, months, base, policies, seed, legislatures, issues, threats, constraints, weights, record.',
  },
  {
    what: "a weight that does not exist",
    args: ["may-2019", "--weights", "us-encouters=2"],
    says: '--weights: "us-encouters" was given; expected a weight: us-encounters, us-releases, us-salience, us-spending, us-trade, us-harm, us-money, mexico-trade, mexico-spending, mexico-interceptions, mexico-stranded, mexico-waiting, mexico-returnees, mexico-salience, mexico-harm, mexico-attacks, mexico-money; did you mean "us-encounters"?',
  },
  {
    what: "a weight without a number",
    args: ["may-2019", "--weights", "us-encounters"],
    says: '--weights: "us-encounters" was given; expected a weight, "=" and points, such as us-salience=-2',
  },
  {
    what: "more members than there are",
    args: ["may-2019", "--members", "500"],
    says: "--members: 500 was given; expected at most 121, as many as the posterior has",
  },
  {
    what: "too few draws",
    args: ["may-2019", "--draws", "3"],
    says: '--draws: "3" was given; expected a whole number from 10 to 100,000',
  },
];

describe.skipIf(!built)(`bad input for corridor bargain${needsBuild}`, () => {
  const folder = temporaryFolder();
  beforeAll(() =>
    writeFileSync(
      join(folder, "scenario.yaml"),
      "corridor: 1\ntitle: A scenario\nbase: history\nwindow: { from: 2019-01, to: 2019-02 }\n",
    ),
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(cases)("$what: one sentence, exit code 2, nothing written", ({ args, says }) => {
    const { code, out, err } = corridor(["bargain", ...args], { cwd: folder });
    expect(err).toBe(`corridor: ${says}\n`);
    expect(out).toBe("");
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(["scenario.yaml"]);
  });

  it("a kind of schema that does not exist", () => {
    const { code, err } = corridor(["schema", "bargin"]);
    expect(code).toBe(2);
    expect(err).toBe(
      'corridor: "bargin" was given; expected scenario or bargain or evidence or sweep; did you mean "bargain"?\n',
    );
  });
});
