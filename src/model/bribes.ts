import { nationalities } from "./geography.ts";
import { o } from "./observables.ts";
import type { World } from "./world.ts";

/** Stage 6. Share of interceptions that end in a payment and release: more where smugglers are present, fewer under supervision. */
export function updateBribes(w: World): void {
  const { p, lever, scratch } = w;
  for (let n = 0; n < nationalities.length; n++) {
    const share = p.bribeShare * (1 + p.smugglerPresence[n]) * (1 - lever.bribeSupervision[0]);
    scratch.bribeChance[n] = Math.min(share, 1);
  }
}

/** Records payments, events and USD. */
export function recordBribes(w: World, paying: number): void {
  w.flow[o.bribes] += paying;
  w.flow[o.bribeMoney] += paying * w.p.bribePrice;
}
