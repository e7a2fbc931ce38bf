import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { address } from "../state/address.ts";
import { bringWords, ledger, ledgerWords, place, placeLink } from "../state/evidence.ts";
import "../styles/evidence.css";
import { sections, strayedIn } from "../view-model/evidence-place.ts";
import { word } from "../words.ts";
import { ClaimList } from "./evidence-claims.tsx";
import { DocumentLineage } from "./evidence-documents.tsx";
import { FactList } from "./evidence-facts.tsx";
import { ParameterList } from "./evidence-parameters.tsx";
import { Strayed } from "./strayed.tsx";

const views = {
  claims: ClaimList,
  documents: DocumentLineage,
  parameters: ParameterList,
  facts: FactList,
} as const;

const ids = {
  claims: ledger.claims.map(({ id }) => id),
  documents: ledger.documents.map(({ id }) => id),
  parameters: ledger.parameters.map(({ name }) => name),
  facts: ledger.facts.map(({ id }) => id),
};

function Sections() {
  const counts = {
    claims: ledger.claims.length,
    documents: ledger.documents.filter(({ onHand }) => onHand).length,
    parameters: ledger.parameters.length,
    facts: ledger.facts.length,
  };
  return (
    <nav class="sections" aria-label={word("evidence_sections")}>
      {sections.map((section) => (
        <a
          key={section}
          href={placeLink({ section })}
          {...(section === place.value.section && { "aria-current": "page" as const })}
        >
          {word(`evidence_${section}`)} <span class="count">{counts[section]}</span>
        </a>
      ))}
    </nav>
  );
}

/** Who says what, from how many origins, whether the figures bear it out, and what the model rests on. */
export function EvidencePage() {
  const failed = useSignal(false);
  useEffect(() => {
    bringWords().catch(() => {
      failed.value = true;
    });
  }, []);
  const words = ledgerWords.value;
  const { section } = place.value;
  const View = views[section];
  return (
    <main id="content" class="evidence" tabIndex={-1} {...(!words && !failed.value && { "aria-busy": true })}>
      <h1>{word("nav_evidence")}</h1>
      <p class="lede">{word("evidence_lede")}</p>
      <Strayed part={strayedIn(address.value.shows, ids)} />
      <Sections />
      {failed.value && (
        <p class="problem" role="alert">
          {word("evidence_words_missing")}
        </p>
      )}
      {words ? <View key={section} words={words} /> : <p class="progress">{word("loading")}</p>}
    </main>
  );
}
