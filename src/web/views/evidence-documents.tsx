import { useEffect, useRef } from "preact/hooks";
import { Lineage } from "../charts/lineage.tsx";
import { Scrolled } from "../charts/scrolled.tsx";
import type { LedgerWords, PageDocument } from "../evidence/page-ledger.ts";
import { ledger, place, placeLink } from "../state/evidence.ts";
import { capital } from "../view-model/evidence-words.ts";
import { lineageLayout } from "../view-model/lineage-layout.ts";
import { keyOf } from "../view-model/names.ts";
import { originName } from "../view-model/origin-name.ts";
import { word } from "../words.ts";
import { ClaimLinks } from "./evidence-links.tsx";

const { bands } = lineageLayout(ledger.documents);
const onHand = ledger.documents.filter((document) => document.onHand);
const relationOf = ({ relation, onHand }: PageDocument): string =>
  [word(`evidence_relation_${relation}`), ...(onHand ? [] : [word("evidence_unseen")])].join(", ");

function finding(): string {
  const [largest] = [...bands].sort((a, b) => b.documents - a.documents);
  return word("evidence_documents_finding", {
    documents: onHand.length,
    origins: bands.length,
    copies: largest.documents,
    origin: originName(largest.origin),
  });
}

function DocumentCard({ document, words }: { readonly document: PageDocument; readonly words: LedgerWords }) {
  const { id, ancestry, copies, claims } = document;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.scrollIntoView({ behavior: "instant", block: "nearest" }), [id]);
  return (
    <section class="document-card" aria-live="polite">
      <h2 ref={heading}>
        {capital(words.documents[id])} <span class="id">{id}</span>
      </h2>
      <p>
        {relationOf(document)}
        {ancestry.length > 1 && `; ${word("evidence_path", { path: ancestry.join(" ← ") })}`}
        {copies.length > 0 && `; ${word("evidence_copies", { copies: copies.join(", ") })}`}
      </p>
      {claims.length > 0 && (
        <>
          <p>
            <a href={placeLink({ document: id })}>{word("evidence_filter_document", { count: claims.length })}</a>
          </p>
          <ClaimLinks ids={claims} words={words} />
        </>
      )}
    </section>
  );
}

function DocumentTable({ words }: { readonly words: LedgerWords }) {
  const heads = ["document", "relation", "of", "origin", "claims", "what"];
  return (
    <Scrolled label={word("evidence_documents")}>
      <table class="wide">
        <thead>
          <tr>
            {heads.map((key) => (
              <th key={key} scope="col">
                {word(`evidence_head_${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.documents.map((document) => (
            <tr key={document.id}>
              <th scope="row">
                <a href={placeLink({ section: "documents", open: document.id })}>{document.id}</a>
              </th>
              <td>{relationOf(document)}</td>
              <td>{document.of ?? "–"}</td>
              <td>{originName(document.origin)}</td>
              <td class="figure">{document.claims.length}</td>
              <td>{capital(words.documents[document.id])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

export function DocumentLineage({ words }: { readonly words: LedgerWords }) {
  const chosen = ledger.documents.find(({ id }) => id === place.value.open);
  const said = finding();
  return (
    <section>
      <p class="headline">{said}</p>
      <p class="note">{word("evidence_documents_note")}</p>
      <Lineage
        documents={ledger.documents}
        label={`${word("evidence_documents")}. ${said}`}
        lines={(document) => [
          word(`evidence_publisher_${keyOf(document.id)}`),
          `${document.id} · ${word(`evidence_relation_${document.relation}`)}`,
          document.onHand ? word("evidence_claims_count", { count: document.claims.length }) : word("evidence_unseen"),
        ]}
        linkOf={({ id }) => placeLink({ section: "documents", open: id })}
        bandText={({ origin, documents }, short) =>
          word(short ? "evidence_band_short" : "evidence_band", { origin: originName(origin), documents })
        }
        chosen={chosen?.id}
      />
      {chosen && <DocumentCard document={chosen} words={words} />}
      <h2>{word("table")}</h2>
      <DocumentTable words={words} />
    </section>
  );
}
