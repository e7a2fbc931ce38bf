import { verdicts } from "../../data/evidence/schemas.ts";
import { VerdictMark } from "../charts/verdict-mark.tsx";
import type { LedgerWords, PageClaim, PagePart } from "../evidence/page-ledger.ts";
import { ledger, place, placeLink, show } from "../state/evidence.ts";
import { claimsAsked, verdictCounts } from "../view-model/evidence-filter.ts";
import { answerOf, capital, computedText, statedText, verdictSentence } from "../view-model/evidence-words.ts";
import { originName } from "../view-model/origin-name.ts";
import { word } from "../words.ts";
import { Entry } from "./entry.tsx";
import { FactLinks, LeverLinks, MechanismLinks, ParameterLinks, SeriesNames } from "./evidence-links.tsx";

interface WordsProps {
  readonly words: LedgerWords;
}

/** `1 origin · 3 documents`. */
function originCount({ origins, documents }: PageClaim): string {
  const from = word(origins.length === 1 ? "evidence_one_origin" : "evidence_origins", { count: origins.length });
  const by = word(documents.length === 1 ? "evidence_one_document" : "evidence_documents_count", {
    count: documents.length,
  });
  return `${from} · ${by}`;
}

const markOf = { holds: "supported", fails: "contradicted", open: "untestable" } as const;

function Part({ part, states }: { readonly part: PagePart | null; readonly states: string }) {
  const answer = answerOf(part);
  return (
    <li class={`part ${answer}`}>
      <p class="states">
        <span class="answer">
          <VerdictMark verdict={markOf[answer]} /> {word(`evidence_part_${answer}`)}
        </span>{" "}
        {capital(states)}
      </p>
      {part && (
        <dl class="held">
          <div>
            <dt>{word("evidence_stated")}</dt>
            <dd>{statedText(part)}</dd>
          </div>
          <div>
            <dt>{word("evidence_computed")}</dt>
            <dd>{computedText(part)}</dd>
          </div>
          <div class="query">
            <dt>{word("evidence_query")}</dt>
            <dd>
              <code lang="en">{part.query}</code>
            </dd>
          </div>
        </dl>
      )}
    </li>
  );
}

function Origins({ claim, words }: { readonly claim: PageClaim; readonly words: LedgerWords }) {
  return (
    <>
      <p>
        {word("evidence_independent", {
          origins: claim.origins.length,
          names: claim.origins.map(originName).join(", "),
          documents: claim.documents.length,
        })}
      </p>
      <ul class="links">
        {claim.documents.map((id) => (
          <li key={id}>
            <a href={placeLink({ section: "documents", open: id })}>{capital(words.documents[id])}</a>{" "}
            <span class="id">{id}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Card({ claim, words }: { readonly claim: PageClaim; readonly words: LedgerWords }) {
  const said = words.claims[claim.id];
  return (
    <>
      <p class="finding">
        {verdictSentence(claim)} {said.limits}
      </p>
      {claim.parts.length > 0 && (
        <ol class="parts" aria-label={word("evidence_parts")}>
          {claim.parts.map((part, k) => (
            <Part key={said.parts[k]} part={part} states={said.parts[k]} />
          ))}
        </ol>
      )}
      <div class="rests">
        <section>
          <h3>{word("evidence_who")}</h3>
          <Origins claim={claim} words={words} />
        </section>
        <section>
          <h3>{word("evidence_mechanisms")}</h3>
          <MechanismLinks ids={claim.mechanisms} words={words} />
        </section>
        {claim.levers.length > 0 && (
          <section>
            <h3>{word("evidence_levers")}</h3>
            <LeverLinks ids={claim.levers} />
          </section>
        )}
        {claim.facts.length > 0 && (
          <section>
            <h3>{word("evidence_facts")}</h3>
            <FactLinks ids={claim.facts} words={words} />
          </section>
        )}
        {claim.parameters.length > 0 && (
          <section>
            <h3>{word("evidence_parameters")}</h3>
            <ParameterLinks ids={claim.parameters} />
          </section>
        )}
        {claim.series.length > 0 && (
          <section>
            <h3>{word("evidence_series")}</h3>
            <SeriesNames ids={claim.series} words={words} />
          </section>
        )}
      </div>
    </>
  );
}

/** Verdicts with how many claims have them among those that are asked for; pressing one leaves the others out. */
function Verdicts({ asked }: { readonly asked: readonly PageClaim[] }) {
  const counts = verdictCounts(asked);
  const chosen = place.value.verdict;
  return (
    <fieldset class="verdicts">
      <legend>{word("evidence_by_verdict")}</legend>
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={verdict === chosen}
          onClick={() => show({ verdict: verdict === chosen ? undefined : verdict })}
        >
          <VerdictMark verdict={verdict} /> {word(`evidence_verdict_${verdict}`)}{" "}
          <span class="count">{counts[verdict]}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ words }: WordsProps) {
  const { mechanism, document, search } = place.value;
  return (
    <div class="filters">
      <label>
        {word("evidence_search_claims")}
        <input type="search" value={search} onInput={(event) => show({ search: event.currentTarget.value })} />
      </label>
      <label>
        {word("evidence_mechanism")}
        <select
          value={mechanism ?? ""}
          onChange={(event) => show({ mechanism: event.currentTarget.value || undefined })}
        >
          <option value="">{word("evidence_any")}</option>
          {ledger.mechanisms
            .filter(({ claims }) => claims > 0)
            .map(({ id }) => (
              <option key={id} value={id}>
                {words.mechanisms[id]}
              </option>
            ))}
        </select>
      </label>
      <label>
        {word("evidence_document")}
        <select value={document ?? ""} onChange={(event) => show({ document: event.currentTarget.value || undefined })}>
          <option value="">{word("evidence_any")}</option>
          {ledger.documents
            .filter(({ onHand }) => onHand)
            .map(({ id }) => (
              <option key={id} value={id}>
                {id}: {words.documents[id]}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}

/** Verdicts of all claims as parts of one bar; the buttons below say the same in words. */
function VerdictBar() {
  const counts = verdictCounts(ledger.claims);
  let start = 0;
  return (
    <svg class="verdict-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {verdicts.map((verdict) => {
        const width = (100 * counts[verdict]) / ledger.claims.length;
        const x = start;
        start += width;
        return <rect key={verdict} class={verdict} x={x} y={0} width={Math.max(0, width - 0.4)} height={4} />;
      })}
    </svg>
  );
}

export function ClaimList({ words }: WordsProps) {
  const now = place.value;
  const asked = claimsAsked(ledger.claims, now, words);
  const shown = asked.filter(({ verdict }) => now.verdict === undefined || verdict === now.verdict);
  const filtered = shown.length < ledger.claims.length;
  return (
    <section>
      <p class="headline">
        {word("evidence_finding", { total: ledger.claims.length, ...verdictCounts(ledger.claims) })}
      </p>
      <VerdictBar />
      <Verdicts asked={asked} />
      <Filters words={words} />
      <p class="shown" role="status">
        {word("evidence_claims_shown", { shown: shown.length, total: ledger.claims.length })}{" "}
        {filtered && (
          <button
            type="button"
            onClick={() => show({ verdict: undefined, mechanism: undefined, document: undefined, search: "" })}
          >
            {word("evidence_show_all")}
          </button>
        )}
      </p>
      <ol class="entries claims">
        {shown.map((claim) => {
          const open = claim.id === now.open;
          return (
            <Entry
              key={claim.id}
              id={claim.id}
              open={open}
              toggle={() => show({ open: open ? undefined : claim.id })}
              head={
                <>
                  <span class="verdict">
                    <VerdictMark verdict={claim.verdict} /> {word(`evidence_verdict_${claim.verdict}`)}
                  </span>
                  <span class="claim">{words.claims[claim.id].claim}</span>
                  <span class="said">
                    {originCount(claim)} <span class="id">{claim.id}</span>
                  </span>
                </>
              }
            >
              <Card claim={claim} words={words} />
            </Entry>
          );
        })}
      </ol>
    </section>
  );
}
