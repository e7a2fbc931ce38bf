import { c, custodyDays } from "./compartments.ts";
import { nationalities, regions } from "./geography.ts";
import { o } from "./observables.ts";
import { sumOverGroups, type World } from "./world.ts";

function sumOf(flow: Float64Array, first: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += flow[first + i];
  return sum;
}

/** Flows of the month at the start of the day, to find today's part. */
interface Before {
  returns: number;
  transfers: number;
  removals: number;
  completions: number;
}

/** Month-to-date counts that cost money. */
export function countCosts(w: World): Before {
  return {
    returns: sumOf(w.flow, o.returnsFromMexico, nationalities.length),
    transfers: sumOf(w.flow, o.transfersSouth, nationalities.length),
    removals: sumOf(w.flow, o.removals, nationalities.length),
    completions: w.flow[o.completions],
  };
}

/** Mexico's spending today, million pesos, against this year's appropriation, supplements and foreign funds. */
function spendInMexico(w: World, returned: number, transferred: number): void {
  const { p, lever, memory, flow } = w;
  const officers = regions.reduce((sum, _, r) => sum + lever.interceptionOfficers[r], 0);
  const onReturns = (returned * p.returnCost) / 1e6;
  const onTransfers = (transferred * p.transferCost) / 1e6;
  const custody = (sumOverGroups(w, c.inmCustody, regions.length * custodyDays) * p.custodyDayCost) / 1e6;
  const spent =
    p.fixedCost / 365 + (officers * memory.effort[0] * p.officerCost) / 1e6 + custody + onReturns + onTransfers;
  flow[o.mexicoSpending] += spent;
  flow[o.mexicoSpendingOnReturns] += onReturns;
  flow[o.mexicoSpendingOnTransfers] += onTransfers;
  if (w.day % 365.25 < 1) memory.spentThisYear[0] = 0;
  memory.spentThisYear[0] += spent;
  const budget = lever.appropriation[0] + lever.supplements[0] + lever.fundsToMexico[0] * p.pesosPerDollar;
  memory.funded[0] = lever.paymentsSuspended[0] === 1 || memory.spentThisYear[0] > budget ? 0 : 1;
}

function spendInTheUnitedStates(w: World, removed: number, completed: number): void {
  const { p, lever, flow } = w;
  flow[o.usRemovalSpending] += (removed * p.removalSeatCost) / 1e6;
  flow[o.usDetentionSpending] += (sumOverGroups(w, c.detained) * p.detentionDayCost) / 1e6;
  flow[o.usCourtSpending] += (completed * p.courtCaseCost) / 1e6;
  flow[o.usAid] += lever.aid[0] / 365;
  flow[o.usFundsToMexico] += lever.fundsToMexico[0] / 365;
}

/** Trade lost to closed ports and rail bridges today, million dollars. */
function tradeLoss(w: World): number {
  const { p, lever, memory } = w;
  const ports = lever.portClosure.reduce((sum, share) => sum + share, 0) + memory.portsClosed[0];
  const rails = lever.railClosure.reduce((sum, closed) => sum + closed, 0);
  return ports * p.closureTradeLoss + rails * p.railTradeLoss;
}

/** Stage 14. Every peso and dollar of the day; when Mexico's funds end, returns and transfers stop and effort falls. */
export function money(w: World, before: Before): void {
  const now = countCosts(w);
  spendInMexico(w, now.returns - before.returns, now.transfers - before.transfers);
  spendInTheUnitedStates(w, now.removals - before.removals, now.completions - before.completions);
  w.flow[o.tradeLoss] += tradeLoss(w);
  let revenue = 0;
  for (let n = 0; n < nationalities.length; n++) {
    revenue += w.memory.departureFlow[n] * w.scratch.fee[n] * w.p.smugglerPresence[n];
  }
  w.flow[o.smugglingRevenue] += revenue / 1e6;
}
