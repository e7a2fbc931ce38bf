import { describe, expect, it } from "vitest";
import type { LedgerWords, PageClaim } from "../evidence/page-ledger.ts";
import { claimsAsked, hasWords, verdictCounts } from "./evidence-filter.ts";
import { emptyPlace } from "./evidence-place.ts";

const claim = (id: string, verdict: PageClaim["verdict"], documents: string[], mechanisms: string[]): PageClaim => ({
  id,
  verdict,
  documents,
  mechanisms,
  origins: [],
  levers: [],
  parameters: [],
  facts: [],
  series: [],
  parts: [],
});
const claims = [
  claim("C01", "supported", ["D1", "D3"], ["flow"]),
  claim("C02", "partly", ["D1"], ["custody", "budget"]),
  claim("C03", "partly", ["D3"], ["flow", "custody"]),
];
const said = (text: string) => ({ claim: text, parts: ["una parte"], limits: "" });
const words: LedgerWords = {
  claims: { C01: said("Niveles récord"), C02: said("El límite de 36 horas"), C03: said("Los vuelos") },
  documents: {},
  mechanisms: {},
  facts: {},
  series: {},
  units: {},
};
const asked = (change: Partial<typeof emptyPlace>): string[] =>
  claimsAsked(claims, { ...emptyPlace, ...change }, words).map(({ id }) => id);

describe("the claims that are asked for", () => {
  it("are all without a filter, and those that meet every filter with one", () => {
    expect(asked({})).toEqual(["C01", "C02", "C03"]);
    expect(asked({ document: "D3" })).toEqual(["C01", "C03"]);
    expect(asked({ document: "D3", mechanism: "custody" })).toEqual(["C03"]);
    expect(asked({ search: "c02" })).toEqual(["C02"]);
    expect(asked({ search: "HORAS limite" })).toEqual(["C02"]);
    expect(asked({ search: "una parte" })).toHaveLength(3);
    expect(asked({ search: "nobody" })).toEqual([]);
  });

  it("are found without regard to accents, case and order of words", () => {
    expect(hasWords("Récord de encuentros", "encuentros RECORD")).toBe(true);
    expect(hasWords("Récord de encuentros", "  ")).toBe(true);
    expect(hasWords("Récord de encuentros", "record vuelos")).toBe(false);
  });

  it("are counted by verdict", () => {
    expect(verdictCounts(claims)).toEqual({ supported: 1, partly: 2, contradicted: 0, untestable: 0 });
  });
});
