import type { ObservableName } from "../../model/observables.ts";

/** Observables that are harm to people; they stand beside flows wherever flows are shown. */
const harmful: readonly ObservableName[] = [
  "attacks",
  "attacksOnExpelled",
  "attacksOnMpp",
  "deathsBySector",
  "deathsInTransit",
  "childDeaths",
  "limboPersonDays",
  "childCustodyDays",
  "overShelterPersonDays",
];

/** Whether an output such as `attacks` or `attacks/Tijuana` is harm. */
export function isHarm(label: string): boolean {
  return harmful.some((name) => label === name || label.startsWith(`${name}/`));
}
