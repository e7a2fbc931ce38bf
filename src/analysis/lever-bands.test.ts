import { describe, expect, it } from "vitest";
import { type Lever, leverKeys, levers } from "../model/levers.ts";
import { loadScenario } from "../scenario/load.ts";
import { extremesOf, leverBands } from "./lever-bands.ts";

const all: readonly Lever[] = levers;
const lever = (id: string): Lever => all.find((one) => one.id === id)!;
const { steps } = loadScenario("history");
const bands = (id: string, member?: string, date = "2024-01-01") => leverBands(lever(id), member, steps, date);

describe("the values of a lever that have a name", () => {
  it("are those of the record, with the month in which each came first", () => {
    // 1,450 appointments a day from 30 June 2023 on; none before the programme
    expect(bands("appointments").map(({ names, value }) => [value, ...names])).toEqual([
      [0, "lowest", "median"],
      [1450, "now", "highest"],
    ]);
    expect(bands("appointments").at(-1)!.month).toBe("2023-06");
    expect(bands("appointments", undefined, "2023-02-01").map(({ value }) => value)).toHaveLength(3);
  });

  it("are multiples of what is recorded where all members are set together", () => {
    const officers = bands("interceptionOfficers");
    expect(officers.find(({ names }) => names.includes("now"))!.value).toBe(1);
    const south = bands("interceptionOfficers", "south");
    expect(south.find(({ names }) => names.includes("now"))!.value).toBeGreaterThan(1000);
  });

  it("are the positions of a switch, the ends of a share and what the unit explains", () => {
    const names = (id: string, member?: string) => bands(id, member).flatMap((band) => band.names);
    expect(names("deal")).toEqual(expect.arrayContaining(["off", "on"]));
    expect(names("trainSecurity")).toEqual(expect.arrayContaining(["none", "whole"]));
    expect(names("visaRequired")).toEqual(["none", "whole"]);
    expect(names("visaRequired", "Venezuela")).toEqual(["lowest", "median", "none", "now", "highest", "whole"]);
    expect(
      bands("asylumRule")
        .filter((band) => band.names.includes("named"))
        .map(({ value }) => value),
    ).toEqual([0, 0.5, 1]);
  });

  it("lie within the range of every lever, in order, each value once", () => {
    for (const one of all)
      for (const member of [undefined, ...leverKeys(one.by)]) {
        const values = leverBands(one, member, steps, "2023-07-01").map(({ value }) => value);
        expect(values, one.id).toEqual([...new Set(values)].sort((a, b) => a - b));
        if (one.by === "all" || member !== undefined)
          expect(
            values.every((value) => value >= one.min && value <= one.max),
            one.id,
          ).toBe(true);
      }
  });
});

describe("the extremes of a lever", () => {
  it("are over all of its members", () => {
    const { lowest, highest } = extremesOf(lever("interceptionOfficers"));
    expect(highest).toMatchObject({ member: "south" });
    expect(lowest.value).toBeLessThan(highest.value);
  });
});
