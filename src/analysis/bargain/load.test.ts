import { describe, expect, test } from "vitest";
import { ScenarioError } from "../../scenario/error.ts";
import { bargainNames, loadBargain } from "./load.ts";
import { brokenBy, packagesOf } from "./packages.ts";
import { bargainFile, bargainJsonSchema } from "./schema.ts";
import { sides } from "./sides.ts";

/** A sound file, in whose lines the tests put faults. */
const sound = `corridor: 1
title: A test
date: 2019-03-10
months: 3
base: history
issues:
  - id: effort
    title: Effort
    by: Mexico
    source: a test
    levels:
      - { id: none, title: none }
      - id: more
        title: more
        changes:
          - { lever: effort, multiply: 1.5, after: 5, lasts: 20, fades: 10 }
        costs:
          - { side: Mexico, of: money, low: 1, usual: 2, high: 3, grade: guess, source: a test }
  - id: custody
    title: Custody
    by: Mexico
    source: a test
    levels:
      - { id: law, title: as the law has it }
      - { id: longer, title: longer, changes: [{ lever: custodyLimitHours, value: 1000 }] }
constraints:
  - { id: limit, title: no longer than the law, lever: custodyLimitHours, atMost: 360, source: a test }
threats:
  - { id: worse, title: worse, by: United States, instead: { effort: more }, source: a test }
record:
  granted: { effort: more }
  source: a test
`;

function faultOf(text: string): string {
  try {
    loadBargain(text, { file: "my.yaml" });
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "no error";
}

/** What is replaced by what, and the sentence. */
const faults: readonly (readonly [from: string, to: string, says: string])[] = [
  [
    "corridor: 1",
    "corridor: 2",
    "my.yaml:1:11: corridor: schema version 2 was given; expected 1; a newer release of Corridor reads this file.",
  ],
  [
    "title: A test\n",
    "titel: A test\n",
    'my.yaml:2:1: titel: the unknown key "titel" was given; expected one of corridor, title, question, reading, date, months, base, policies, seed, legislatures, issues, threats, constraints, weights, record; did you mean "title"?',
  ],
  [
    "2019-03-10",
    "2019-02-30",
    'my.yaml:3:7: date: "2019-02-30" was given; expected a date that exists: 2019-02 has 28 days.',
  ],
  ["months: 3", "months: 0", "my.yaml:4:9: months: 0 was given; expected 2 months or more."],
  [
    "base: history",
    "base: hystory",
    'my.yaml:5:7: base: "hystory" was given; expected a bundled scenario or the path of a file; did you mean "history"?',
  ],
  [
    "by: Mexico",
    "by: Mexiko",
    'my.yaml:9:9: issues[0].by: "Mexiko" was given; expected "United States" or "Mexico"; did you mean "Mexico"?',
  ],
  [
    "lever: effort",
    "lever: effrt",
    'my.yaml:16:22: issues[0].levels[1].changes[0].lever: "effrt" was given; expected a lever that `corridor levers` lists; did you mean "effort"?',
  ],
  [
    "multiply: 1.5",
    "multiply: 50",
    "my.yaml:16:40: issues[0].levels[1].changes[0].multiply: 50 was given, which makes effort 25; expected a multiple within 0 to 5 (index, 1 = mid-2023).",
  ],
  [
    "multiply: 1.5, ",
    "",
    "my.yaml:16:13: issues[0].levels[1].changes[0]: neither value nor multiply was given; expected one of them.",
  ],
  [
    "lasts: 20, ",
    "",
    "my.yaml:16:62: issues[0].levels[1].changes[0].fades: an end that fades was given without one; expected the key lasts as well.",
  ],
  [
    "after: 5",
    "after: 500",
    "my.yaml:16:52: issues[0].levels[1].changes[0].after: 500 days were given; expected fewer than 83, where the horizon ends.",
  ],
  [
    "low: 1,",
    "low: 9,",
    "my.yaml:18:13: issues[0].levels[1].costs[0]: a range from 9 over 2 to 3 was given; expected low, usual and high in rising order.",
  ],
  [
    "grade: guess, source: a test }\n  - id: custody",
    "grade: gues, source: a test }\n  - id: custody",
    'my.yaml:18:74: issues[0].levels[1].costs[0].grade: "gues" was given; expected one of measured, published, press, guess; did you mean "guess"?',
  ],
  ["id: custody\n", "id: effort\n", 'my.yaml:19:9: issues[1].id: "effort" was given twice; expected each issue once.'],
  [
    ", atMost: 360",
    "",
    "my.yaml:27:5: constraints[0]: the lever custodyLimitHours was given without a limit; expected the key atMost or atLeast.",
  ],
  [
    "instead: { effort: more }",
    "instead: { efort: more }",
    'my.yaml:29:69: threats[0].instead.efort: "efort" was given; expected an issue of this file; did you mean "effort"?',
  ],
  [
    "granted: { effort: more }",
    "granted: { effort: most }",
    'my.yaml:31:22: record.granted.effort: "most" was given; expected a level of effort: none, more; did you mean "more"?',
  ],
];

describe("a bargain file", () => {
  test("is read with its base as known on the day before", () => {
    const bargain = loadBargain(sound, { file: "my.yaml" });
    expect(bargain.base.window).toMatchObject({ from: "2019-03", to: "2019-05" });
    expect(bargain.base.steps.every(({ announcedDay }) => announcedDay <= bargain.day)).toBe(true);
    expect(bargain.issues[0].levels[1].changes[0]).toMatchObject({ afterDays: 5, lastsDays: 20, fadesDays: 10 });
    expect(bargain.threats[0].levels).toEqual([1, 0]);
  });

  test.each(faults)("%j as %j: one sentence with line and path", (from, to, says) => {
    expect(sound).toContain(from);
    expect(faultOf(sound.replace(from, to))).toContain(says);
  });

  test("that is empty, a word, or of no known name is refused", () => {
    expect(faultOf(" ")).toBe("my.yaml:1:1: bargain: an empty file was given; expected a bargain with issues.");
    expect(faultOf("just: words")).toContain('the unknown key "just" was given');
    expect(faultOf("decembre-2023")).toBe(
      'decembre-2023:1:1: bargain: "decembre-2023" was given; expected a bundled bargain or the path of a file; did you mean "december-2023"?',
    );
    expect(faultOf("no/such.yaml")).toContain("expected a bundled bargain, as no files can be read here");
  });

  test("has a JSON Schema that names every key", () => {
    const schema = bargainJsonSchema() as { properties: Record<string, unknown> };
    expect(Object.keys(schema.properties)).toEqual(Object.keys(bargainFile.shape));
  });
});

describe("packages", () => {
  const bargain = loadBargain(sound);

  test("a package that breaks a constraint never appears, and the level says which", () => {
    const { all, leftOut } = packagesOf(bargain);
    expect(all).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(leftOut).toEqual([{ issue: 1, level: 1, breaks: ["limit"] }]);
    for (const levels of all) expect(brokenBy(bargain, levels)).toEqual([]);
  });

  test("two levels that break a constraint only together are left out together", () => {
    const first = { ...bargain.issues[1], id: "first", levels: [bargain.issues[1].levels[0], half(1.5)] };
    const second = { ...first, id: "second" };
    const joint = { ...bargain, issues: [first, second], constraints: [{ ...bargain.constraints[0], atMost: 600 }] };
    const { all, broken } = packagesOf(joint);
    expect(all).toHaveLength(3);
    expect(broken).toBe(1);
    function half(multiply: number) {
      const change = {
        lever: "custodyLimitHours",
        members: [],
        afterDays: 0,
        lastsDays: null,
        fadesDays: 0,
        rampDays: 0,
        multiply,
      } as const;
      return { ...bargain.issues[1].levels[1], changes: [change] };
    }
  });
});

describe("bundled bargains", () => {
  test("are four", () => {
    expect([...bargainNames()].sort()).toEqual(["april-2024", "december-2023", "may-2019", "october-2024"]);
  });

  test.each(bargainNames().map((name) => [name]))(
    "%s is sound: every level of law or effect has source and grade, and every number a range",
    (name) => {
      const bargain = loadBargain(name);
      const { all } = packagesOf(bargain);
      expect(all.length).toBeGreaterThan(100);
      for (const { levels } of bargain.issues)
        for (const { source, costs } of levels) {
          expect(source).not.toBe("");
          for (const cost of costs)
            if (cost.grade === "guess" && cost.of === "politics") expect(cost.low).toBeLessThan(cost.high);
        }
      for (const side of sides)
        expect(bargain.weights.filter((weight) => weight.side === side).length).toBeGreaterThan(5);
      if (bargain.record) expect(all.map(String)).toContain(String(bargain.record.granted));
    },
  );

  test("demands that need a legislature are in no package, unless it is said to act", () => {
    const bargain = loadBargain("december-2023");
    const ids = (one: { issue: number }) => bargain.issues[one.issue].id;
    const waiting = packagesOf(bargain)
      .leftOut.filter(({ breaks }) => breaks.length === 0)
      .map(ids);
    expect(waiting).toEqual(["funds", "aid", "ten-million-visas", "sanctions"]);
    const breaking = packagesOf(bargain)
      .leftOut.filter(({ breaks }) => breaks.length > 0)
      .map(ids);
    expect(breaking).toEqual(["custody", "expulsions"]);
  });
});
