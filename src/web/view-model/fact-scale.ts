import type { PageFact } from "../evidence/page-ledger.ts";

/** Where a value stands on a scale of its own, 0 at the left end, 1 at the right; `beyond` if it lies outside and is held at an end. */
export interface PlacedValue {
  readonly at: number;
  readonly beyond: boolean;
}

/** The accepted range takes the middle of the scale. */
export const acceptedPart = { from: 0.3, to: 0.7 } as const;

/** A value against a range, so that quantities of any unit can stand one below the other. */
export function againstRange(value: number, low: number, high: number): PlacedValue {
  const { from, to } = acceptedPart;
  const at = from + ((value - low) / (high - low)) * (to - from);
  return { at: Math.min(Math.max(at, 0), 1), beyond: at < 0 || at > 1 };
}

/** How many facts of a kind the model brings into their accepted range. */
export interface FactCount {
  readonly inside: number;
  readonly of: number;
}

export function factCount(facts: readonly Pick<PageFact, "inside">[]): FactCount {
  return { inside: facts.filter(({ inside }) => inside).length, of: facts.length };
}
