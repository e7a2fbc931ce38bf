import { exp, pow } from "../engine/elementary.ts";
import { nationalities } from "./geography.ts";
import type { LeverId } from "./levers.ts";
import type { Parameters } from "./parameters.ts";
import { smooth, type World } from "./world.ts";

/** What a memory without outcomes is read as. */
const priorSuccess = 0.5;

/** Restrictions whose announcement ahead of effect sets off a rush. */
const restrictions: readonly LeverId[] = [
  "asylumRule",
  "expulsionAuthority",
  "acceptance",
  "visaRequired",
  "mppPlaces",
  "darienClosure",
];

/** Learned chance of success: a Beta memory of outcomes that fades (NarcoLogic's risk memory, Magliocca et al. 2019, with our own half-life). */
export function learned({ priorOutcomes }: Parameters, success: number, failure: number): number {
  return (success + priorOutcomes * priorSuccess) / (success + failure + priorOutcomes);
}

/** Fades yesterday's outcomes, so that news is about the last `memoryDays`. */
function fadeMemories(w: World): void {
  const keep = 1 - 1 / w.p.memoryDays;
  const m = w.memory;
  for (const outcomes of [
    m.success,
    m.failure,
    m.sectorSuccess,
    m.sectorFailure,
    m.legPassed,
    m.legCaught,
    m.released,
    m.processed,
  ]) {
    for (let i = 0; i < outcomes.length; i++) outcomes[i] *= keep;
  }
  m.evaderCaught[0] *= keep;
  m.evaderTried[0] *= keep;
  m.transfersRecent[0] *= keep;
  m.reachedRecent[0] *= keep;
}

/** What a crossing with a smuggler costs today, USD: the reference fee moved by evaders' risk and by demand. */
function updateFees(w: World): void {
  const { memory, p, scratch } = w;
  const risk = learned(p, memory.evaderCaught[0], memory.evaderTried[0] - memory.evaderCaught[0]);
  const riskFactor = pow(risk / priorSuccess, p.feeRiskElasticity);
  for (let n = 0; n < nationalities.length; n++) {
    const demand = (memory.departureFlow[n] + 1) / (p.baseDepartures[n] + 1);
    scratch.fee[n] = p.feeReference[n] * riskFactor * pow(demand, p.feeDemandElasticity);
  }
}

/**
 * Dollars that a year-limited stay is worth: gains per year over the expected wait for a decision, discounted over a horizon, less the
 * time before work is allowed. A long court backlog raises it; that is the incentive of the backlog.
 */
function valueOfStay(w: World): number {
  const h = w.p.valueHorizonYears;
  const idle = (w.p.workPermitWeight * w.lever.workPermitDelayDays[0]) / 365;
  const years = h * (exp(-idle / h) - exp(-Math.max(w.memory.expectedWaitYears[0], idle) / h));
  return w.p.yearlyGain * Math.max(years, 0.1);
}

/** Payoff of setting out as perceived today, relative to the reference one; never below a tenth. */
function updatePayoffs(w: World): void {
  const value = valueOfStay(w);
  for (let n = 0; n < nationalities.length; n++) {
    const success = learned(w.p, w.memory.success[n], w.memory.failure[n]);
    const payoff = success * value - w.scratch.fee[n] - w.p.dangerLoss;
    const ratio = Math.max(payoff / w.p.payoffReference, 0.1);
    if (w.memory.perceivedPayoff[n] === 0) w.memory.perceivedPayoff[n] = 1;
    smooth(w.memory.perceivedPayoff, n, ratio, w.p.perceptionDays);
  }
}

/**
 * A restriction that takes effect makes people wait and see; the shock fades unless experience confirms it. That of the asylum rule fades
 * faster than that of being sent back to Mexico, which keeps happening to people they know.
 */
function updateCaution(w: World): void {
  const { p, memory, lever, leverBefore } = w;
  const keep = pow(0.5, 1 / p.cautionHalfLifeDays);
  const keepReturn = pow(0.5, 1 / p.returnCautionHalfLifeDays);
  const rule = p.cautionRule * Math.max(lever.asylumRule[0] - leverBefore.asylumRule[0], 0);
  const returnsRun = lever.expulsionAuthority[0] > 0 || lever.returnQuota[0] > 0;
  const expulsionStarts = Math.max(lever.expulsionAuthority[0] - leverBefore.expulsionAuthority[0], 0);
  for (let n = 0; n < nationalities.length; n++) {
    const accepted = Math.max(lever.acceptance[n] - leverBefore.acceptance[n], 0) * (returnsRun ? 1 : 0);
    const expulsionShock = expulsionStarts * lever.acceptance[n];
    memory.caution[n] = memory.caution[n] * keep + (n === 0 ? rule / 2 : rule);
    memory.returnCaution[n] =
      memory.returnCaution[n] * keepReturn + p.cautionAcceptance * Math.max(accepted, n === 0 ? 0 : expulsionShock);
  }
}

/** Part of the ordinary departures and attempts of a nationality that caution leaves. */
export function willingness(w: World, n: number): number {
  return exp(-w.memory.caution[n] - w.memory.returnCaution[n]);
}

/** Stage 9, news: fades memories, then updates what people expect of setting out. */
export function perceive(w: World): void {
  fadeMemories(w);
  updateCaution(w);
  updateFees(w);
  updatePayoffs(w);
}

/** Multiple of the ordinary wish to hurry: above 1 while an announced restriction has not yet taken effect. */
export function rush(w: World): number {
  let strongest = 0;
  for (const { lever, announcedDay, fromDay, withdrawnDay, tightens } of w.inputs.levers.announcements) {
    if (!tightens || w.day < announcedDay || w.day >= fromDay || !restrictions.includes(lever)) continue;
    if (withdrawnDay !== null && w.day >= withdrawnDay) continue;
    strongest = Math.max(strongest, 1 - (fromDay - w.day) / w.p.rushWindowDays);
  }
  return exp(w.p.rushWeight * strongest);
}
