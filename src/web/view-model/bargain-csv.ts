import { packagesTableOf } from "../../analysis/bargain/packages-table.ts";
import type { Weighed } from "../bargain/weighing.ts";
import { csvOf } from "../sharing/csv.ts";
import type { Valued } from "../state/bargain.ts";

/** Every package under the reader's weights, with the columns that the command line writes. */
export function packagesCsv({ read, terms, answer }: Valued, { robustness }: Weighed): string {
  const { columns } = packagesTableOf({ space: { ...read.space, bargain: terms }, answer, robustness });
  return csvOf(
    read.packages.all.map((_, p) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, values[p] ?? undefined])),
    ),
  );
}
