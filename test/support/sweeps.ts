import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";

/**
 * A sweep of 240 runs of two months, 24 chunks of 10; at the three highest levels, and so in every member, a multiple is beyond the
 * lever's range.
 */
export const effortAndTrains = `corridor: 1
title: Effort and trains
base: history
window: { from: 2018-10, to: 2018-11 }
design: grid
over:
  - { lever: trainSecurity, levels: [base, 1] }
  - { lever: effort, as: multiply, from: 2018-10-15, range: { low: 0, high: 29, steps: 30 } }
members: 4
keep: [usbp, waiting/Tijuana]
`;

/** Names and bytes, in base 64, of every file of a folder of results, hidden ones too: what is left over would be seen. */
export function contentsOf(results: string): Map<string, string> {
  const names = readdirSync(results).sort();
  return new Map(names.map((name) => [name, readFileSync(join(results, name), "base64")]));
}

/** Makes what a killed run left half-written as old as it has to be to be taken away. */
export function ageUnfinished(results: string): void {
  const yesterday = Date.now() / 1000 - 86_400;
  for (const name of readdirSync(results))
    if (name.endsWith(".tmp")) utimesSync(join(results, name), yesterday, yesterday);
}
