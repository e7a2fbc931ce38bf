import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claims } from "../data/ledgers.ts";
import { levers } from "../model/levers.ts";
import { isContested } from "./contested.ts";
import { disagreements } from "./disagreements.ts";
import { claimsOf, evidenceOf } from "./lever-evidence.ts";

const known = claims().map(({ id }) => id);

describe("the evidence of a lever", () => {
  it("leads over mechanisms to claims that exist, and has every lever that the claims table of the model names", () => {
    expect(levers.flatMap(({ id }) => claimsOf(id)).filter((id) => !known.includes(id))).toEqual([]);
    const page = readFileSync("docs/model.md", "utf8");
    const ids = levers.map(({ id }) => id);
    for (const [, claim, cell] of page.matchAll(/^\| (C\d\d)\s*\|[^|]*\|([^|]*)\|[^|]*\|$/gm)) {
      if (cell.includes("not simulated: ")) continue;
      const named = ids.filter((id) => cell.includes(`\`${id}\``));
      const about = ids.filter((id) => claimsOf(id).includes(claim));
      expect(about, claim).toEqual(expect.arrayContaining(named));
    }
    for (const { claims: own } of levers.map(({ id }) => evidenceOf(id)))
      for (const { mechanisms, origins } of own) {
        expect(mechanisms.length).toBeGreaterThan(0);
        expect(origins.length).toBeGreaterThan(0);
      }
  });

  it("tells disagreements with figures of the tables, from sources that are there", () => {
    for (const { id, levers: own, claims: taking, sources, figures } of disagreements) {
      expect(own.length, id).toBeGreaterThan(0);
      expect(
        taking.filter((claim) => !known.includes(claim)),
        id,
      ).toEqual([]);
      expect(
        sources.filter((source) => !existsSync(source.split("#")[0])),
        id,
      ).toEqual([]);
      expect(Object.values(figures()).every(Number.isFinite), id).toBe(true);
    }
    const told = (id: string) => disagreements.find((one) => one.id === id)!.figures();
    expect(told("forces_tenfold")).toEqual({ before: 28397, after: 32317 });
    expect(told("rule_of_2023")).toEqual({ after: 0.57, months: 3 });
    expect(told("visas_last")).toEqual({ venezuela: 6, ecuador: 15 });
    expect(told("counts_of_the_backlog")).toEqual({ court: 2768875, plan: 2460000, trac: 2800000 });
    expect(told("forces_of_2019")).toEqual({ low: 14000, high: 15000 });
  });

  it("says what is contested and what is not on record as such", () => {
    expect(isContested(evidenceOf("interceptionOfficers"))).toBe(true);
    // no study was found, and the range of the guess holds no effect
    expect(evidenceOf("aid").mayDoNothing.map(({ name }) => name)).toEqual(["aidElasticity"]);
    expect(isContested(evidenceOf("aid"))).toBe(true);
    expect(isContested(evidenceOf("workVisas"))).toBe(false);
    expect(evidenceOf("comarCapacity")).toEqual({ claims: [], disagreements: [], strengths: [], mayDoNothing: [] });
  });

  it("has strengths with their range", () => {
    expect(evidenceOf("interceptionOfficers").strengths).toContainEqual({
      name: "officerElasticity",
      value: 0.5,
      low: 0.2,
      high: 1,
      grade: "guess",
    });
  });
});
