import { describe, expect, it } from "vitest";
import { type Lever, levers } from "../model/levers.ts";
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
