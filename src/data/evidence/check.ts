import { modelVersion } from "../../model/version.ts";
import { dataVersion } from "../embedded-version.ts";
import { claims, documents } from "../ledgers.ts";
import type { EvidenceLedger } from "./ledger.ts";
import type { Verdict } from "./schemas.ts";
import { simulatedFacts } from "./simulated-facts.ts";
import { evidenceTable } from "./tables.ts";

export interface CheckedClaim {
  readonly id: string;
  readonly verdict: Verdict;
  /** Independent origins. */
  readonly origins: readonly string[];
}

/** All verdicts as they are now, and a sentence for each thing that differs from what is recorded. */
export interface EvidenceCheck {
  readonly claims: readonly CheckedClaim[];
  readonly differences: readonly string[];
}

const sorted = (names: readonly string[]): string => [...names].sort().join(" ");

function verdictDifferences(ledger: EvidenceLedger): string[] {
  const recorded = new Map(evidenceTable("verdicts").map(({ claim, verdict }) => [claim, verdict]));
  return claims().flatMap(({ id }) => {
    const now = ledger.claims.find((claim) => claim.id === id)?.verdict;
    const was = recorded.get(id);
    return was === now
      ? []
      : [`${id}: the verdict is ${now} now, and ${was ?? "nothing"} in data/evidence/verdicts.csv`];
  });
}

function originDifferences(ledger: EvidenceLedger): string[] {
  const ofClaims = claims().flatMap(({ id, documents: said, independentOrigins: recorded }) => {
    const originals = ledger.documents.filter((document) => said.includes(document.id));
    const now = [...new Set(originals.map(({ independentOrigin }) => independentOrigin))];
    return sorted(now) === sorted(recorded)
      ? []
      : [
          `${id}: its independent origins are ${sorted(now)} by data/evidence/lineage.csv, and ${sorted(recorded)} in data/claims.csv`,
        ];
  });
  const ofDocuments = documents().flatMap(({ id, independent_origin }) => {
    const now = ledger.documents.find((document) => document.id === id)?.independentOrigin ?? "nothing";
    return now === independent_origin
      ? []
      : [`${id}: its origin is ${now} by data/evidence/lineage.csv, and ${independent_origin} in data/documents.csv`];
  });
  return [...ofClaims, ...ofDocuments];
}

function staleSimulation(): string[] {
  const { model, data } = simulatedFacts();
  return model === modelVersion && data === dataVersion
    ? []
    : [
        "data/evidence/simulated_facts.json was made with another model, other figures or another posterior; run npx tsx tools/simulated-facts.ts, then npm run build",
      ];
}

/** Holds the verdicts and origins of a ledger, just judged, against those that are recorded. Claims that were added have no record. */
export function checkEvidence(ledger: EvidenceLedger): EvidenceCheck {
  return {
    claims: ledger.claims.map(({ id, verdict, origins }) => ({ id, verdict, origins })),
    differences: [...verdictDifferences(ledger), ...originDifferences(ledger), ...staleSimulation()],
  };
}
