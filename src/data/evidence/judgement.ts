import { below } from "./fault.ts";
import type { Answer, Query } from "./query.ts";
import { answer } from "./query.ts";
import type { Verdict } from "./schemas.ts";
import { type Sources, sources } from "./sources.ts";

/** One part of a claim, in words, with the query that decides it; null where no table does. */
export interface Part {
  readonly states: string;
  readonly query: Query | null;
}

/** A part with its answer; null where it cannot be tested. */
export interface JudgedPart extends Part {
  readonly answer: Answer | null;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly parts: readonly JudgedPart[];
}

function verdictOf(parts: readonly JudgedPart[]): Verdict {
  const tested = parts.flatMap(({ answer }) => (answer === null ? [] : [answer.holds]));
  if (tested.length === 0) return "untestable";
  if (!tested.includes(true)) return "contradicted";
  return tested.includes(false) || tested.length < parts.length ? "partly" : "supported";
}

/**
 * The verdict on a claim from its parts: `supported` if all hold, `contradicted` if none of those that can be tested does, `untestable` if none
 * can be, else `partly`. Throws EvidenceFault.
 */
export function judge(parts: readonly Part[], from: Sources = sources): Judgement {
  const judged = parts.map((part, at) => {
    const { query } = part;
    return { ...part, answer: query === null ? null : below(["parts", at], () => answer(query, from)) };
  });
  return { verdict: verdictOf(judged), parts: judged };
}
