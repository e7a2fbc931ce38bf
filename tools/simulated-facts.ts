/**
 * Writes `data/evidence/simulated_facts.json`: every fact as the central member of the shipped posterior makes it. To be run after each new
 * posterior, before `npm run build`.
 * Usage: npx tsx tools/simulated-facts.ts
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { centralMember } from "../src/analysis/central.ts";
import { validateFacts } from "../src/analysis/facts.ts";
import { dataVersion } from "../src/data/embedded-version.ts";
import type { SimulatedFacts } from "../src/data/evidence/simulated-facts.ts";
import { modelVersion } from "../src/model/version.ts";

export const simulatedFactsPath = "data/evidence/simulated_facts.json";

/** Four significant digits: what is simulated is not known better. */
export function simulateFacts(): SimulatedFacts {
  const rows = validateFacts(undefined, centralMember());
  const facts = Object.fromEntries(
    rows.map(({ id, simulated }) => [id, Number.isFinite(simulated) ? Number(simulated.toPrecision(4)) : null]),
  );
  return { model: modelVersion, data: dataVersion, facts };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(simulatedFactsPath, `${JSON.stringify(simulateFacts(), null, 2)}\n`);
