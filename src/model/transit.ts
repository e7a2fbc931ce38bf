import { binomial, multinomial } from "../engine/distributions.ts";
import { exp } from "../engine/elementary.ts";
import { bookingShare, waitingForAppointments } from "./appointments.ts";
import { recordBribes, updateBribes } from "./bribes.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { groupCount, nationalities, regions } from "./geography.ts";
import { interceptionChance } from "./interception.ts";
import {
  cityOfNorthernLeg,
  firstNorthernLeg,
  legIndex,
  legs,
  northernLegCount,
  northernLegsEnd,
  stayingDays,
  stayingPlaces,
} from "./network.ts";
import { o } from "./observables.ts";
import { firstForeignGroup, nationalityOf, streams, type World } from "./world.ts";

const darienLeg = legIndex("through the Darién");
const centralAmericaLeg = legIndex("through Central America");
const tapachulaRoad = legIndex("Tapachula to Oaxaca–Veracruz, road");
const tapachulaFoot = legIndex("Tapachula to Oaxaca–Veracruz, on foot");
const oaxacaRoad = legIndex("Oaxaca–Veracruz to the hub, road");
const oaxacaTrain = legIndex("Oaxaca–Veracruz to the hub, freight train");
const stay = (place: (typeof stayingPlaces)[number]): number => c.staying + stayingPlaces.indexOf(place);
const atHub = stay("Mexico City hub");
const atTapachula = stay("Tapachula");
const atVillahermosa = stay("Villahermosa");
const atTenosique = stay("Tenosique");
const atOaxaca = stay("Oaxaca–Veracruz");

/** Where each southern leg ends: an offset in the block (a stay, or the next leg where nobody stops). */
const endOfLeg: readonly number[] = legs.slice(0, firstNorthernLeg).map(({ to }) => {
  if (to === "Darién") return c.travelling + darienLeg;
  if (to === "Central America in transit") return c.travelling + centralAmericaLeg;
  return c.staying + (stayingPlaces as readonly string[]).indexOf(to);
});
const regionOfLeg: readonly number[] = legs.map(({ region }) => (region ? regions.indexOf(region) : -1));
const legRate = Float64Array.from(legs, ({ days }) => 1 / days);
const legExposure = Float64Array.from(legs, ({ checkpoints }) => checkpoints);
const isTrain: readonly boolean[] = legs.map(({ mode }) => mode === "freight train");
/** An earlier leg with the same region, exposure and kind of policing; −1 for the first of its kind. */
const sameHazardAs: readonly number[] = legs.map((leg, i) =>
  legs.findIndex(
    (other, j) =>
      j < i &&
      other.region === leg.region &&
      other.checkpoints === leg.checkpoints &&
      (other.mode === "freight train") === (leg.mode === "freight train"),
  ),
);
/** Places from which one leg leads on, and that leg. */
const placesWithOneLeg: readonly number[] = [atTenosique, atVillahermosa, stay("airports")];
const onlyLeg: readonly number[] = [
  "Tenosique to Villahermosa",
  "Villahermosa to Oaxaca–Veracruz",
  "airports to the hub",
].map(legIndex);

/** Chance of interception at the end of each leg for the group at hand; legs share few distinct hazards, so it is filled once per group. */
const legChance = new Float64Array(legs.length);

function fillLegChances(w: World, g: number): void {
  const policing = 1 + w.p.trainSecurityWeight * w.lever.trainSecurity[0];
  for (let leg = 0; leg < legs.length; leg++) {
    if (sameHazardAs[leg] >= 0) legChance[leg] = legChance[sameHazardAs[leg]];
    else
      legChance[leg] =
        regionOfLeg[leg] < 0
          ? 0
          : interceptionChance(w, g, regionOfLeg[leg], legExposure[leg] * (isTrain[leg] ? policing : 1));
  }
}

/** Legs that stand for all of the same hazard, by leg; and of the group at hand today, by such a leg, those who passed and were held. */
const hazardClass: readonly number[] = sameHazardAs.map((same, leg) => (same >= 0 ? same : leg));
const hazardClasses: readonly number[] = [...new Set(hazardClass)].filter((leg) => regionOfLeg[leg] >= 0);
const passedByClass = new Float64Array(legs.length);
const heldByClass = new Float64Array(legs.length);

/** Places of stay by region, as offsets in the block. Those who wait inland for an appointment are nearly all in the centre. */
const staysOfRegion: readonly (readonly number[])[] = [
  [atTapachula, atTenosique, atVillahermosa, atOaxaca],
  [atHub, c.appointmentWaitingInland],
];

/** Stages 5 and 6 for one group where it stays: checks in towns, at stations and in hotels, day by day. */
function meetOfficersInTowns(w: World, g: number): void {
  const { state, rng, negligible } = w;
  const base = g * blockSize;
  const bribeChance = w.scratch.bribeChance[nationalityOf[g]];
  let paying = 0;
  let interceptions = 0;
  for (let region = 0; region < staysOfRegion.length; region++) {
    const chance = interceptionChance(w, g, region, w.p.stayExposure);
    const holding = chance * (1 - bribeChance);
    let met = 0;
    let held = 0;
    for (let i = 0; i < staysOfRegion[region].length; i++) {
      const place = base + staysOfRegion[region][i];
      const here = state[place];
      if (here <= negligible) continue;
      const taken = binomial(rng, here, holding);
      state[place] = here - taken;
      met += here;
      held += taken;
    }
    if (met === 0) continue;
    w.scratch.regionFlow[region] += met * w.p.stayExposure;
    state[base + c.inmCustody + region * custodyDays] += held;
    interceptions += held;
    paying += binomial(rng, met - held, (chance * bribeChance) / (1 - holding));
  }
  w.flow[o.interceptions + nationalityOf[g]] += interceptions + paying;
  recordBribes(w, paying);
}

/**
 * Stages 4 to 6 for one group over the legs from `first` to `last`: those who finish a leg meet its checkpoints and are held, or pass, some
 * of them after paying; `arrived` gets those who pass, by leg. The hottest loop of the model, a thousand cells a day: locals first, and
 * what is the same for all legs of a hazard after the loop.
 */
function finishLegs(w: World, g: number, first: number, last: number, arrived: Float64Array): void {
  const { state, rng, negligible } = w;
  const { legPassed, legCaught } = w.memory;
  const travelling = g * blockSize + c.travelling;
  const notPaying = 1 - w.scratch.bribeChance[nationalityOf[g]];
  for (let k = 0; k < hazardClasses.length; k++) {
    passedByClass[hazardClasses[k]] = 0;
    heldByClass[hazardClasses[k]] = 0;
  }
  for (let leg = first; leg <= last; leg++) {
    const here = state[travelling + leg];
    arrived[leg] = 0;
    if (here <= negligible) continue;
    const arriving = binomial(rng, here, legRate[leg]);
    if (arriving === 0) continue;
    state[travelling + leg] = here - arriving;
    // south of Mexico nobody watches, and the chance is 0
    const held = binomial(rng, arriving, legChance[leg] * notPaying);
    const passing = arriving - held;
    arrived[leg] = passing;
    passedByClass[hazardClass[leg]] += passing;
    heldByClass[hazardClass[leg]] += held;
    if (leg < firstNorthernLeg) continue;
    legPassed[leg - firstNorthernLeg] += passing;
    legCaught[leg - firstNorthernLeg] += held;
  }
  meetOfficers(w, g);
}

/** Books those held and those who passed today, and draws how many of the latter were intercepted and paid: once per hazard, which has the same distribution as leg by leg. */
function meetOfficers(w: World, g: number): void {
  const n = nationalityOf[g];
  const custody = g * blockSize + c.inmCustody;
  const bribeChance = w.scratch.bribeChance[n];
  let interceptions = 0;
  let paying = 0;
  for (let k = 0; k < hazardClasses.length; k++) {
    const leg = hazardClasses[k];
    const passed = passedByClass[leg];
    const held = heldByClass[leg];
    if (passed + held === 0) continue;
    const chance = legChance[leg];
    w.scratch.regionFlow[regionOfLeg[leg]] += (passed + held) * legExposure[leg];
    w.state[custody + regionOfLeg[leg] * custodyDays] += held;
    interceptions += held;
    paying += binomial(w.rng, passed, (chance * bribeChance) / (1 - chance * (1 - bribeChance)));
  }
  w.flow[o.interceptions + n] += interceptions + paying;
  recordBribes(w, paying);
}

const arrived = new Float64Array(legs.length);

function arriveNorth(w: World, g: number): void {
  finishLegs(w, g, firstNorthernLeg, northernLegsEnd - 1, arrived);
  const staging = g * blockSize + c.staging;
  let reached = 0;
  for (let leg = firstNorthernLeg; leg < northernLegsEnd; leg++) {
    w.state[staging + 2 * cityOfNorthernLeg[leg - firstNorthernLeg]] += arrived[leg];
    reached += arrived[leg];
  }
  w.flow[o.reachedNorth + nationalityOf[g]] += reached;
  w.memory.reachedRecent[0] += reached;
}

/** Share of each nationality who wait for an appointment where they are, today, in the centre and in the south. */
const centreBooking = new Float64Array(nationalities.length);
const southBooking = new Float64Array(nationalities.length);

/** Of those about to travel on, the ones who wait for an appointment instead. */
function waitForAppointment(w: World, g: number, people: number, share: Float64Array): number {
  const waiting = binomial(w.rng, people, share[nationalityOf[g]]);
  w.state[g * blockSize + c.appointmentWaitingInland] += waiting;
  return waiting;
}

/** People who leave the hub choose a northern leg. */
function leaveHub(w: World, g: number): void {
  const { state, scratch } = w;
  const base = g * blockSize;
  const hub = base + atHub;
  const moving = binomial(w.rng, state[hub], scratch.pace[nationalityOf[g]] / stayingDays[4]);
  if (moving === 0) return;
  state[hub] -= moving;
  const leaving = moving - waitForAppointment(w, g, moving, centreBooking);
  if (leaving === 0) return;
  multinomial(w.rng, leaving, scratch.choice[nationalityOf[g]], northernLegCount, scratch.outcomes, 1);
  for (let l = 0; l < northernLegCount; l++) state[base + c.travelling + firstNorthernLeg + l] += scratch.outcomes[l];
}

function leaveByOne(w: World, g: number, place: number, leg: number): void {
  const from = g * blockSize + place;
  const moving = binomial(w.rng, w.state[from], 1 / stayingDays[place - c.staying]);
  w.state[from] -= moving;
  const leaving = place === atVillahermosa ? moving - waitForAppointment(w, g, moving, southBooking) : moving;
  w.state[g * blockSize + c.travelling + leg] += leaving;
}

function leaveByTwo(
  w: World,
  g: number,
  place: number,
  days: number,
  firstLeg: number,
  secondLeg: number,
  secondShare: number,
): void {
  const base = g * blockSize;
  const moving = binomial(w.rng, w.state[base + place], 1 / days);
  if (moving === 0) return;
  w.state[base + place] -= moving;
  const leaving = place === atTapachula ? moving - waitForAppointment(w, g, moving, southBooking) : moving;
  const second = binomial(w.rng, leaving, secondShare);
  w.state[base + c.travelling + firstLeg] += leaving - second;
  w.state[base + c.travelling + secondLeg] += second;
}

function arriveSouth(w: World, g: number): void {
  finishLegs(w, g, 0, firstNorthernLeg - 1, arrived);
  const { state, flow } = w;
  const base = g * blockSize;
  for (let leg = 0; leg < firstNorthernLeg; leg++)
    if (leg !== centralAmericaLeg) state[base + endOfLeg[leg]] += arrived[leg];
  flow[o.darien + nationalityOf[g]] += arrived[darienLeg];
  flow[o.hondurasEntries + nationalityOf[g]] += arrived[darienLeg];
  const west = binomial(w.rng, arrived[centralAmericaLeg], w.p.tapachulaShare);
  state[base + atTapachula] += west;
  state[base + atTenosique] += arrived[centralAmericaLeg] - west;
}

/** Stages 4 to 6. People travel north, meet checkpoints and choose their way; nobody moves two legs in one day. */
export function transit(w: World): void {
  w.scratch.regionFlow.fill(0);
  updateBribes(w);
  const trainShare = (n: number): number => {
    const open = w.lever.trainCapacity[0] * exp(-w.p.trainSecurityWeight * w.lever.trainSecurity[0]);
    const weight = w.p.trainAffinity[n] * open;
    return weight / (1 + weight);
  };
  const booking = waitingForAppointments(w);
  for (let n = 1; n < nationalities.length; n++) {
    centreBooking[n] = bookingShare(w, n, 1, booking);
    southBooking[n] = bookingShare(w, n, 2, booking);
  }
  for (let g = firstForeignGroup; g < groupCount; g++) {
    fillLegChances(w, g);
    w.rng.seek(streams.transit, w.day, g);
    meetOfficersInTowns(w, g);
    arriveNorth(w, g);
    w.rng.seek(streams.choice, w.day, g);
    leaveHub(w, g);
    leaveByTwo(w, g, atTapachula, stayingDays[0], tapachulaRoad, tapachulaFoot, w.p.onFootShare);
    leaveByTwo(w, g, atOaxaca, stayingDays[3], oaxacaRoad, oaxacaTrain, trainShare(nationalityOf[g]));
    for (let i = 0; i < placesWithOneLeg.length; i++) leaveByOne(w, g, placesWithOneLeg[i], onlyLeg[i]);
    w.rng.seek(streams.transit, w.day, groupCount + g);
    arriveSouth(w, g);
  }
}
