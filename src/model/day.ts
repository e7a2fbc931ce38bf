import type { DailyModel } from "../engine/loop.ts";
import { atTheBorder } from "./border.ts";
import { usConsequences } from "./consequences.ts";
import { courts } from "./courts.ts";
import { crossing } from "./crossing.ts";
import { mexicanCustody } from "./custody.ts";
import { departures } from "./departures.ts";
import { harm } from "./harm.ts";
import { rememberFlows, updateInterception } from "./interception.ts";
import { countCosts, money } from "./money.ts";
import { perceive } from "./perception.ts";
import { politics } from "./politics.ts";
import { record } from "./record.ts";
import { afterReturn } from "./returned.ts";
import { chooseCrossing, choosePaths } from "./smugglers.ts";
import { transferSouth } from "./transfer.ts";
import { transit } from "./transit.ts";
import { resolveLevers, type World } from "./world.ts";

/**
 * One day of the corridor, in order:
 *
 *  1. levers and latent paths at today's date
 *  9. (news of yesterday) perception, then smugglers' and travellers' choices for today
 *  2. departures and 3. entry
 *  4. transit with 5. interception and 6. bribes on the way
 *  7. Mexican custody and its outcomes
 *  8. transfers south, and people who live in Mexico
 * 10. the northern border: attempts of yesterday, then today's choices
 * 11. U.S. custody and consequences
 * 12. after return to Mexico
 * 13. the asylum system
 * 14. money
 * 15. harm
 * 16. politics
 * 17. record, at the end of the month
 *
 * News comes first because people act on what happened until yesterday.
 */
export function step(w: World, day: number): void {
  resolveLevers(w, day);
  const before = countCosts(w);
  perceive(w);
  choosePaths(w);
  chooseCrossing(w);
  departures(w);
  updateInterception(w);
  transit(w);
  mexicanCustody(w);
  transferSouth(w);
  crossing(w);
  atTheBorder(w);
  rememberFlows(w);
  usConsequences(w);
  afterReturn(w);
  courts(w);
  money(w, before);
  harm(w);
  politics(w);
}

/** The world as the engine's loop drives it. */
export function dailyModel(w: World): DailyModel {
  return { step: (day) => step(w, day), observe: (recorder) => record(w, recorder) };
}
