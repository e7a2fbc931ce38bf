import { binomial } from "../engine/distributions.ts";
import { o } from "./observables.ts";
import { nationalityOf, type World } from "./world.ts";

/** Stage 6. How many of the intercepted pay and go on: more where smugglers are present, fewer under supervision. Records events and USD. */
export function bribed(w: World, g: number, intercepted: number): number {
  if (intercepted === 0) return 0;
  const share = w.p.bribeShare * (1 + w.p.smugglerPresence[nationalityOf[g]]) * (1 - w.lever.bribeSupervision[0]);
  const paying = binomial(w.rng, intercepted, Math.min(share, 1));
  w.flow[o.bribes] += paying;
  w.flow[o.bribeMoney] += paying * w.p.bribePrice;
  return paying;
}
