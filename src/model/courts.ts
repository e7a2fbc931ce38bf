import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c, filingMonths } from "./compartments.ts";
import { groupCount } from "./geography.ts";
import { o } from "./observables.ts";
import { householdOf, nationalityOf, smooth, streams, type World } from "./world.ts";

/** How a case can end, in the order of the draw. */
const decisions = ["grant", "order in absentia", "closure", "order of removal"] as const;

/** Completions that cost a judge most of a year's work are planned over these days to turn backlog into a wait. */
const waitSmoothingDays = 90;

const cohortTotal = new Float64Array(filingMonths);
const cohortShare = new Float64Array(filingMonths);
const cohortShareFamilies = new Float64Array(filingMonths);

function filingCohort(month: number): number {
  return Math.min(Math.max(month, 0), filingMonths - 1);
}

/** Asylum applicants may work after a delay. */
function grantWorkPermits(w: World): void {
  const permits = binomial(w.rng, w.memory.workPermitQueue[0], 1 / Math.max(w.lever.workPermitDelayDays[0], 1));
  w.memory.workPermitQueue[0] -= permits;
  w.flow[o.workPermits] += permits;
}

/** Cases reach the docket some months after release; cases from outside the corridor are filed beside them. */
function fileCases(w: World, cohort: number): void {
  for (let g = 0; g < groupCount; g++) {
    const base = g * blockSize;
    const filed = binomial(w.rng, w.state[base + c.released], 1 / w.p.filingDelayDays);
    if (filed === 0) continue;
    w.state[base + c.released] -= filed;
    w.state[base + c.pendingCase + cohort] += filed;
    w.memory.corridorCases[cohort] += filed;
    w.flow[o.filings] += filed;
    const applications = binomial(w.rng, filed, w.p.asylumApplicationShare);
    w.flow[o.defensiveApplications] += applications;
    w.memory.workPermitQueue[0] += applications;
  }
  const other = w.p.otherFilings / 365;
  w.memory.otherCases[cohort] += other;
  w.flow[o.filings] += other;
}

function countCohorts(w: World, latest: number): number {
  let total = 0;
  for (let m = 0; m <= latest; m++) {
    const sum = w.memory.otherCases[m] + w.memory.corridorCases[m];
    cohortTotal[m] = sum;
    total += sum;
  }
  return total;
}

/** The dedicated docket hears families filed within the last twelve months, at the cost of everyone else. */
const firstDedicated = (latest: number): number => Math.max(latest - 11, 0);

function dedicatedDecisions(w: World, latest: number): number {
  let families = 0;
  for (let m = firstDedicated(latest); m <= latest; m++) {
    for (let g = 0; g < groupCount; g++)
      if (householdOf[g] === 1) families += w.state[g * blockSize + c.pendingCase + m];
  }
  return families / w.p.dedicatedDays;
}

/** Shares of each cohort decided today, for a number of decisions in the docket's order. */
function orderDocket(w: World, capacity: number, latest: number): void {
  const order = w.lever.docketOrder[0];
  cohortShare.fill(0);
  const dedicated = order === 2 ? dedicatedDecisions(w, latest) : 0;
  let left = Math.max(capacity - dedicated, 0);
  for (let k = 0; k <= latest && left > 0; k++) {
    const m = order === 1 ? latest - k : k;
    const decided = Math.min(left, cohortTotal[m]);
    cohortShare[m] = cohortTotal[m] > 0 ? decided / cohortTotal[m] : 0;
    left -= decided;
  }
  cohortShareFamilies.set(cohortShare);
  if (dedicated === 0) return;
  const share = Math.min(capacity / dedicated, 1) / w.p.dedicatedDays;
  for (let m = firstDedicated(latest); m <= latest; m++)
    cohortShareFamilies[m] = Math.max(cohortShareFamilies[m], share);
}

/** How the decided cases of a group end. */
function recordDecisions(w: World, g: number, cases: number): void {
  const { outcomes } = w.scratch;
  multinomial(w.rng, cases, w.scratch.weights, decisions.length, outcomes);
  w.state[g * blockSize + c.caseDecided] += cases;
  w.flow[o.completions] += cases;
  w.flow[o.grants] += outcomes[0];
  w.flow[o.ordersInAbsentia] += outcomes[1];
}

/** Chances of each ending, into `weights`; appealed orders of removal are no ending: those cases stay pending. Returns the share decided. */
function weighDecisions(w: World, n: number): number {
  const { p } = w;
  const { weights } = w.scratch;
  weights[0] = p.grantShare[n];
  weights[1] = p.absentiaShare;
  weights[2] = p.closureShare;
  weights[3] = Math.max(1 - weights[0] - weights[1] - weights[2], 0) * (1 - p.appealShare);
  return weights[0] + weights[1] + weights[2] + weights[3];
}

function decideCases(w: World, latest: number): void {
  const { otherCases } = w.memory;
  let last = -1;
  for (let m = 0; m <= latest; m++) {
    if (cohortShare[m] === 0 && cohortShareFamilies[m] === 0) continue;
    last = m;
    const other = otherCases[m] * Math.min(cohortShare[m], 1);
    otherCases[m] -= other;
    w.flow[o.completions] += other;
  }
  for (let g = 0; g < groupCount; g++) {
    const pending = g * blockSize + c.pendingCase;
    const shares = householdOf[g] === 1 ? cohortShareFamilies : cohortShare;
    const ending = Math.min(weighDecisions(w, nationalityOf[g]), 1);
    let cases = 0;
    for (let m = 0; m <= last; m++) {
      if (shares[m] === 0 || w.state[pending + m] <= w.negligible) continue;
      const decided = binomial(w.rng, w.state[pending + m], Math.min(shares[m], 1) * ending);
      w.state[pending + m] -= decided;
      w.memory.corridorCases[m] -= decided;
      cases += decided;
    }
    if (cases > 0) recordDecisions(w, g, cases);
  }
}

/** Decisions per day: judges' completions and, beside them, asylum officers' decisions. */
function decisionsPerDay(w: World): number {
  const { lever, p } = w;
  return (
    (lever.judges[0] * lever.completionsPerJudge[0]) / 365 +
    (lever.asylumOfficersDeciding[0] * p.officerDecisions) / 365
  );
}

/** Expected wait of someone who arrives today, years: under first in first out the whole backlog, under last in first out today's filings. */
function expectedWait(w: World, backlog: number, capacity: number): number {
  const queue = w.lever.docketOrder[0] === 0 ? backlog : Math.min(backlog, 180 * capacity);
  return queue / Math.max(capacity * 365, 1) + w.p.filingDelayDays / 365;
}

/** Stage 13. The asylum system: filing, the docket's order, decisions, appeals; out come backlog and the wait that departures look at. */
export function courts(w: World): void {
  if (w.memory.otherCases[0] === 0 && w.memory.expectedWaitYears[0] === 0) w.memory.otherCases[0] = w.p.pendingBefore;
  const latest = filingCohort(w.month);
  w.rng.seek(streams.courts, w.day, 0);
  fileCases(w, latest);
  grantWorkPermits(w);
  const backlog = countCohorts(w, latest);
  const capacity = decisionsPerDay(w);
  orderDocket(w, capacity, latest);
  decideCases(w, latest);
  const wait = expectedWait(w, backlog, capacity);
  if (w.memory.expectedWaitYears[0] === 0) w.memory.expectedWaitYears[0] = wait;
  smooth(w.memory.expectedWaitYears, 0, wait, waitSmoothingDays);
}

/** Mean age of pending cases, years, and the backlog. */
export function docketAge(w: World): { backlog: number; meanAgeYears: number } {
  const latest = filingCohort(w.month);
  const backlog = countCohorts(w, latest);
  let months = 0;
  for (let m = 0; m <= latest; m++) months += cohortTotal[m] * (m === 0 ? latest + 24 : latest - m);
  return { backlog, meanAgeYears: backlog > 0 ? months / backlog / 12 : 0 };
}
