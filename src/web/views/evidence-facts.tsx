import { useEffect, useRef } from "preact/hooks";
import { FactStrip } from "../charts/range-strip.tsx";
import { Scrolled } from "../charts/scrolled.tsx";
import { VerdictMark } from "../charts/verdict-mark.tsx";
import type { LedgerWords, PageFact } from "../evidence/page-ledger.ts";
import { ledger, place } from "../state/evidence.ts";
import { capital, figure, rangeText } from "../view-model/evidence-words.ts";
import { factCount } from "../view-model/fact-scale.ts";
import { word } from "../words.ts";
import { FactLinks } from "./evidence-links.tsx";

interface WordsProps {
  readonly words: LedgerWords;
}

interface FactProps extends WordsProps {
  readonly fact: PageFact;
}

const kinds = ["emergent", "fit", "literature", "arithmetic"] as const;

const simulatedText = ({ simulated }: PageFact): string => (simulated === null ? "–" : figure(simulated));
const insideText = ({ inside }: PageFact): string => word(inside ? "evidence_inside" : "evidence_outside");

function FactRow({ fact, words }: FactProps) {
  const { id, inside, observed, low, high, unit } = fact;
  const wanted = place.value.open === id;
  const own = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted) own.current?.scrollIntoView({ behavior: "instant", block: "center" });
  }, [wanted]);
  return (
    <li ref={own} class={wanted ? "fact open" : "fact"} {...(wanted && { "aria-current": "true" as const })}>
      <p class="what">
        {capital(words.facts[id])} <span class="id">{id}</span>
      </p>
      <FactStrip {...fact} />
      <p class="outcome">
        <VerdictMark verdict={inside ? "supported" : "contradicted"} /> {insideText(fact)}
      </p>
      <p class="figures">
        {word("evidence_fact_figures", {
          observed: figure(observed),
          simulated: simulatedText(fact),
          range: rangeText(low, high),
          unit: words.units[unit],
        })}
      </p>
    </li>
  );
}

function FactTable({ words }: WordsProps) {
  const heads = ["fact", "kind", "period", "observed", "simulated", "accepted", "inside", "unit", "source"];
  return (
    <details class="numbers">
      <summary>{word("table")}</summary>
      <Scrolled label={word("evidence_facts")}>
        <table class="wide">
          <thead>
            <tr>
              {heads.map((key) => (
                <th key={key} scope="col">
                  {word(`evidence_fact_${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledger.facts.map((fact) => (
              <tr key={fact.id}>
                <th scope="row">
                  {fact.id} {capital(words.facts[fact.id])}
                </th>
                <td>{word(`evidence_kind_${fact.kind}`)}</td>
                <td lang="en">{fact.period}</td>
                <td class="figure">{figure(fact.observed)}</td>
                <td class="figure">{simulatedText(fact)}</td>
                <td class="figure">{rangeText(fact.low, fact.high)}</td>
                <td>{insideText(fact)}</td>
                <td>{words.units[fact.unit]}</td>
                <td class="source" lang="en">
                  {fact.source}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </details>
  );
}

function Kind({ kind, words }: WordsProps & { readonly kind: PageFact["kind"] }) {
  const own = ledger.facts.filter((fact) => fact.kind === kind);
  const { inside, of } = factCount(own);
  return (
    <section>
      <h2>{word(`evidence_kind_${kind}`)}</h2>
      <p class="finding">{word("evidence_kind_finding", { inside, of })}</p>
      <p class="note">{word(`evidence_kind_${kind}_long`)}</p>
      <ul class="facts">
        {own.map((fact) => (
          <FactRow key={fact.id} fact={fact} words={words} />
        ))}
      </ul>
    </section>
  );
}

export function FactList({ words }: WordsProps) {
  const { inside, of } = factCount(ledger.facts);
  const outside = ledger.facts.filter((fact) => !fact.inside).map(({ id }) => id);
  return (
    <section>
      <p class="headline">{word("evidence_facts_finding", { inside, of })}</p>
      {outside.length > 0 && (
        <>
          <h2>{word("evidence_facts_outside")}</h2>
          <FactLinks ids={outside} words={words} />
        </>
      )}
      <p class="note">{word("evidence_strip_fact")}</p>
      <FactTable words={words} />
      {kinds.map((kind) => (
        <Kind key={kind} kind={kind} words={words} />
      ))}
    </section>
  );
}
