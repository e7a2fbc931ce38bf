import { describe, expect, it } from "vitest";
import { fittedPaths } from "./fitted.ts";
import {
  central,
  fingerprint,
  isUncertain,
  memberPathNames,
  members,
  originsFingerprint,
  parseMembers,
} from "./members.ts";
import {
  buildParameters,
  defaultParameters,
  type ParameterName,
  type Parameters,
  parameterRows,
} from "./parameters.ts";

const edges = {
  low: buildParameters(parameterRows.map((row) => ({ ...row, value: row.low }))),
  high: buildParameters(parameterRows.map((row) => ({ ...row, value: row.high }))),
};
const names = Object.keys(defaultParameters) as ParameterName[];
const numbers = (parameters: Parameters, name: ParameterName): number[] =>
  [parameters[name]].flatMap((x) => (typeof x === "number" ? [x] : [...x]));

/** Tables with one kept and one rejected draw, its parameters at the low ends and its paths level. */
function tables(origins: string) {
  const uncertain = parameterRows.filter(isUncertain);
  return {
    draws: `draw,kept,origins\n1,no,${origins}\n2,yes,${origins}\n`,
    parameters: `name,key,2\n${uncertain.map(({ name, key, low }) => `${name},${key},${low}\n`).join("")}`,
    paths: `draw,path,months\n${memberPathNames.map((name, k) => `2,${name},${new Array(fittedPaths.months).fill(k).join()}\n`).join("")}`,
  };
}

describe("the stored members", () => {
  it("belong to the parameters and fitted paths in data/, the central one first", () => {
    expect(members()[0]).toBe(central);
    expect(members().length).toBeGreaterThanOrEqual(13);
    expect(members()).toBe(members());
  });

  it("differ in every uncertain parameter and stay within its range", () => {
    for (const { parameters } of members().slice(1)) {
      for (const name of names) {
        const [low, high] = [numbers(edges.low, name), numbers(edges.high, name)];
        numbers(parameters, name).forEach((value, k) => {
          expect(value, name).toBeGreaterThanOrEqual(low[k]);
          expect(value, name).toBeLessThanOrEqual(high[k]);
        });
      }
    }
    const moved = names.filter((name) =>
      members().some(({ parameters }) => numbers(parameters, name).join() !== numbers(defaultParameters, name).join()),
    );
    expect(moved).toEqual(names.filter((name) => numbers(edges.low, name).join() !== numbers(edges.high, name).join()));
  });

  it("have paths of their own over the same months, and the household mix of the central one", () => {
    for (const { latent } of members().slice(1)) {
      expect(latent.months).toBe(fittedPaths.months);
      expect(latent.departures).not.toEqual(fittedPaths.departures);
      expect(latent.attractiveness).not.toEqual(fittedPaths.attractiveness);
      expect(latent.householdMix).toBe(fittedPaths.householdMix);
    }
  });
});

describe("parseMembers", () => {
  it("reads kept draws", () => {
    const [only, ...others] = parseMembers(tables("abc"), "abc");
    expect(others).toEqual([]);
    expect(only.parameters).toEqual(edges.low);
    const width = fittedPaths.departures.length / fittedPaths.months;
    expect([...only.latent.departures.subarray(width, 2 * width)]).toEqual(Array.from({ length: width }, (_, k) => k));
    expect(only.latent.attractiveness[0]).toBe(width);
  });

  it("refuses members that were made from other tables", () => {
    expect(() => parseMembers(tables("abc"), "abd")).toThrow("make members again with npx tsx tools/members.ts");
  });

  it("refuses what is missing or not a number", () => {
    const good = tables("abc");
    const [lost] = parameterRows.filter(isUncertain);
    const without = good.parameters.replace(`${lost.name},${lost.key},${lost.low}\n`, "");
    expect(() => parseMembers({ ...good, parameters: without }, "abc")).toThrow(
      `has no row for ${lost.name} ${lost.key}`,
    );
    const words = good.parameters.replace(`${lost.key},${lost.low}\n`, `${lost.key},much\n`);
    expect(() => parseMembers({ ...good, parameters: words }, "abc")).toThrow(
      'member_parameters.csv:2: draw 2: expected a number, given "much"',
    );
    const short = good.paths.replace(",0\n", "\n");
    expect(() => parseMembers({ ...good, paths: short }, "abc")).toThrow("months for departures/Mexico");
  });
});

describe("fingerprints", () => {
  it("are FNV-1a", () => {
    expect(fingerprint("")).toBe("811c9dc5");
    expect(fingerprint("foobar")).toBe("bf9cf968");
  });

  it("see values, ranges and paths, not sources", () => {
    const [first, ...rest] = parameterRows;
    const before = originsFingerprint(parameterRows, "paths");
    expect(originsFingerprint([{ ...first, source: "another" }, ...rest], "paths")).toBe(before);
    expect(originsFingerprint([{ ...first, value: first.value + 1 }, ...rest], "paths")).not.toBe(before);
    expect(originsFingerprint([{ ...first, high: first.high + 1 }, ...rest], "paths")).not.toBe(before);
    expect(originsFingerprint(parameterRows, "path")).not.toBe(before);
  });
});
