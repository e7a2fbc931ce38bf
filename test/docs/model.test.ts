import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evidenceTable } from "../../src/data/evidence/tables.ts";
import { claims, facts } from "../../src/data/ledgers.ts";
import { compartments } from "../../src/model/compartments.ts";
import { levers } from "../../src/model/levers.ts";
import { observableNames } from "../../src/model/observables.ts";
import { parameterRows } from "../../src/model/parameters.ts";
import { scenarioNames } from "../../src/scenario/load.ts";

const page = readFileSync("docs/model.md", "utf8");

/** Of some names those that the page does not have, in code or in an equation, also with a subscript such as `_n`. */
function missing(names: readonly string[]): string[] {
  return names.filter((name) => !new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`).test(page));
}

function sectionOf(heading: string): string {
  const from = page.indexOf(`\n## ${heading}\n`);
  return page.slice(from, page.indexOf("\n## ", from + 1));
}

describe("docs/model.md names", () => {
  test("every parameter", () => expect(missing([...new Set(parameterRows.map(({ name }) => name))])).toEqual([]));
  test("every compartment", () => expect(missing(compartments.entries.map(({ name }) => name))).toEqual([]));
  test("every observable", () => expect(missing(observableNames)).toEqual([]));
});

describe("the claims table of docs/model.md", () => {
  const rows = [...sectionOf("Claims").matchAll(/^\| (C\d\d)\s*\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
  const known = new Set<string>([
    ...observableNames,
    ...levers.map(({ id }) => id),
    ...parameterRows.map(({ name }) => name),
    ...scenarioNames(),
  ]);

  test("has every claim once, in order", () => {
    expect(rows.map(([, id]) => id)).toEqual(claims().map(({ id }) => id));
  });
  test("says where each lives, in things that exist, or that it is not simulated", () => {
    const wrong = rows.filter(([, , , where]) => {
      const names = [...where.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      const exists = (name: string): boolean => known.has(name) || (name.includes("/") && existsSync(name));
      return names.length === 0 ? !where.trim().startsWith("not simulated") : !names.every(exists);
    });
    expect(wrong.map(([row]) => row)).toEqual([]);
  });
  test("names the levers and parameters that the ledger of evidence links to each", () => {
    const named = (id: string, where: string) =>
      [...where.matchAll(/`([^`]+)`/g)]
        .map(([, name]) => name)
        .filter((name) => levers.some((lever) => lever.id === name) || parameterRows.some((row) => row.name === name))
        .map((name) => `${id} ${name}`);
    const linked = evidenceTable("claim_links").map(({ claim, id }) => `${claim} ${id}`);
    expect(rows.flatMap(([, id, , where]) => named(id, where))).toEqual(linked);
  });
  test("names the facts that test each", () => {
    const given = rows.map(([, id, , , tested]) => [id, tested.trim().split(" ").filter(Boolean)]);
    const expected = claims().map(({ id }) => [
      id,
      facts()
        .filter((fact) => fact.claims.includes(id))
        .map((fact) => fact.id),
    ]);
    expect(given).toEqual(expected);
  });
});

test("links of the documentation lead somewhere", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "docs/model.md", "docs/levers.md", "docs/evidence.md"];
  const broken = pages.flatMap((file) => {
    const folder = file.includes("/") ? "docs/" : "";
    const targets = [...readFileSync(file, "utf8").matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(([, target]) => target);
    const local = targets.filter((target) => !/^https?:/.test(target));
    return local.filter((target) => !existsSync(`${folder}${target}`)).map((target) => `${file}: ${target}`);
  });
  expect(broken).toEqual([]);
});
