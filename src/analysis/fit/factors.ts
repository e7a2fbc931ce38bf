import type { Rng } from "../../engine/rng.ts";
import { isUncertain, type ParameterName, type ParameterRow, parameterRows } from "../../model/parameters.ts";
import { standardNormal, valueAtScore } from "../prior.ts";

/**
 * Structural parameters that the history is asked about. The keys of one parameter share a score; those marked `own` have a second one
 * each. All other uncertain parameters (money, harm, courts …) keep their draws from the prior: the fitted series say nothing about them.
 */
const asked: readonly (readonly [name: ParameterName, own: boolean])[] = [
  ["departureElasticity", false],
  ["perceptionDays", false],
  ["landViability", false],
  ["landDelayDays", false],
  ["visaLeak", false],
  ["paroleDiversion", false],
  ["trainAffinity", true],
  ["airAffinity", false],
  ["railPull", true],
  ["trainDependence", false],
  ["searchRate", false],
  ["handlingDays", false],
  ["officerElasticity", false],
  ["exposure", true],
  ["householdExposure", false],
  ["permitProtection", false],
  ["raidRate", false],
  ["cityInterceptionRate", false],
  ["stayExposure", false],
  ["noRoomWork", false],
  ["consularAcceptance", true],
  ["returnableHousehold", false],
  ["comarShare", false],
  ["transferDays", false],
  ["transferGiveUp", false],
  ["transferToTapachula", false],
  ["transferEffortElasticity", false],
  ["livingRestartDays", false],
  ["livingLeaveDays", false],
  ["memoryDays", false],
  ["choiceWeight", false],
  ["legRiskWeight", false],
  ["barrierWeight", false],
  ["trainSecurityWeight", false],
  ["cautionRule", false],
  ["cautionAcceptance", false],
  ["cautionHalfLifeDays", false],
  ["returnCautionHalfLifeDays", false],
  ["rushWeight", false],
  ["rushWindowDays", false],
  ["relocateRate", false],
  ["attemptRate", false],
  ["borderGiveUp", false],
  ["evadeIntercept", false],
  ["evadeNationality", false],
  ["evadeWeight", false],
  ["evadePenalty", false],
  ["waitWeight", false],
  ["apprehensionRate", false],
  ["agentElasticity", false],
  ["turnBackShare", false],
  ["appointmentInterest", true],
  ["inlandInterest", false],
  ["portInterest", true],
  ["portWaitQuitDays", false],
  ["custodyStayDays", false],
  ["expulsionHousehold", false],
  ["expulsionAir", false],
  ["mexicanReturn", false],
  ["mppEligible", false],
  ["mppAbandonRetry", false],
  ["removalShareRule", false],
  ["mexicanRemovalRule", false],
  ["detentionShare", false],
  ["returnedStayDays", false],
  ["retryExpelled", false],
  ["retryReturned", false],
  ["returnedHomeShare", false],
  ["dealBoost", false],
  ["dealRiseDays", false],
  ["dealSaturation", false],
  ["effortHalfLifeDays", false],
  ["unfundedEffort", false],
  ["attackHazard", false],
];

/** One standard score of the fit: `name` alone moves all keys of the parameter, `name/key` one of them. */
export interface Factor {
  readonly name: ParameterName;
  /** Undefined for the score that all keys share. */
  readonly key: string | undefined;
}

/** Part of the variance of a keyed parameter that its keys have in common. */
const commonVariance = 0.6;

export const factors: readonly Factor[] = asked.flatMap(([name, own]) => {
  const rows = parameterRows.filter((row) => row.name === name && isUncertain(row));
  const shared: Factor = { name, key: undefined };
  return own ? [shared, ...rows.map(({ key }) => ({ name, key }))] : [shared];
});

const index = new Map(factors.map(({ name, key }, i) => [`${name}/${key ?? ""}`, i]));

/** The parameter rows of a member: asked ones by its scores, the others as in `drawn`. */
export function rowsAtScores(scores: ArrayLike<number>, drawn: readonly ParameterRow[]): ParameterRow[] {
  return parameterRows.map((row, i) => {
    const shared = index.get(`${row.name}/`);
    if (shared === undefined || !isUncertain(row)) return drawn[i];
    const own = row.key === "" ? undefined : index.get(`${row.name}/${row.key}`);
    const score =
      own === undefined
        ? scores[shared]
        : Math.sqrt(commonVariance) * scores[shared] + Math.sqrt(1 - commonVariance) * scores[own];
    return { ...row, value: valueAtScore(row, score) };
  });
}

/** Scores of a draw from the prior: independent standard normals. */
export function drawScores(rng: Rng): Float64Array {
  return Float64Array.from(factors, () => standardNormal(rng));
}
