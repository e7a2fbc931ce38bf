import type { Cell, ColumnarTable } from "../result-table.ts";
import type { BargainResult } from "./search.ts";

/** One row per package. */
export function packagesTableOf({
  space,
  answer,
  robustness,
}: Pick<BargainResult, "space" | "answer" | "robustness">): ColumnarTable {
  const { bargain, packages, outcomes, totals, members, rowOf, exact } = space;
  const inZone = new Set(answer.noDeal.zone);
  const onFrontier = new Set(answer.frontier);
  const column = (name: string, value: (p: number) => Cell) => ({ name, values: [...packages.keys()].map(value) });
  return {
    columns: [
      ...bargain.issues.map((issue, i) =>
        column(`issue_${issue.id.replaceAll("-", "_")}`, (p) => issue.levels[packages[p][i]].id),
      ),
      column("united_states", (p) => answer.gains[p][0]),
      column("mexico", (p) => answer.gains[p][1]),
      column("zone", (p) => Number(inZone.has(p))),
      column("frontier", (p) => Number(onFrontier.has(p))),
      column("both_accept", (p) => robustness.share[p]),
      column("both_accept_low", (p) => robustness.low[p]),
      column("both_accept_high", (p) => robustness.high[p]),
      column("nash_share", (p) => robustness.nash[p]),
      column("simulated", (p) => exact[rowOf[p]]),
      ...outcomes.map(({ key }, k) =>
        column(key, (p) => {
          let sum = 0;
          for (let m = 0; m < members; m++) sum += totals[(rowOf[p] * members + m) * outcomes.length + k];
          return Number.isFinite(sum) ? sum / members : null;
        }),
      ),
    ],
  };
}
