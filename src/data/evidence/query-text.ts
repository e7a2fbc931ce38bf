import type { Operand, Query } from "./query.ts";

function operandText({ source, of, when, reduce }: Operand): string {
  const what = [source, ...(of === null ? [] : [of]), ...(when === null ? [] : [when])].join(", ");
  return `${reduce}(${what})`;
}

/** A query on one line, in the words of its table: `sum(expulsions, FY2021) over 1000000`. */
export function queryText({ figures, over, comparison, figure, tolerance }: Query): string {
  const number = over === null ? operandText(figures) : `${operandText(figures)} / ${operandText(over)}`;
  const near = tolerance === null ? "" : ` ± ${Math.round(100 * tolerance)}%`;
  return `${number} ${comparison} ${figure}${near}`;
}
