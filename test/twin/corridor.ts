import { blockSize, c } from "../../src/model/compartments.ts";
import { step } from "../../src/model/day.ts";
import { cities, groupCount, households, nationalities, sectors } from "../../src/model/geography.ts";
import type { LatentPaths } from "../../src/model/latent.ts";
import { legIndex, stayingPlaces } from "../../src/model/network.ts";
import { o } from "../../src/model/observables.ts";
import type { Parameters } from "../../src/model/parameters.ts";
import { createWorld, emptySnapshot, originDay, type World } from "../../src/model/world.ts";
import { leverPaths } from "../../src/scenario/timeline.ts";
import { type Change, history, stepOf } from "../support/history.ts";
import { defaultParameters } from "../support/parameters.ts";
import { Dice, type Event, type Place, type Policies, Twin, type TwinSetup } from "./twin.ts";

/*
 * The small corridor: single adults from Honduras (by land) and Venezuela (through the Darién) to Ciudad Acuña and Piedras Negras.
 *
 * Frozen by parameters, in both: what travellers and smugglers learn (elasticities and weights of memory 0), season, heat, deaths on the
 * road. Frozen by levers: deals, appointments, ports, MPP, the return quota, and custody, detention and screening places, which are ample.
 * Reproduced in the twin: saturation of officers, checks in towns, less work of officers without room, raids against crowding, seats planned on the demand of two weeks (returns, transfers,
 * claims, removals), overcrowding of U.S. custody and agents lost to processing. The first day has no effort and no money, as in the model.
 */
const honduras = nationalities.indexOf("Honduras");
const venezuela = nationalities.indexOf("Venezuela");
const delRio = sectors.indexOf("Del Rio");
const month = 3;

const policies: Policies = {
  effort: 1.2,
  officers: [20000, 15000, 10000],
  raids: [0, 4],
  supervision: 0.2,
  transitPermits: 0.3,
  custodyLimitHours: 36,
  noticeHours: [24, 72],
  returnSeats: [2, 5],
  claimsPerDay: 1,
  transferSeats: 5,
  agents: 6,
  custodyPlaces: 20,
  acceptance: [0.5, 0.3],
  removalSeats: [0.5, 0.3],
};

const perNationality = (set: Readonly<Record<number, number>>): Float64Array =>
  Float64Array.from(nationalities, (_, n) => set[n] ?? 0);

/** Monthly factors of a year whose days are all alike. */
const evenYear = Float64Array.from([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], (days) => days / (365.25 / 12));

/** Parameters of the table, with departures fixed and memory frozen. */
export const parameters: Parameters = {
  ...defaultParameters,
  baseDepartures: perNationality({ [honduras]: 12, [venezuela]: 9 }),
  darienShare: perNationality({ [venezuela]: 1 }),
  airShare: perNationality({}),
  seasonMexican: evenYear,
  seasonForeign: evenYear,
  heat: new Float64Array(12).fill(0.5),
  departureElasticity: 0,
  lawfulPathwayElasticity: 0,
  aidElasticity: 0,
  cautionRule: 0,
  cautionAcceptance: 0,
  rushWeight: 0,
  choiceWeight: 0,
  legRiskWeight: 0,
  evadeWeight: 0,
  waitWeight: 0,
  roadDeathHazard: 0,
  // often enough to be seen among some two thousand people
  handlingDays: 0.4,
  livingRestartDays: 60,
  livingLeaveDays: 80,
  relocateRate: 0.1,
  borderGiveUp: 0.02,
  agentReference: new Float64Array(sectors.length).fill(12),
  attemptDeathHazard: new Float64Array(sectors.length).fill(0.02),
};

/** No sector but Del Rio draws anyone, and only single adults set out. */
const latent: LatentPaths = {
  firstMonth: month,
  months: 1,
  departures: new Float64Array(nationalities.length),
  attractiveness: Float64Array.from(sectors, (_, s) => (s === delRio ? 0 : -200)),
  householdMix: Float64Array.from({ length: groupCount }, (_, g) => (g % households.length === 0 ? 1 : 0)),
  affinity: new Float64Array(nationalities.length * sectors.length).fill(1 / sectors.length),
};

function leverSteps(): readonly Change[] {
  const set = (lever: Change["lever"], value: number, members?: readonly string[]): Change => ({
    lever,
    value,
    fromDay: originDay - 1,
    layer: 0,
    ...(members && { members }),
  });
  const each = (lever: Change["lever"], values: readonly number[]): Change[] => [
    set(lever, values[0], ["Honduras"]),
    set(lever, values[1], ["Venezuela"]),
  ];
  const [south, centre, north] = policies.officers;
  return [
    set("effort", policies.effort),
    set("effortFollowsDeals", 0),
    set("interceptionOfficers", south, ["south"]),
    set("interceptionOfficers", centre, ["centre"]),
    set("interceptionOfficers", north, ["north"]),
    set("raids", policies.raids[0], ["Ciudad Acuña"]),
    set("raids", policies.raids[1], ["Piedras Negras"]),
    set("bribeSupervision", policies.supervision),
    set("transitPermits", policies.transitPermits),
    set("custodyLimitHours", policies.custodyLimitHours),
    set("custodyPlaces", 100000),
    ...each("noticeHours", policies.noticeHours),
    ...each("returnSeatsLand", policies.returnSeats),
    set("comarCapacity", policies.claimsPerDay),
    set("transferSeats", policies.transferSeats),
    set("appropriation", 100000),
    set("agents", policies.agents, ["Del Rio"]),
    set("custodyCapacity", policies.custodyPlaces, ["Del Rio"]),
    set("expulsionAuthority", 1),
    ...each("acceptance", policies.acceptance),
    ...each("removalFlightSeats", policies.removalSeats),
    set("detentionBeds", 1000000),
    set("asylumOfficersScreening", 50000),
    set("portEntries", 0),
  ];
}

/** Days at whose end both are looked at. */
export const looks: readonly number[] = [60, 120];
const lastDay = originDay + looks[looks.length - 1] - 1;
const levers = leverPaths({ ...history, steps: leverSteps().map(stepOf) }, originDay - 1, lastDay);

/** What is compared: name, and its number in each run. */
export type Sample = Readonly<Record<string, number>>;

const groups = [honduras, venezuela].map((n) => ({
  name: nationalities[n],
  base: n * households.length * blockSize,
  n,
}));
const eventsByNationality = [
  "interceptions",
  "returnsFromMexico",
  "transfersSouth",
  "darien",
  "reachedNorth",
  "usbp",
] as const;
const moreByNationality = ["expulsions", "removals", "releases"] as const;
const eventsTogether = [
  "bribes",
  "asylumClaimsInMexico",
  "exitPapers",
  "usbpRepeat",
  "surrenders",
  "turnBacks",
  "fieldReleases",
] as const;
const eventsOfSector = ["evadingAttempts", "gotaways"] as const;

type Stock = readonly [
  name: string,
  places: readonly Place[],
  parts: readonly (readonly [first: number, count: number])[],
];

const onLeg = (name: string): readonly [number, number] => [c.travelling + legIndex(name), 1];
const inPlace = (name: (typeof stayingPlaces)[number]): readonly [number, number] => [
  c.staying + stayingPlaces.indexOf(name),
  1,
];

/** Places of the twin, and the parts of a group's block that hold the same people. */
const stocks: readonly Stock[] = [
  ["to the Darién", ["to the Darién"], [onLeg("origin to the Darién")]],
  ["in the Darién", ["the Darién"], [onLeg("through the Darién")]],
  ["in Central America", ["Central America"], [onLeg("through Central America")]],
  ["from Tapachula by road", ["Tapachula by road"], [onLeg("Tapachula to Oaxaca–Veracruz, road")]],
  ["from Tapachula on foot", ["Tapachula on foot"], [onLeg("Tapachula to Oaxaca–Veracruz, on foot")]],
  ["from Tenosique", ["Tenosique"], [onLeg("Tenosique to Villahermosa")]],
  ["from Villahermosa", ["Villahermosa"], [onLeg("Villahermosa to Oaxaca–Veracruz")]],
  ["from Oaxaca by road", ["Oaxaca by road"], [onLeg("Oaxaca–Veracruz to the hub, road")]],
  ["from Oaxaca by train", ["Oaxaca by train"], [onLeg("Oaxaca–Veracruz to the hub, freight train")]],
  ["to Acuña by road", ["to Acuña by road"], [onLeg("hub to Ciudad Acuña, road")]],
  ["to Piedras Negras by road", ["to Piedras Negras by road"], [onLeg("hub to Piedras Negras, road")]],
  ["to Piedras Negras by train", ["to Piedras Negras by train"], [onLeg("hub to Piedras Negras, freight train")]],
  ["in Tapachula", ["in Tapachula"], [inPlace("Tapachula")]],
  ["in Tenosique", ["in Tenosique"], [inPlace("Tenosique")]],
  ["in Villahermosa", ["in Villahermosa"], [inPlace("Villahermosa")]],
  ["in Oaxaca", ["in Oaxaca"], [inPlace("Oaxaca–Veracruz")]],
  ["at the hub", ["at the hub"], [inPlace("Mexico City hub")]],
  ["in Mexican custody", ["in Mexican custody"], [[c.inmCustody, c.transferringSouth - c.inmCustody]]],
  ["moved south", ["moved south"], [[c.transferringSouth, 1]]],
  ["living in Mexico", ["living in Mexico"], [[c.livingInMexico, 1]]],
  ["staging", ["staging"], [[c.staging, 2 * cities.length]]],
  ["attempting", ["surrendering", "evading"], [[c.attempting, c.usCustody - c.attempting]]],
  ["in U.S. custody", ["in U.S. custody"], [[c.usCustody, sectors.length]]],
  ["returned to Mexico", ["returned to Mexico"], [[c.returnedToMexico, cities.length]]],
  ["detained", ["detained"], [[c.detained, 1]]],
  [
    "in the United States",
    ["in the United States"],
    [
      [c.released, c.gaveUp - c.released],
      [c.caseDecided, 1],
    ],
  ],
  ["gave up", ["gave up"], [[c.gaveUp, 1]]],
  ["back home", ["back home"], [[c.returnedToOrigin, 1]]],
  ["removed", ["removed"], [[c.removedToOrigin, 1]]],
  ["got away", ["got away"], [[c.gotaway, 1]]],
  ["dead", ["dead"], [[c.died, 1]]],
];

function lookAtWorld(w: World, day: number, into: Record<string, number>): void {
  const { flow, state } = w;
  const note = (name: string, value: number): void => {
    into[`${name}, day ${day}`] = value;
  };
  for (const { name, base, n } of groups) {
    for (const event of [...eventsByNationality, ...moreByNationality]) note(`${event}, ${name}`, flow[o[event] + n]);
    for (const [stock, , parts] of stocks) {
      let people = 0;
      for (const [first, count] of parts) for (let i = 0; i < count; i++) people += state[base + first + i];
      note(`${stock}, ${name}`, people);
    }
    const acuña = c.staging + 2 * cities.indexOf("Ciudad Acuña");
    note(`staging in Acuña, ${name}`, state[base + acuña] + state[base + acuña + 1]);
  }
  for (const event of eventsTogether) note(event, flow[o[event]]);
  for (const event of eventsOfSector) note(event, flow[o[event] + delRio]);
  note("deaths", flow[o.deathsBySector + delRio]);
}

function lookAtTwin(twin: Twin, day: number, into: Record<string, number>): void {
  const note = (name: string, value: number): void => {
    into[`${name}, day ${day}`] = value;
  };
  groups.forEach(({ name }, i) => {
    for (const event of [...eventsByNationality, ...moreByNationality]) note(`${event}, ${name}`, twin.total(event, i));
    for (const [stock, places] of stocks) note(`${stock}, ${name}`, twin.count(i, places));
    note(
      `staging in Acuña, ${name}`,
      twin.count(i, ["staging"], (city) => city === 0),
    );
  });
  const both = (event: Event): number => twin.total(event, 0) + twin.total(event, 1);
  for (const event of [...eventsTogether, ...eventsOfSector, "deaths"] as const) note(event, both(event));
}

/** Runs of the simulator set up as the small corridor, from an empty one. */
export function runSimulator(runs: number, used: Parameters, seed = 1): Sample[] {
  return Array.from({ length: runs }, (_, run) => {
    const inputs = { parameters: used, latent, levers, frozenFrom: Number.POSITIVE_INFINITY, seed, run, mean: false };
    const world = createWorld(inputs, emptySnapshot());
    const sample: Record<string, number> = {};
    for (let day = 1; day <= looks[looks.length - 1]; day++) {
      step(world, originDay + day - 1);
      if (looks.includes(day)) lookAtWorld(world, day, sample);
    }
    return sample;
  });
}

/** A nationality, and the first day on which its single adults think over what they do once a week. */
function settingOut(index: number): { index: number; thinksFirstOn: number } {
  const lane = originDay + index * households.length;
  return { index, thinksFirstOn: 1 + ((7 - (lane % 7)) % 7) };
}

/** Runs of the twin with the same policies. */
export function runTwin(runs: number, used: Parameters, seed: number): Sample[] {
  const dice = new Dice(seed);
  const setup: TwinSetup = {
    parameters: used,
    policies,
    people: [
      { ...settingOut(honduras), departuresPerDay: used.baseDepartures[honduras], throughDarien: false },
      { ...settingOut(venezuela), departuresPerDay: used.baseDepartures[venezuela], throughDarien: true },
    ],
    sector: delRio,
    railCity: cities.indexOf("Piedras Negras"),
    household: 0,
    month,
  };
  return Array.from({ length: runs }, () => {
    const twin = new Twin(setup, dice);
    const sample: Record<string, number> = {};
    for (let day = 1; day <= looks[looks.length - 1]; day++) {
      twin.step();
      if (looks.includes(day)) lookAtTwin(twin, day, sample);
    }
    return sample;
  });
}
