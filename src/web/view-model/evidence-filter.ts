import { type Verdict, verdicts } from "../../data/evidence/schemas.ts";
import type { ClaimWords, LedgerWords, PageClaim, PageParameter } from "../evidence/page-ledger.ts";
import type { EvidencePlace } from "./evidence-place.ts";
import { keyOf } from "./names.ts";

const plain = (text: string): string => keyOf(text).replaceAll("_", " ");

/** Whether a text has every word that is searched for, without regard to accents, case and order. */
export function hasWords(text: string, search: string): boolean {
  const within = plain(text);
  return plain(search)
    .split(" ")
    .every((word) => within.includes(word));
}

const textOf = (id: string, { claim, parts, limits }: ClaimWords): string => [id, claim, ...parts, limits].join(" ");

/** The claims that mechanism, document and search leave; the verdict is asked for apart, so that all can be counted. */
export function claimsAsked(
  claims: readonly PageClaim[],
  { mechanism, document, search }: EvidencePlace,
  words: LedgerWords,
): PageClaim[] {
  return claims.filter(
    ({ id, mechanisms, documents }) =>
      (mechanism === undefined || mechanisms.includes(mechanism)) &&
      (document === undefined || documents.includes(document)) &&
      hasWords(textOf(id, words.claims[id]), search),
  );
}

/** The parameters that mechanism, grade and search leave. */
export function parametersAsked(
  parameters: readonly PageParameter[],
  { mechanism, grade, search }: EvidencePlace,
  words: LedgerWords,
): PageParameter[] {
  return parameters.filter(
    ({ name, unit, grades, mechanisms, rows }) =>
      (mechanism === undefined || mechanisms.includes(mechanism)) &&
      (grade === undefined || grades.includes(grade)) &&
      hasWords([name, spaced(name), words.units[unit], ...rows.map(({ source }) => source)].join(" "), search),
  );
}

/** `effortHalfLifeDays` as words, so that it is found by any of them. */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter}`);

/** How many claims have each verdict. */
export function verdictCounts(claims: readonly Pick<PageClaim, "verdict">[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}
