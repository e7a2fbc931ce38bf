import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { headingsOf, slugOf } from "../../../tools/documentation.ts";
import { type EvidenceLedger, evidenceLedger } from "../../data/evidence/ledger.ts";
import { sources } from "../../data/evidence/sources.ts";
import { buildParameters, parameterRows } from "../../model/parameters.ts";
import { type PageLedger, pageLedger } from "./page-ledger.ts";

/** Members whose effort wears off within 100 and 200 days. */
const members = [100, 150, 200].map((value) => ({
  parameters: buildParameters(
    parameterRows.map((row) => (row.name === "effortHalfLifeDays" ? { ...row, value } : row)),
  ),
}));
const fitted = { members, asked: new Set(["effortHalfLifeDays"]) };
const shown = (ledger: EvidenceLedger): PageLedger => pageLedger(ledger, { fitted, slugOf, onHand: ["D1", "D4"] });

describe("what the page shows of the evidence", () => {
  let ledger: EvidenceLedger;
  let page: PageLedger;
  beforeAll(() => {
    ledger = evidenceLedger();
    page = shown(ledger);
  }, 120_000);

  it("has every claim, document, parameter and fact of the ledger, with its verdict", () => {
    expect(page.claims.map(({ id, verdict }) => [id, verdict])).toEqual(
      ledger.claims.map(({ id, verdict }) => [id, verdict]),
    );
    expect(page.claims).toHaveLength(55);
    expect(page.documents.filter(({ onHand }) => onHand).map(({ id }) => id)).toEqual(["D1", "D4"]);
    expect(page.parameters.flatMap(({ rows }) => rows)).toHaveLength(parameterRows.length);
    expect(page.facts.map(({ id, inside }) => [id, inside])).toEqual(
      ledger.facts.map(({ id, inside }) => [id, inside]),
    );
  });

  it("follows the tables: with no expulsion on record, the claim about them is contradicted", () => {
    const none = { ...sources.expulsions, read: () => [[0]] };
    const [claim] = shown(evidenceLedger(undefined, { ...sources, expulsions: none })).claims.filter(
      ({ id }) => id === "C38",
    );
    expect(claim.verdict).toBe("contradicted");
    expect(claim.parts.map((part) => part?.value)).toEqual([0, 0, 0, 0]);
  }, 60_000);

  it("survives being stored: no number that JSON cannot hold", () => {
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
  });

  it("has ranges after the fit for the uncertain parameters that the fit asked about, and for no other", () => {
    const effort = page.parameters.find(({ name }) => name === "effortHalfLifeDays")!;
    expect(effort.rows[0].fitted).toEqual([105, 150, 195]);
    const others = page.parameters.filter(({ name }) => name !== "effortHalfLifeDays");
    expect(others.flatMap(({ rows }) => rows).every((row) => row.fitted === null)).toBe(true);
  });

  it("leads from every mechanism to a section that the method has", () => {
    const ids = headingsOf(readFileSync("docs/model.md", "utf8")).map(({ id }) => id);
    expect(page.mechanisms.filter(({ section }) => !ids.includes(section))).toEqual([]);
  });
});
