import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evidenceLedger } from "../../src/data/evidence/ledger.ts";
import { simulatedFacts } from "../../src/data/evidence/simulated-facts.ts";
import { evidenceReference, evidenceReferencePath } from "../../tools/evidence-reference.ts";
import { simulateFacts } from "../../tools/simulated-facts.ts";

test("the reference of claims is up to date (npx tsx tools/evidence-reference.ts)", () => {
  expect(readFileSync(evidenceReferencePath, "utf8")).toBe(evidenceReference());
});

test("every mechanism is described where it says", () => {
  const headings = readFileSync("docs/model.md", "utf8").match(/^## .*$/gm) ?? [];
  for (const { id, section } of evidenceLedger().mechanisms) expect(headings, id).toContain(`## ${section}`);
});

test("simulated facts are those of the posterior that ships (npx tsx tools/simulated-facts.ts)", () => {
  const recorded = simulatedFacts();
  const now = simulateFacts();
  expect([recorded.model, recorded.data]).toEqual([now.model, now.data]);
  expect(Object.keys(recorded.facts)).toEqual(Object.keys(now.facts));
  for (const [id, value] of Object.entries(now.facts)) expect(recorded.facts[id], id).toBeCloseTo(value!, 6);
});
