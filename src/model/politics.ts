import { exp, pow } from "../engine/elementary.ts";
import { smooth, type World } from "./world.ts";

/**
 * Stage 16. Salience follows encounters with a lag and decays slowly; effort rises within two weeks of a deal and decays unless paid for; a
 * salient border leaves less room for anything else on the two governments' agenda.
 */
export function politics(w: World): void {
  const { p, lever, leverBefore, memory } = w;
  // deals: push is what has been promised and not yet delivered
  if (lever.deal[0] > leverBefore.deal[0])
    memory.dealPush[0] = Math.max(memory.dealPush[0], 1 - memory.dealLevel[0] / p.dealSaturation);
  const delivered = memory.dealPush[0] / p.dealRiseDays;
  memory.dealPush[0] -= delivered;
  memory.dealLevel[0] = memory.dealLevel[0] * pow(0.5, 1 / p.effortHalfLifeDays) + delivered;
  const promised =
    lever.effortFollowsDeals[0] * (p.dealBoost * memory.dealLevel[0] + p.tariffBoost * lever.tariffThreat[0]);
  const paid = memory.funded[0] + (1 - memory.funded[0]) * (lever.effortFollowsDeals[0] === 1 ? p.unfundedEffort : 1);
  memory.effort[0] = lever.effort[0] * exp(promised) * paid;
  // encounters: today's, smoothed over the lag, drive salience; one unit of salience is 100,000 encounters a month
  const today = memory.encounters[0];
  memory.encounters[0] = 0;
  const monthly = (today * 30) / 1e5;
  const election = 1 + p.salienceElection * lever.election[0];
  if (memory.encounterTrend[0] === 0) memory.encounterTrend[0] = monthly;
  smooth(memory.encounterTrend, 0, monthly, p.salienceLagDays);
  const rising = memory.encounterTrend[0] * election > memory.salience[0];
  smooth(
    memory.salience,
    0,
    memory.encounterTrend[0] * election,
    rising ? p.salienceLagDays : p.salienceHalfLifeDays / Math.LN2,
  );
}

/** Share of the agenda left for other files. */
export function agendaSpace(w: World): number {
  return 1 / (1 + w.memory.salience[0]);
}
