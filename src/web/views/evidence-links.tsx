import type { Verdict } from "../../data/evidence/schemas.ts";
import { VerdictMark } from "../charts/verdict-mark.tsx";
import type { LedgerWords } from "../evidence/page-ledger.ts";
import { hashOf, hashOfLever } from "../state/address.ts";
import { ledger, placeLink } from "../state/evidence.ts";
import { capital } from "../view-model/evidence-words.ts";
import { word } from "../words.ts";

interface ListProps {
  readonly ids: readonly string[];
  readonly words: LedgerWords;
}

const sectionOf = (mechanism: string): string => ledger.mechanisms.find(({ id }) => id === mechanism)?.section ?? "";

/** Mechanisms, each with the section of the method that describes it. */
export function MechanismLinks({ ids, words }: ListProps) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={hashOf({ page: "method", shows: sectionOf(id) })}>{words.mechanisms[id]}</a>
        </li>
      ))}
    </ul>
  );
}

/** Levers, each opened in the simulator. */
export function LeverLinks({ ids }: Pick<ListProps, "ids">) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={hashOfLever(id)}>{word(`lever_${id}_title`)}</a>
        </li>
      ))}
    </ul>
  );
}

const verdictOf = (claim: string): Verdict => ledger.claims.find(({ id }) => id === claim)!.verdict;

export function ClaimLinks({ ids, words }: ListProps) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <VerdictMark verdict={verdictOf(id)} /> <a href={placeLink({ open: id })}>{words.claims[id].claim}</a>{" "}
          <span class="id">
            {id}, {word(`evidence_verdict_${verdictOf(id)}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function FactLinks({ ids, words }: ListProps) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={placeLink({ section: "facts", open: id })}>{capital(words.facts[id])}</a>{" "}
          <span class="id">{id}</span>
        </li>
      ))}
    </ul>
  );
}

export function ParameterLinks({ ids }: Pick<ListProps, "ids">) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          <a href={placeLink({ section: "parameters", open: id })}>
            <code>{id}</code>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Series and tables, with the names that queries give them. */
export function SeriesNames({ ids, words }: ListProps) {
  return (
    <ul class="links">
      {ids.map((id) => (
        <li key={id}>
          {words.series[id]} <code>{id}</code>
        </li>
      ))}
    </ul>
  );
}
