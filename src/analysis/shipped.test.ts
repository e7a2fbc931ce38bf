import { describe, expect, it } from "vitest";
import { posteriorFile } from "../data/embedded-posterior.ts";
import { monthLabel } from "../engine/calendar.ts";
import { isUncertain, type ParameterName, parameterRows } from "../model/parameters.ts";
import { centralMember, shippedMembers } from "./central.ts";
import { origins } from "./fit/fitted-file.ts";
import { shippedPosterior } from "./shipped.ts";
import { simulate } from "./simulate.ts";

const again = "make it again: npx corridor fit --out data/posterior.json --force, then npm run build";

describe("data/posterior.json", () => {
  it(`belongs to this model, parameter table and figures; if not, ${again}`, () => {
    const { model, parameters, data } = JSON.parse(posteriorFile);
    expect({ model, parameters, data }, `data/posterior.json is stale; ${again}`).toEqual(origins());
  });
});

describe("the posterior that ships", () => {
  it("uses all figures, and has more members than an ensemble has runs by default", () => {
    const { members, settings } = shippedPosterior();
    expect(monthLabel(settings.until)).toBe("2024-09");
    expect(members.length).toBeGreaterThan(40);
    const { parameters, latent } = centralMember();
    expect(members[0]).toMatchObject({ parameters, latent });
    expect(shippedPosterior().members).toBe(members);
    expect(shippedMembers()).toBe(members.length);
  });

  it("has members that differ in what is uncertain, within its range, and in nothing else", () => {
    const { members, centralRows } = shippedPosterior();
    const rows = parameterRows.filter(({ key }) => key === "");
    const at = (name: string): number[] => members.map(({ parameters }) => parameters[name as ParameterName] as number);
    for (const { name, low, high } of rows) {
      for (const value of at(name)) {
        expect(value, name).toBeGreaterThanOrEqual(low);
        expect(value, name).toBeLessThanOrEqual(high);
      }
    }
    const moved = rows.filter(({ name }) => new Set(at(name)).size > 1);
    expect(moved.filter((row) => !isUncertain(row))).toEqual([]);
    expect(moved.length).toBeGreaterThan(0.9 * rows.filter(isUncertain).length);
    expect(centralRows.filter(({ value, low, high }) => value < low || value > high)).toEqual([]);
  });

  it("has paths of their own over the same months, and one household mix", () => {
    const { members } = shippedPosterior();
    for (const { latent } of members.slice(1)) {
      expect(latent.months).toBe(members[0].latent.months);
      expect(latent.departures).not.toEqual(members[0].latent.departures);
      expect(latent.householdMix).toBe(members[0].latent.householdMix);
    }
  });

  it("is what is simulated unless something else is given, in bands wider than those of chance alone", () => {
    const { members } = shippedPosterior();
    const autumn = "corridor: 1\ntitle: Autumn\nbase: history\nseed: 4\nwindow: {from: 2018-10, to: 2018-12}\n";
    const mean = { mode: "mean", runs: 1 } as const;
    expect(simulate(autumn, mean).ensemble.values).toEqual(
      simulate(autumn, { ...mean, members: [members[0]] }).ensemble.values,
    );
    const width = (uncertainty: "members" | "process", name: "usbp" | "interceptions"): number => {
      const { p10, p90 } = simulate(autumn, { runs: 10, uncertainty }).overall(name).quantiles;
      return p90 - p10;
    };
    expect(width("members", "usbp")).toBeGreaterThan(width("process", "usbp"));
    expect(width("members", "interceptions")).toBeGreaterThan(2 * width("process", "interceptions"));
  });
});
