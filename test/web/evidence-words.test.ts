import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { evidenceLedger } from "../../src/data/evidence/ledger.ts";
import { verdicts } from "../../src/data/evidence/schemas.ts";
import { parameterRows } from "../../src/model/parameters.ts";
import { type ClaimWords, englishWords, type LedgerWords } from "../../src/web/evidence/page-ledger.ts";
import { keyOf } from "../../src/web/view-model/names.ts";

const es: Omit<LedgerWords, "claims"> & { claims: Record<string, Omit<ClaimWords, "claim">> } = JSON.parse(
  readFileSync("messages/ledger.es-MX.json", "utf8"),
);
const said: Readonly<Record<string, string>> = JSON.parse(readFileSync("messages/es-MX/claims.json", "utf8"));
const page: Readonly<Record<string, string>> = Object.assign(
  {},
  ...["evidence", "series", "places", "map", "levers"].map((area) =>
    JSON.parse(readFileSync(`messages/en/${area}.json`, "utf8")),
  ),
);

/** Numbers in a text, without regard to their order. */
const numbers = (text: string): string[] => (text.match(/\d[\d,.]*\d|\d/g) ?? []).sort();

describe("the words of the ledger", () => {
  let ledger: ReturnType<typeof evidenceLedger>;
  let en: LedgerWords;
  beforeAll(() => {
    ledger = evidenceLedger();
    en = englishWords(ledger);
  }, 120_000);

  it("are there in Spanish for every claim, document, mechanism, fact, series and unit, and for nothing else", () => {
    for (const kind of ["claims", "documents", "mechanisms", "facts", "series", "units"] as const) {
      expect(Object.keys(es[kind]).sort(), kind).toEqual(Object.keys(en[kind]).sort());
      for (const [id, said] of Object.entries(es[kind]))
        if (typeof said === "string") expect(said.trim(), `${kind} ${id}`).not.toBe("");
    }
    for (const [id, { claim, parts, limits }] of Object.entries(en.claims)) {
      expect(said[`claim_${id}`].trim(), id).not.toBe("");
      expect(es.claims[id].parts, id).toHaveLength(parts.length);
      expect(es.claims[id].limits === "", id).toBe(limits === "");
      expect(claim, id).not.toBe(said[`claim_${id}`]);
    }
  });

  it("name the same numbers in both languages", () => {
    for (const [id, { claim, parts, limits }] of Object.entries(en.claims)) {
      const own = es.claims[id];
      expect(numbers(said[`claim_${id}`]), id).toEqual(numbers(claim));
      expect(numbers(own.limits), id).toEqual(numbers(limits));
      expect(own.parts.map(numbers), id).toEqual(parts.map(numbers));
    }
    for (const [id, fact] of Object.entries(en.facts)) expect(numbers(es.facts[id]), id).toEqual(numbers(fact));
  });

  it("are joined by messages for what the page names by itself", () => {
    const isPlace = (key: string): boolean =>
      ["nationality", "household", "sector", "city"].some((kind) => page[`${kind}_${keyOf(key)}`] !== undefined);
    const keys = [
      ...verdicts.flatMap((verdict) => [`evidence_verdict_${verdict}`, `evidence_sentence_${verdict}`]),
      ...ledger.documents.flatMap(({ id, relation, independentOrigin }) => [
        `evidence_publisher_${keyOf(id)}`,
        `evidence_relation_${relation}`,
        `evidence_origin_${keyOf(independentOrigin)}`,
      ]),
      ...ledger.facts.flatMap(({ kind }) => [`evidence_kind_${kind}`, `evidence_kind_${kind}_long`]),
      ...ledger.claims.flatMap(({ parts }) =>
        parts.flatMap(({ query, answer }) =>
          query && answer
            ? [`evidence_${query.comparison.replaceAll(" ", "_")}`, `evidence_basis_${answer.basis}`]
            : [],
        ),
      ),
      ...parameterRows.flatMap(({ key }) =>
        key === "" || key === "*" || isPlace(key) ? [] : [`evidence_key_${keyOf(key)}`],
      ),
    ];
    expect([...new Set(keys)].filter((key) => page[key] === undefined)).toEqual([]);
  });
});
