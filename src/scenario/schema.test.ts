import { describe, expect, it } from "vitest";
import { type Lever, levers } from "../model/levers.ts";
import { loadScenario } from "./load.ts";
import { parseValue, scenarioJsonSchema } from "./schema.ts";

describe("parseValue", () => {
  it.each(levers.map((lever) => [lever.id, lever] as const))(
    "accepts the initial value and both ends of %s, and nothing beyond",
    (_, lever) => {
      for (const value of [lever.initial, lever.min, lever.max]) expect(parseValue(lever, value)).toBe(value);
      for (const value of [lever.min - 1, lever.max + 1]) expect(parseValue(lever, value)).toContain("expected");
    },
  );

  it.each(levers.filter((lever: Lever) => !lever.unit.startsWith("0 ")).map((lever) => [lever.id, lever] as const))(
    "accepts the unit of %s behind the number",
    (_, lever) => {
      expect(parseValue(lever, `${lever.max} ${lever.unit}`)).toBe(lever.max);
      expect(parseValue(lever, `${lever.max} parsecs`)).toContain(`the unit of ${lever.id}`);
    },
  );
});

describe("days on which a change and its ends were public", () => {
  const faultOf = (keys: string): string => {
    try {
      loadScenario(
        `corridor: 1\ntitle: t\nbase: history\nchanges: [{lever: dailyCap, from: 2024-02-10, value: 9, ${keys}}]\n`,
      );
    } catch (error) {
      return (error as Error).message.replace(/^scenario:4:\d+: changes\[0\]\./, "");
    }
    return "no fault";
  };
  const expected = (until: string, announced: string, withdrawn: string) =>
    `{until: ${until}, announced: ${announced}, withdrawn: ${withdrawn}}`;

  it.each([
    ["known: 2024-02-30", 'known: "2024-02-30" was given; expected a date that exists: 2024-02 has 29 days.'],
    ["known: soon", 'known: "soon" was given; expected a date such as 2023-12-21 or a month such as 2023-12.'],
    [
      "untilAnnounced: 2024-03-01",
      'untilAnnounced: "2024-03-01" was given for a change without an end; expected the key until as well.',
    ],
    [
      "until: 2024-03, untilAnnounced: 2024-04-01",
      'untilAnnounced: "2024-04-01" was given; expected a day not after 2024-03-31, the last day of the change.',
    ],
    ["untilExpected: 2024-03", 'untilExpected: "2024-03" was given; expected a list of ends.'],
    [
      "untilExpected: [{until: 2024-03, announced: 2024-02, witdrawn: 2024-03}]",
      'untilExpected[0].witdrawn: the unknown key "witdrawn" was given; expected one of until, announced, withdrawn; did you mean "withdrawn"?',
    ],
    [
      `untilExpected: [${expected("2024-13", "2024-02", "2024-03")}]`,
      'untilExpected[0].until: "2024-13" was given; expected a month from 01 to 12.',
    ],
    [
      `untilExpected: [${expected("2024-02-09", "2024-02-01", "2024-02-05")}]`,
      'untilExpected[0].until: "2024-02-09" was given; expected a day not before 2024-02-10, when the change takes effect.',
    ],
    [
      `untilExpected: [${expected("2024-03", "2024-02-20", "2024-02-20")}]`,
      'untilExpected[0].withdrawn: "2024-02-20" was given; expected a day after 2024-02-20, when that end was announced.',
    ],
    [
      `untilExpected: [${expected("2024-03", "2024-02-20", "2024-04-01")}]`,
      'untilExpected[0].withdrawn: "2024-04-01" was given; expected a day not after 2024-03-31, as that end did not come.',
    ],
    [
      `untilExpected: [${expected("2024-03", "2024-02-20", "2024-03-05")}, ${expected("2024-06", "2024-03-04", "2024-05")}]`,
      'untilExpected[1].announced: "2024-03-04" was given; expected a day not before 2024-03-05, when the end before it was withdrawn.',
    ],
  ])("%s", (keys, fault) => {
    expect(faultOf(keys)).toBe(fault);
  });

  it("may be given together", () => {
    const ends = `${expected("2024-03", "2024-02-20", "2024-03-05")}, ${expected("2024-06", "2024-03-05", "2024-05")}`;
    const keys = `until: 2024-08, known: 2024-12, untilAnnounced: 2024-08-31, untilExpected: [${ends}]`;
    expect(faultOf(keys)).toBe("no fault");
  });
});

describe("scenarioJsonSchema", () => {
  const schema = scenarioJsonSchema() as {
    required: string[];
    additionalProperties: boolean;
    properties: { changes: { items: { properties: { lever: { oneOf: { const: string }[] } }; required: string[] } } };
  };

  it("asks for version and title, and allows no other keys", () => {
    expect(schema.required).toEqual(["corridor", "title"]);
    expect(schema.additionalProperties).toBe(false);
  });

  it("describes every lever", () => {
    const change = schema.properties.changes.items;
    expect(change.properties.lever.oneOf.map((lever) => lever.const)).toEqual(levers.map((lever) => lever.id));
    expect(change.required).toEqual(["lever", "from"]);
  });
});
