import type { LeverId } from "../../src/model/levers.ts";
import type { ObservableName } from "../../src/model/observables.ts";
import type { Change } from "../support/history.ts";

/** Months before which history is forked; every fork runs for the same number of months. */
export const forks = ["2019-01", "2020-08", "2021-10", "2022-12", "2023-06", "2023-10"] as const;
export type Fork = (typeof forks)[number];

/** Rates that no column holds: evaders apprehended per evading attempt, and removals per encounter. */
export type Rate = "apprehensionRate" | "removalRate";
/** An observable (all of its members), one of its members as `family/member`, or a rate. */
export type Output = ObservableName | `${ObservableName}/${string}` | Rate;

/** Words of the lever's `effect`, and an output that must move as they say when the lever goes up. */
export type Claim = readonly [says: string, output: Output, moves: "up" | "down"];

/** A lever moved from its value in history, all members unless some are named, and what must follow. */
export interface Move {
  readonly lever: LeverId;
  readonly fork: Fork;
  readonly members?: readonly string[];
  /** New value; instead of it a multiple of the value in history. */
  readonly value?: number;
  readonly multiply?: number;
  /** Days from the fork to the move, and how long it stands; default at once and for good. */
  readonly after?: number;
  readonly duration?: number;
  /** Whether the lever goes up or down against history. */
  readonly goes: "up" | "down";
  /** What else holds in both arms, where history leaves the lever nothing to act on. */
  readonly given?: readonly Omit<Change, "fromDay">[];
  readonly claims: readonly Claim[];
}

/** No money but what the lever under test gives. */
const poor: Move["given"] = [
  { lever: "appropriation", value: 1000 },
  { lever: "supplements", value: 0 },
];
const longer = "transfers and returns go on for longer in the year";

export const moves: readonly Move[] = [
  {
    lever: "interceptionOfficers",
    fork: "2023-06",
    multiply: 1.5,
    goes: "up",
    claims: [
      ["more interceptions", "interceptions", "up"],
      ["fewer people reaching the northern cities", "reachedNorth", "down"],
    ],
  },
  {
    lever: "effort",
    fork: "2023-06",
    multiply: 1.5,
    goes: "up",
    claims: [["more interceptions", "interceptions", "up"]],
  },
  {
    lever: "effortFollowsDeals",
    fork: "2023-10",
    value: 0,
    goes: "down",
    claims: [["with 1, deals raise effort", "effort", "up"]],
  },
  {
    lever: "effortFollowsDeals",
    fork: "2019-01",
    value: 0,
    goes: "down",
    given: [
      { lever: "paymentsSuspended", value: 1 },
      { lever: "deal", value: 0 },
      { lever: "tariffThreat", value: 0 },
    ],
    claims: [["unpaid effort decays", "effort", "down"]],
  },
  {
    lever: "deal",
    fork: "2023-10",
    value: 1,
    after: 20,
    duration: 0,
    goes: "up",
    claims: [["effort rises within two weeks", "effort", "up"]],
  },
  {
    lever: "trainSecurity",
    fork: "2022-12",
    value: 1,
    goes: "up",
    claims: [
      ["Del Rio", "usbpBySector/Del Rio", "down"],
      ["El Paso", "usbpBySector/El Paso", "down"],
    ],
  },
  {
    lever: "trainCapacity",
    fork: "2022-12",
    value: 2,
    goes: "up",
    claims: [["more people reach the cities at the railheads", "usbpBySector/Del Rio", "up"]],
  },
  {
    lever: "raids",
    fork: "2023-10",
    members: ["Tijuana"],
    value: 300,
    goes: "up",
    claims: [
      ["more interceptions", "interceptions", "up"],
      ["people staging in that city", "waiting/Tijuana", "down"],
    ],
  },
  {
    lever: "custodyLimitHours",
    fork: "2023-06",
    value: 360,
    goes: "up",
    given: [{ lever: "custodyPlaces", value: 6800 }],
    claims: [
      ["more returns from Mexico", "returnsFromMexico", "up"],
      ["more person-days in custody", "inmCustody", "up"],
    ],
  },
  {
    lever: "custodyPlaces",
    fork: "2023-06",
    value: 6800,
    goes: "up",
    claims: [["more people held until return", "inmCustody", "up"]],
  },
  {
    lever: "returnSeatsLand",
    fork: "2019-01",
    multiply: 0.3,
    goes: "down",
    claims: [["more returns from Mexico", "returnsFromMexico", "up"]],
  },
  {
    lever: "returnSeatsAir",
    fork: "2022-12",
    multiply: 1.5,
    goes: "up",
    claims: [["more returns from Mexico", "returnsFromMexico", "up"]],
  },
  {
    lever: "noticeHours",
    fork: "2023-06",
    members: ["Honduras"],
    value: 72,
    goes: "up",
    claims: [["fewer returns when longer than the custody limit", "returnsFromMexico/Honduras", "down"]],
  },
  {
    lever: "noticeWaived",
    fork: "2023-06",
    members: ["Venezuela"],
    value: 1,
    goes: "up",
    claims: [["more returns of that nationality", "returnsFromMexico/Venezuela", "up"]],
  },
  {
    lever: "transferSeats",
    fork: "2023-06",
    multiply: 0.3,
    goes: "down",
    claims: [
      ["more people start the way again", "transfersSouth", "up"],
      ["fewer reach the north", "reachedNorth", "down"],
    ],
  },
  {
    lever: "appropriation",
    fork: "2019-01",
    value: 4000,
    goes: "up",
    given: [{ lever: "supplements", value: 0 }],
    claims: [
      [longer, "transfersSouth", "up"],
      [longer, "returnsFromMexico", "up"],
    ],
  },
  {
    lever: "supplements",
    fork: "2019-01",
    value: 0,
    goes: "down",
    claims: [
      [longer, "transfersSouth", "up"],
      [longer, "returnsFromMexico", "up"],
    ],
  },
  {
    lever: "fundsToMexico",
    fork: "2019-01",
    value: 300,
    goes: "up",
    given: poor,
    claims: [
      [longer, "transfersSouth", "up"],
      [longer, "returnsFromMexico", "up"],
    ],
  },
  {
    lever: "paymentsSuspended",
    fork: "2023-06",
    value: 1,
    goes: "up",
    claims: [
      ["transfers and returns stop", "transfersSouth", "down"],
      ["transfers and returns stop", "returnsFromMexico", "down"],
    ],
  },
  {
    lever: "bribeSupervision",
    fork: "2023-06",
    value: 0.8,
    goes: "up",
    claims: [["fewer interceptions end in a payment and release", "bribes", "down"]],
  },
  {
    lever: "visaRequired",
    fork: "2021-10",
    members: ["Venezuela"],
    value: 1,
    goes: "up",
    claims: [
      ["fewer arrivals by air", "reachedNorth/Venezuela", "down"],
      ["some come back by land", "darien/Venezuela", "up"],
    ],
  },
  {
    lever: "comarCapacity",
    fork: "2023-06",
    multiply: 0.1,
    goes: "down",
    claims: [["more people stay in Mexico", "livingInMexico", "up"]],
  },
  {
    lever: "transitPermits",
    fork: "2023-06",
    value: 0.6,
    goes: "up",
    claims: [
      ["fewer repeat interceptions", "interceptions", "down"],
      ["more people reach the north", "reachedNorth", "up"],
    ],
  },
  {
    lever: "acceptance",
    fork: "2021-10",
    value: 1,
    goes: "up",
    claims: [
      ["more expulsions", "expulsions", "up"],
      ["fewer releases", "releases", "down"],
    ],
  },
  {
    lever: "acceptance",
    fork: "2023-06",
    members: ["Guatemala"],
    value: 1,
    goes: "up",
    claims: [["returns to Mexico", "returnsToMexico/Guatemala", "up"]],
  },
  {
    lever: "returnQuota",
    fork: "2023-06",
    multiply: 3,
    goes: "up",
    claims: [["more returns to Mexico", "returnsToMexico", "up"]],
  },
  {
    lever: "quotaUse",
    fork: "2023-06",
    value: 0.5,
    goes: "up",
    claims: [["more returns to Mexico", "returnsToMexico", "up"]],
  },
  {
    lever: "dailyCap",
    fork: "2021-10",
    value: 50,
    goes: "down",
    claims: [["fewer people left in the United States", "releases", "down"]],
  },
  {
    lever: "shelterPlaces",
    fork: "2023-06",
    multiply: 3,
    goes: "up",
    claims: [
      ["fewer people without shelter", "overShelterPersonDays", "down"],
      ["fewer attacks", "attacks", "down"],
    ],
  },
  {
    lever: "expulsionAuthority",
    fork: "2023-06",
    value: 1,
    goes: "up",
    claims: [
      ["more expulsions", "expulsions", "up"],
      ["more repeat crossings", "usbpRepeat", "up"],
    ],
  },
  {
    lever: "asylumRule",
    fork: "2019-01",
    value: 1,
    goes: "up",
    claims: [
      ["fewer releases", "releases", "down"],
      ["a larger share removed", "removalRate", "up"],
      ["fewer crossings", "usbp", "down"],
    ],
  },
  {
    lever: "mppPlaces",
    fork: "2019-01",
    value: 400,
    goes: "up",
    claims: [
      ["more people waiting in northern cities", "waiting", "up"],
      ["more attacks", "attacks", "up"],
      ["fewer releases", "releases", "down"],
    ],
  },
  {
    lever: "appointments",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["more entries at ports", "ports", "up"],
      ["fewer crossings between them", "usbp", "down"],
    ],
  },
  {
    lever: "appointmentReach",
    fork: "2023-06",
    value: 2,
    goes: "up",
    claims: [["fewer travel north", "reachedNorth", "down"]],
  },
  {
    lever: "portEntries",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["more entries at ports", "ports", "up"],
      ["shorter queues", "waiting", "down"],
    ],
  },
  {
    lever: "parolePlaces",
    fork: "2021-10",
    members: ["Cuba", "Haiti", "Nicaragua", "Venezuela"],
    value: 7500,
    goes: "up",
    claims: [["fewer departures by land", "departures", "down"]],
  },
  {
    lever: "custodyCapacity",
    fork: "2023-10",
    multiply: 0.2,
    goes: "down",
    claims: [
      ["fewer field releases", "fieldReleases", "down"],
      ["fewer port closures", "portsClosed", "down"],
    ],
  },
  {
    lever: "agents",
    fork: "2023-06",
    multiply: 1.5,
    goes: "up",
    claims: [
      ["a larger share of evading crossers apprehended", "apprehensionRate", "up"],
      ["fewer known got-aways", "gotaways", "down"],
    ],
  },
  {
    lever: "barriers",
    fork: "2023-06",
    members: ["Tucson"],
    value: 1,
    goes: "up",
    claims: [
      ["fewer crossings there", "usbpBySector/Tucson", "down"],
      ["more in neighbouring sectors", "usbpBySector/El Paso", "up"],
      ["more in neighbouring sectors", "usbpBySector/Yuma", "up"],
    ],
  },
  {
    lever: "barriers",
    fork: "2023-06",
    value: 1,
    goes: "up",
    claims: [["more deaths", "deathsBySector", "up"]],
  },
  {
    lever: "portClosure",
    fork: "2023-06",
    value: 0.5,
    goes: "up",
    claims: [
      ["fewer entries at ports", "ports", "down"],
      ["trade loss", "tradeLoss", "up"],
    ],
  },
  {
    lever: "railClosure",
    fork: "2023-06",
    members: ["Piedras Negras", "Ciudad Juárez"],
    value: 1,
    goes: "up",
    claims: [
      ["trade loss", "tradeLoss", "up"],
      ["fewer freight trains run north", "usbpBySector/Del Rio", "down"],
    ],
  },
  {
    lever: "removalFlightSeats",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["more removals", "removals", "up"],
      ["fewer releases", "releases", "down"],
    ],
  },
  {
    lever: "detentionBeds",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["fewer releases", "releases", "down"],
      ["more removals", "removals", "up"],
    ],
  },
  {
    lever: "sanctionShare",
    fork: "2019-01",
    value: 0.2,
    goes: "down",
    claims: [["fewer repeat crossings", "usbpRepeatMexican", "down"]],
  },
  {
    lever: "judges",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["smaller court backlog", "backlog", "down"],
      ["shorter wait", "expectedWait", "down"],
    ],
  },
  {
    lever: "completionsPerJudge",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["smaller court backlog", "backlog", "down"],
      ["shorter wait", "expectedWait", "down"],
    ],
  },
  {
    lever: "docketOrder",
    fork: "2023-06",
    value: 1,
    goes: "up",
    claims: [
      ["new arrivals are decided sooner", "expectedWait", "down"],
      ["old cases wait longer", "meanCaseAge", "up"],
    ],
  },
  {
    lever: "docketOrder",
    fork: "2023-06",
    value: 2,
    goes: "up",
    claims: [["old cases wait longer", "meanCaseAge", "up"]],
  },
  {
    lever: "asylumOfficersScreening",
    fork: "2023-06",
    multiply: 2,
    goes: "up",
    claims: [
      ["more people screened", "fearScreenings", "up"],
      ["fewer released without screening", "releases", "down"],
    ],
  },
  {
    lever: "asylumOfficersDeciding",
    fork: "2023-06",
    value: 1000,
    goes: "up",
    claims: [["smaller court backlog", "backlog", "down"]],
  },
  {
    lever: "workPermitDelayDays",
    fork: "2021-10",
    value: 720,
    goes: "up",
    claims: [["fewer departures when longer", "departures", "down"]],
  },
  {
    lever: "workVisas",
    fork: "2021-10",
    multiply: 2,
    goes: "up",
    claims: [["fewer unlawful crossings", "usbp", "down"]],
  },
  {
    lever: "aid",
    fork: "2021-10",
    multiply: 10,
    goes: "up",
    claims: [["fewer departures", "departures", "down"]],
  },
  {
    lever: "tariffThreat",
    fork: "2022-12",
    value: 25,
    goes: "up",
    claims: [["Mexico's effort rises", "effort", "up"]],
  },
  {
    lever: "demandShock",
    fork: "2022-12",
    value: 1.5,
    goes: "up",
    claims: [["more departures", "departures", "up"]],
  },
  {
    lever: "darienClosure",
    fork: "2022-12",
    value: 0.8,
    goes: "up",
    claims: [["fewer arrivals of nationals who come through the Darién", "reachedNorth/Venezuela", "down"]],
  },
  {
    lever: "election",
    fork: "2022-12",
    value: 1,
    goes: "up",
    claims: [["salience of migration rises", "salience", "up"]],
  },
];
