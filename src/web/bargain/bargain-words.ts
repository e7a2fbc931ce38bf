import type { Terms } from "../../analysis/bargain/load.ts";

/** The words of a bargain in one language. English ones stand in its file, others in `messages/bargains.LANGUAGE.json`. */
export interface BargainWords {
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  readonly issues: Readonly<
    Record<string, { readonly title: string; readonly levels: Readonly<Record<string, string>> }>
  >;
  /** An empty note where there is nothing to say. */
  readonly threats: Readonly<Record<string, { readonly title: string; readonly note: string }>>;
  readonly constraints: Readonly<Record<string, string>>;
  /** What the record does not say; empty where there is nothing to say. */
  readonly record: string;
  readonly weights: Readonly<Record<string, { readonly title: string; readonly why: string }>>;
}

/** The words of a bargain as its file has them. */
export function englishWords({
  title,
  question,
  reading,
  issues,
  threats,
  constraints,
  record,
  weights,
}: Terms): BargainWords {
  return {
    title,
    question,
    reading,
    issues: Object.fromEntries(
      issues.map((issue) => [
        issue.id,
        { title: issue.title, levels: Object.fromEntries(issue.levels.map((level) => [level.id, level.title])) },
      ]),
    ),
    threats: Object.fromEntries(threats.map((threat) => [threat.id, { title: threat.title, note: threat.note }])),
    constraints: Object.fromEntries(constraints.map((one) => [one.id, one.title])),
    record: record?.note ?? "",
    weights: Object.fromEntries(weights.map((weight) => [weight.id, { title: weight.title, why: weight.why }])),
  };
}
