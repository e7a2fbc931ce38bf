import { claims } from "../data/series.ts";
import type { LeverId } from "../model/levers.ts";
import { isUncertain, type ParameterName, parameterRows } from "../model/parameters.ts";
import type { LeverEvidence } from "./contested.ts";
import { disagreements } from "./disagreements.ts";

/** Levers that a claim of the founding documents is about (`docs/model.md`, Claims); claims that are not here are about none. */
export const leversOfClaim: Readonly<Record<string, readonly LeverId[]>> = {
  C02: ["portClosure", "railClosure"],
  C03: ["deal", "effort"],
  C04: ["effort", "interceptionOfficers"],
  C06: ["tariffThreat"],
  C07: ["deal", "tariffThreat"],
  C08: ["effortFollowsDeals"],
  C09: ["interceptionOfficers"],
  C10: ["interceptionOfficers"],
  C13: ["custodyPlaces", "custodyLimitHours", "appropriation", "supplements"],
  C14: ["aid"],
  C15: ["effort", "deal"],
  C16: ["demandShock"],
  C17: ["judges", "completionsPerJudge", "docketOrder", "asylumOfficersDeciding", "workPermitDelayDays"],
  C18: ["raids", "barriers", "portClosure"],
  C19: ["effort", "effortFollowsDeals", "deal", "interceptionOfficers", "tariffThreat"],
  C20: ["barriers", "agents"],
  C21: ["shelterPlaces"],
  C22: ["raids", "barriers", "agents", "trainSecurity", "portClosure"],
  C23: ["visaRequired", "interceptionOfficers", "returnSeatsLand", "returnSeatsAir"],
  C24: ["trainSecurity", "trainCapacity"],
  C25: ["bribeSupervision"],
  C26: ["noticeWaived", "returnSeatsAir"],
  C27: ["returnSeatsAir", "removalFlightSeats", "custodyLimitHours"],
  C28: ["custodyLimitHours"],
  C29: ["noticeHours", "custodyLimitHours"],
  C30: ["returnSeatsLand", "returnSeatsAir"],
  C31: ["transferSeats"],
  C32: ["deal"],
  C34: ["election"],
  C36: ["asylumRule"],
  C37: ["acceptance", "returnQuota", "quotaUse"],
  C38: ["expulsionAuthority"],
  C39: ["returnQuota", "quotaUse"],
  C40: ["interceptionOfficers", "returnSeatsLand"],
  C41: ["removalFlightSeats"],
  C42: ["fundsToMexico"],
  C43: ["aid"],
  C44: ["expulsionAuthority", "acceptance"],
  C45: ["mppPlaces", "dailyCap", "shelterPlaces"],
  C46: ["paymentsSuspended", "expulsionAuthority"],
  C48: ["deal"],
  C49: ["workVisas"],
  C50: ["mppPlaces"],
  C51: ["trainSecurity", "effort", "interceptionOfficers"],
  C52: ["bribeSupervision"],
  C53: ["effort"],
  C54: ["appointments", "portEntries", "portClosure"],
};

/** Parameters that say how strongly a lever acts; levers that are not here act by their own number alone. */
const strengths: Partial<Record<LeverId, readonly ParameterName[]>> = {
  interceptionOfficers: ["officerElasticity", "searchRate"],
  effort: ["unfundedEffort"],
  effortFollowsDeals: ["effortHalfLifeDays"],
  deal: ["dealBoost", "effortHalfLifeDays"],
  trainSecurity: ["trainSecurityWeight"],
  trainCapacity: ["trainDependence"],
  raids: ["raidRate"],
  custodyPlaces: ["noRoomWork"],
  transferSeats: ["transferGiveUp", "transferToTapachula", "transferEffortElasticity"],
  bribeSupervision: ["bribeShare"],
  visaRequired: ["visaLeak", "landDelayDays"],
  transitPermits: ["permitProtection"],
  acceptance: ["cautionAcceptance"],
  expulsionAuthority: ["retryExpelled"],
  asylumRule: ["cautionRule", "fearPassRateRule", "removalShareRule"],
  mppPlaces: ["mppRelief", "mppAbandonRetry"],
  appointments: ["patienceDays"],
  appointmentReach: ["inlandInterest"],
  parolePlaces: ["paroleDiversion"],
  agents: ["agentElasticity"],
  barriers: ["barrierWeight", "barrierApprehension"],
  custodyCapacity: ["portClosureSlope"],
  portClosure: ["closureTradeLoss"],
  railClosure: ["railTradeLoss", "railClosedWeight"],
  detentionBeds: ["detentionRemovedShare"],
  sanctionShare: ["retrySanction"],
  judges: ["valueHorizonYears"],
  docketOrder: ["valueHorizonYears"],
  asylumOfficersScreening: ["screeningsPerOfficer"],
  asylumOfficersDeciding: ["officerDecisions"],
  workPermitDelayDays: ["workPermitWeight"],
  workVisas: ["lawfulPathwayElasticity"],
  aid: ["aidElasticity", "aidDelayDays"],
  tariffThreat: ["tariffBoost"],
  election: ["salienceElection"],
};

/** The way from a lever to what is said of it: mechanisms, claims, disagreements and the ranges of what it acts by. */
export function evidenceOf(lever: LeverId): LeverEvidence {
  const names: readonly string[] = strengths[lever] ?? [];
  const rows = parameterRows
    .filter((row) => names.includes(row.name) && isUncertain(row))
    .map(({ name, value, low, high, grade }) => ({ name, value, low, high, grade }));
  return {
    claims: claims()
      .filter(({ id }) => leversOfClaim[id]?.includes(lever))
      .map(({ id, mechanisms, independentOrigins }) => ({ id, mechanisms, origins: independentOrigins })),
    disagreements: disagreements
      .filter((one) => one.levers.includes(lever))
      .map(({ id, kind, claims: own, sources, figures }) => ({ id, kind, claims: own, sources, figures: figures() })),
    strengths: rows,
    mayDoNothing: rows.filter(({ low }) => low === 0),
  };
}
