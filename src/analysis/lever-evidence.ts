import { evidenceTable } from "../data/evidence/tables.ts";
import { claims } from "../data/ledgers.ts";
import type { LeverId } from "../model/levers.ts";
import { isUncertain, type ParameterName, parameterRows } from "../model/parameters.ts";
import type { LeverEvidence } from "./contested.ts";
import { disagreements } from "./disagreements.ts";

/** Claims that are about a lever, by id. */
export const claimsOf = (lever: LeverId): readonly string[] =>
  evidenceTable("claim_links")
    .filter(({ kind, id }) => kind === "lever" && id === lever)
    .map(({ claim }) => claim);

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
  const own = claimsOf(lever);
  const rows = parameterRows
    .filter((row) => names.includes(row.name) && isUncertain(row))
    .map(({ name, value, low, high, grade }) => ({ name, value, low, high, grade }));
  return {
    claims: claims()
      .filter(({ id }) => own.includes(id))
      .map(({ id, mechanisms, independentOrigins }) => ({ id, mechanisms, origins: independentOrigins })),
    disagreements: disagreements
      .filter((one) => one.levers.includes(lever))
      .map(({ id, kind, claims: own, sources, figures }) => ({ id, kind, claims: own, sources, figures: figures() })),
    strengths: rows,
    mayDoNothing: rows.filter(({ low }) => low === 0),
  };
}
