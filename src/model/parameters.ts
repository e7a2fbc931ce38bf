import { csvParse } from "d3-dsv";
import { files } from "../data/embedded.ts";
import { cities, households, nationalities, sectors } from "./geography.ts";
import { type Grade, grades } from "./levers.ts";

/** Ways from home to the border, as far as they differ in days. */
export const ways = ["Mexican", "air", "Darién", "Central America"] as const;

const dimensions = {
  all: [""],
  nationality: nationalities,
  household: households,
  sector: sectors,
  city: cities,
  way: ways,
  month: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
} as const;
type Dimension = keyof typeof dimensions;

/** Every parameter the model reads, with what it varies by. Values, ranges, units, grades and sources are in `data/parameters.csv`. */
const shape = {
  // departures and entry
  baseDepartures: "nationality",
  departureElasticity: "all",
  perceptionDays: "all",
  payoffReference: "all",
  yearlyGain: "all",
  dangerLoss: "all",
  lawfulPathwayElasticity: "all",
  lawfulPathwayDelayDays: "all",
  aidElasticity: "all",
  aidDelayDays: "all",
  seasonMexican: "month",
  seasonForeign: "month",
  heat: "month",
  seasonLeadDays: "way",
  seasonStages: "all",
  airShare: "nationality",
  darienShare: "nationality",
  landViability: "nationality",
  landDelayDays: "all",
  visaLeak: "all",
  paroleDiversion: "all",
  // transit and interception
  tapachulaShare: "all",
  onFootShare: "all",
  trainAffinity: "nationality",
  airAffinity: "nationality",
  railPull: "city",
  trainDependence: "all",
  searchRate: "all",
  handlingDays: "all",
  officerElasticity: "all",
  exposure: "nationality",
  householdExposure: "household",
  permitProtection: "all",
  raidRate: "all",
  cityInterceptionRate: "all",
  stayExposure: "all",
  noRoomWork: "all",
  // bribes
  bribeShare: "all",
  bribePrice: "all",
  smugglerPresence: "nationality",
  // custody and transfer
  consularAcceptance: "nationality",
  returnableHousehold: "household",
  comarShare: "nationality",
  transferDays: "all",
  transferGiveUp: "all",
  transferToTapachula: "all",
  transferEffortElasticity: "all",
  livingRestartDays: "all",
  livingLeaveDays: "all",
  // smugglers and perception
  memoryDays: "all",
  priorOutcomes: "all",
  choiceWeight: "all",
  legRiskWeight: "all",
  barrierWeight: "all",
  trainSecurityWeight: "all",
  railClosedWeight: "all",
  cautionRule: "all",
  cautionAcceptance: "all",
  cautionHalfLifeDays: "all",
  returnCautionHalfLifeDays: "all",
  rushWeight: "all",
  rushWindowDays: "all",
  feeReference: "nationality",
  feeRiskElasticity: "all",
  feeDemandElasticity: "all",
  relocateRate: "all",
  // at the northern border
  attemptRate: "all",
  borderGiveUp: "all",
  evadeIntercept: "household",
  evadeNationality: "nationality",
  evadeWeight: "all",
  evadePenalty: "all",
  waitWeight: "all",
  readyWorth: "all",
  apprehensionRate: "all",
  barrierApprehension: "all",
  agentReference: "sector",
  agentElasticity: "all",
  turnBackShare: "all",
  knownGotawayShare: "all",
  appointmentInterest: "nationality",
  inlandInterest: "all",
  portInterest: "nationality",
  portWaitQuitDays: "all",
  patienceDays: "all",
  // U.S. consequences
  custodyStayDays: "all",
  expulsionHousehold: "household",
  expulsionAir: "all",
  mexicanReturn: "household",
  mppEligible: "nationality",
  mppStayDays: "all",
  mppRelief: "all",
  mppAbandonRetry: "all",
  fearClaimShare: "nationality",
  fearPassRate: "all",
  fearPassRateRule: "all",
  screeningsPerOfficer: "all",
  removalShareRule: "all",
  mexicanRemovalRule: "all",
  detentionShare: "household",
  detentionStayDays: "all",
  detentionRemovedShare: "all",
  agentsPerCustody: "all",
  processingMost: "all",
  portClosureSlope: "all",
  portsClosedMost: "all",
  // after return
  returnedStayDays: "all",
  retryExpelled: "all",
  retryReturned: "all",
  retrySanction: "all",
  returnedHomeShare: "all",
  // courts
  filingDelayDays: "all",
  otherFilings: "all",
  pendingBefore: "all",
  dedicatedDays: "all",
  asylumApplicationShare: "all",
  grantShare: "nationality",
  absentiaShare: "all",
  closureShare: "all",
  appealShare: "all",
  officerDecisions: "all",
  removalExecuted: "all",
  valueHorizonYears: "all",
  workPermitWeight: "all",
  // money
  officerCost: "all",
  custodyDayCost: "all",
  returnCost: "all",
  transferCost: "all",
  fixedCost: "all",
  removalSeatCost: "all",
  detentionDayCost: "all",
  courtCaseCost: "all",
  closureTradeLoss: "all",
  railTradeLoss: "all",
  pesosPerDollar: "all",
  // harm
  attackHazard: "city",
  attackHouseless: "all",
  roadDeathHazard: "all",
  attemptDeathHazard: "sector",
  remotenessDeath: "all",
  heatDeath: "all",
  childShare: "household",
  // politics
  dealBoost: "all",
  dealRiseDays: "all",
  dealSaturation: "all",
  effortHalfLifeDays: "all",
  tariffBoost: "all",
  unfundedEffort: "all",
  salienceLagDays: "all",
  salienceHalfLifeDays: "all",
  salienceElection: "all",
} as const satisfies Record<string, Dimension>;

export type ParameterName = keyof typeof shape;
/** Immutable values; a parameter that varies by something is an array in index order. */
export type Parameters = {
  readonly [Name in ParameterName]: (typeof shape)[Name] extends "all" ? number : Float64Array;
};

/** One row of `data/parameters.csv`. `low`–`high` is the 90% range of the prior; equal to the value where it is fixed. */
export interface ParameterRow {
  readonly name: ParameterName;
  readonly key: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly grade: Grade;
  readonly source: string;
}

/** True if a row has a range. */
export function isUncertain({ low, high }: ParameterRow): boolean {
  return low < high;
}

function refuse(row: number, text: string): never {
  throw new Error(`data/parameters.csv:${row + 2}: ${text}`);
}

/** Reads and checks the table: every parameter once per key, finite numbers, low ≤ value ≤ high, a unit, a grade and a source. */
export function parseParameterRows(text: string): ParameterRow[] {
  return csvParse(text).map((raw, row) => {
    const name = raw.name as ParameterName;
    if (!(name in shape))
      refuse(row, `unknown parameter "${raw.name}"; expected one of those in src/model/parameters.ts`);
    const keys: readonly string[] = dimensions[shape[name]];
    const key = raw.key ?? "";
    if (key !== "*" && !keys.includes(key))
      refuse(row, `unknown key "${key}" for ${name}; expected one of ${keys.join(", ")}`);
    const [value, low, high] = [raw.value, raw.low || raw.value, raw.high || raw.value].map(Number) as [
      number,
      number,
      number,
    ];
    if (!(low <= value && value <= high))
      refuse(row, `${name} ${key}: expected low ≤ value ≤ high, given ${low}, ${value}, ${high}`);
    if (!raw.unit || !raw.source) refuse(row, `${name} ${key} has no unit or no source`);
    if (!grades.some((grade) => grade === raw.grade))
      refuse(row, `${name} ${key}: grade "${raw.grade}"; expected one of ${grades.join(", ")}`);
    return { name, key, value, low, high, unit: raw.unit, grade: raw.grade as Grade, source: raw.source };
  });
}

/** The table as the model reads it. A row with key `*` gives the value of every member that has no row of its own. */
export function buildParameters(rows: readonly ParameterRow[]): Parameters {
  // from entries in one go: an object filled key by key would stay a slow dictionary, and the hot loops read it millions of times
  const values = Object.fromEntries(
    Object.entries(shape).map(([name, dimension]) => {
      const own = rows.filter((row) => row.name === name);
      const numbers = dimensions[dimension as Dimension].map((key) => {
        const row = own.find((r) => r.key === key) ?? own.find((r) => r.key === "*");
        if (!row) throw new Error(`data/parameters.csv has no row for ${name}${key ? ` of ${key}` : ""}`);
        return row.value;
      });
      return [name, dimension === "all" ? (numbers[0] as number) : Float64Array.from(numbers)];
    }),
  );
  return values as unknown as Parameters;
}

/** A table that was built with the values of some rows, each of one key, in place of its own. */
export function withRows(
  parameters: Parameters,
  rows: readonly Pick<ParameterRow, "name" | "key" | "value">[],
): Parameters {
  const entries = Object.entries(parameters).map(([name, value]: [string, number | Float64Array]) => {
    const own = rows.filter((row) => row.name === name);
    if (own.length === 0) return [name, value];
    if (typeof value === "number") return [name, own[0].value];
    const keys: readonly string[] = dimensions[shape[name as ParameterName]];
    const values = Float64Array.from(value);
    for (const row of own) values[keys.indexOf(row.key)] = row.value;
    return [name, values];
  });
  return Object.fromEntries(entries) as unknown as Parameters;
}

/** What a table that was built has for the name and key of a row. */
export function valueOfRow(parameters: Parameters, { name, key }: Pick<ParameterRow, "name" | "key">): number {
  const value = parameters[name];
  const keys: readonly string[] = dimensions[shape[name]];
  return typeof value === "number" ? value : value[keys.indexOf(key)];
}

export const parameterRows: readonly ParameterRow[] = parseParameterRows(files["parameters.csv"] ?? "");
