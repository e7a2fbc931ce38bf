import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { disagreements } from "../../src/analysis/disagreements.ts";
import { evidenceOf } from "../../src/analysis/lever-evidence.ts";
import { claims } from "../../src/data/ledgers.ts";
import { cities, households, nationalities, regions, sectors } from "../../src/model/geography.ts";
import { type Lever, levers } from "../../src/model/levers.ts";
import { columns, observableNames } from "../../src/model/observables.ts";
import { keyOf } from "../../src/web/view-model/names.ts";

type Messages = Readonly<Record<string, string>>;
const partsOf = (locale: string): Map<string, Messages> =>
  new Map(
    readdirSync(`messages/${locale}`).map((file) => [
      file,
      JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8")),
    ]),
  );
const messages = (locale: string): Messages => Object.assign({}, ...partsOf(locale).values());
const en = messages("en");
const es = messages("es-MX");
const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the words of the page", () => {
  it("are the same in both languages, whole, each key in one file, with the same parameters", () => {
    const keysOf = (locale: string): [string, string[]][] =>
      [...partsOf(locale)].map(([file, own]) => [file, Object.keys(own)]);
    expect(keysOf("es-MX")).toEqual(keysOf("en"));
    expect(keysOf("en").flatMap(([, keys]) => keys)).toHaveLength(Object.keys(en).length);
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim(), key).not.toBe("");
      expect(es[key].trim(), key).not.toBe("");
      expect(parameters(es[key]), key).toEqual(parameters(text));
    }
  });

  it("name every lever, series and place of the model", () => {
    const keys = [
      ...levers.flatMap(({ id }) => ["title", "unit", "effect", "guide"].map((part) => `lever_${id}_${part}`)),
      ...observableNames.map((name) => `series_${name}`),
      ...nationalities.map((name) => `nationality_${keyOf(name)}`),
      ...sectors.map((name) => `sector_${keyOf(name)}`),
      ...cities.map((name) => `city_${keyOf(name)}`),
      ...regions.map((name) => `region_${keyOf(name)}`),
      ...columns.map(({ unit }) => `unit_${keyOf(unit)}`),
      ...households.map((name) => `household_${keyOf(name)}`),
      ...(levers as readonly Lever[]).flatMap(({ id, named = [] }) =>
        named.map((value) => `lever_${id}_named_${keyOf(`${value}`)}`),
      ),
      ...claims().flatMap(({ id, mechanisms }) => [
        `claim_${id}`,
        ...mechanisms.map((one) => `card_mechanism_${keyOf(one)}`),
      ]),
      ...levers.flatMap(({ id }) => evidenceOf(id).strengths.map(({ name }) => `card_parameter_${name}`)),
      ...disagreements.flatMap(({ id, kind }) => [`card_${id}`, `card_kind_${kind}`]),
    ];
    expect(keys.filter((key) => en[key] === undefined)).toEqual([]);
  });

  it("give the claims as the ledger does, and disagreements with all of their figures", () => {
    for (const { id, claim } of claims()) expect(en[`claim_${id}`]).toBe(claim);
    for (const { id, figures } of disagreements)
      expect(parameters(en[`card_${id}`]), id).toEqual(Object.keys(figures()).sort());
  });
});
