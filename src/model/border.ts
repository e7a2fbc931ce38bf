import { binomial, hypergeometric, multinomial } from "../engine/distributions.ts";
import { patience, waitingForAppointments } from "./appointments.ts";
import { recordBribes } from "./bribes.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { servedShare } from "./custody.ts";
import { cities, fieldOfficeOfCity, groupCount, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { cityInterceptionHazard } from "./interception.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { learned, rush } from "./perception.ts";
import { firstForeignGroup, nationalityOf, streams, sumOverGroups, type World } from "./world.ts";

/** What someone who stages in a northern city and does not attempt may do, in the order of the draw. */
const otherChoices = ["appointment", "port", "relocate", "give up", "intercepted"] as const;
const atHub = c.staying + stayingPlaces.indexOf("Mexico City hub");
const roadLegOfCity: readonly number[] = cities.map((_, k) =>
  legs.findIndex(
    (l, i) => i >= firstNorthernLeg && cityOfNorthernLeg[i - firstNorthernLeg] === k && l.mode === "bus or truck",
  ),
);

/** What the day's choices look like: the same for every group of a nationality in a city. */
interface Rates {
  /** By nationality. */
  readonly attempt: Float64Array;
  /** By nationality and city. */
  readonly appointment: Float64Array;
  readonly port: Float64Array;
  /** By city, per unit of exposure. */
  readonly interception: Float64Array;
}

const rates: Rates = {
  attempt: new Float64Array(nationalities.length),
  appointment: new Float64Array(nationalities.length * cities.length),
  port: new Float64Array(nationalities.length * cities.length),
  interception: new Float64Array(cities.length),
};

function fillRates(w: World, portEntries: number, booking: number, queueing: number): void {
  const { p, lever, memory } = w;
  const hurry = rush(w);
  const appointmentPatience = patience(booking / Math.max(lever.appointments[0], 1));
  const portPatience = patience(queueing / Math.max(portEntries, 1));
  for (let k = 0; k < cities.length; k++) rates.interception[k] = cityInterceptionHazard(w, k);
  for (let n = 0; n < nationalities.length; n++) {
    rates.attempt[n] = p.attemptRate * Math.exp(-memory.caution[n]) * hurry;
    for (let k = 0; k < cities.length; k++) {
      const i = n * sectors.length + sectorOfCity[k];
      const success = learned(memory.sectorSuccess[i], memory.sectorFailure[i]);
      const booking =
        lever.appointments[0] > 0 ? (p.attemptRate * p.appointmentInterest[n] * appointmentPatience) / success : 0;
      const walking =
        portEntries > 0 ? p.attemptRate * p.portInterest[n] * portPatience * (1 - lever.portClosure[k]) : 0;
      rates.appointment[n * cities.length + k] = booking;
      rates.port[n * cities.length + k] = walking;
    }
  }
}

/** Lateral moves along the border go by road, chosen anew like a first arrival. */
function relocate(w: World, g: number, n: number, people: number): void {
  if (people === 0) return;
  const travelling = g * blockSize + c.travelling;
  multinomial(w.rng, people, w.scratch.cityChoice[n], cities.length, w.scratch.counts, 1);
  for (let k = 0; k < cities.length; k++) w.state[travelling + roadLegOfCity[k]] += w.scratch.counts[k];
}

/** People intercepted in the city; returns those who pay and stay. */
function intercept(w: World, g: number, people: number): number {
  const paying = binomial(w.rng, people, w.scratch.bribeChance[nationalityOf[g]]);
  w.flow[o.interceptions + nationalityOf[g]] += people;
  recordBribes(w, paying);
  w.state[g * blockSize + c.inmCustody + 2 * custodyDays] += people - paying;
  return paying;
}

/** Those who leave a city's staging to attempt, by prior attempt, go to `attempting`; returns those who leave for another choice. */
function leaveToAttempt(
  w: World,
  from: number,
  attempting: number,
  leavingChance: number,
  attemptShare: number,
  evadeShare: number,
): number {
  const { state, rng } = w;
  if (state[from] <= w.negligible) return 0;
  const leaving = binomial(rng, state[from], leavingChance);
  if (leaving === 0) return 0;
  const attempts = binomial(rng, leaving, attemptShare);
  const evading = binomial(rng, attempts, evadeShare);
  state[from] -= leaving;
  state[attempting] += attempts - evading;
  state[attempting + 2] += evading;
  return leaving - attempts;
}

/**
 * Those who leave for anything but an attempt, first-time and repeat together, by the hazards in `weights`; returns those who move along the
 * border. Only those who are intercepted and pay come back to staging, with the prior they had.
 */
function leaveOtherwise(w: World, g: number, city: number, first: number, repeat: number, hazard: number): number {
  if (first + repeat === 0) return 0;
  const { state } = w;
  const base = g * blockSize;
  const out = w.scratch.outcomes;
  multinomial(w.rng, first + repeat, w.scratch.weights, otherChoices.length, out, hazard);
  state[base + c.appointmentWaiting + city] += out[0];
  state[base + c.portQueue + city] += out[1];
  state[base + c.livingInMexico] += out[3];
  const moving = out[2];
  const paying = out[4] > 0 ? intercept(w, g, out[4]) : 0;
  if (paying > 0) {
    const payingRepeat = repeat > 0 ? hypergeometric(w.rng, repeat, first, paying) : 0;
    state[base + c.staging + 2 * city] += paying - payingRepeat;
    state[base + c.staging + 2 * city + 1] += payingRepeat;
  }
  return moving;
}

/**
 * One group over all cities: the day's hazards of each choice, then who leaves for what. Attempts carry the prior, so they are drawn for
 * each; all other choices forget it and are drawn for both together. A hot loop: locals first.
 */
function leaveCities(w: World, g: number): void {
  const { p, state, scratch, negligible } = w;
  const { weights, cityFlow } = scratch;
  const n = nationalityOf[g];
  const base = g * blockSize;
  const foreign = g >= firstForeignGroup;
  const cityChoice = scratch.cityChoice[n];
  const exposure = foreign ? scratch.exposure[g] : 0;
  const relocation = foreign ? p.relocateRate : 0;
  const attempt = rates.attempt[n] * scratch.readiness[g];
  const evadeShare = scratch.evadeShare[g];
  let moving = 0;
  for (let k = 0; k < cities.length; k++) {
    const from = base + c.staging + 2 * k;
    const here = state[from] + state[from + 1];
    if (here <= negligible) continue;
    if (foreign) cityFlow[k] += here;
    weights[0] = rates.appointment[n * cities.length + k];
    weights[1] = rates.port[n * cities.length + k];
    weights[2] = relocation * (1 - cityChoice[k]);
    weights[3] = p.borderGiveUp;
    weights[4] = rates.interception[k] * exposure;
    const other = weights[0] + weights[1] + weights[2] + weights[3] + weights[4];
    const leavingChance = 1 - Math.exp(-(attempt + other));
    const attemptShare = attempt / (attempt + other);
    const attempting = base + c.attempting + 4 * sectorOfCity[k];
    const first = leaveToAttempt(w, from, attempting, leavingChance, attemptShare, evadeShare);
    const repeat = leaveToAttempt(w, from + 1, attempting + 1, leavingChance, attemptShare, evadeShare);
    moving += leaveOtherwise(w, g, k, first, repeat, other);
  }
  relocate(w, g, n, moving);
}

/** People who wait further south are called to a port, or set out for the north after all; they hold their place in the one list. */
function serveInland(w: World, g: number, appointmentShare: number): number {
  const { state, rng, scratch } = w;
  const inland = g * blockSize + c.appointmentWaitingInland;
  if (state[inland] === 0) return 0;
  const called = binomial(rng, state[inland], appointmentShare);
  const tired = binomial(rng, state[inland] - called, 1 / w.p.portWaitQuitDays);
  state[inland] -= called + tired;
  state[g * blockSize + atHub] += tired;
  if (called > 0) {
    multinomial(rng, called, scratch.cityChoice[nationalityOf[g]], cities.length, scratch.counts, 1);
    for (let k = 0; k < cities.length; k++) w.flow[o.portsByOffice + fieldOfficeOfCity[k]] += scratch.counts[k];
  }
  return called;
}

/** Entries at ports: appointments and walk-ins, and those who tire of waiting. */
function servePorts(w: World, g: number, appointmentShare: number, portShare: number): void {
  const { state, rng } = w;
  const base = g * blockSize;
  const quitting = 1 / w.p.portWaitQuitDays;
  let entered = 0;
  for (let k = 0; k < cities.length; k++) {
    const appointment = base + c.appointmentWaiting + k;
    const queue = base + c.portQueue + k;
    if (state[appointment] + state[queue] <= w.negligible) continue;
    const booked = binomial(rng, state[appointment], appointmentShare);
    const walkIns = binomial(rng, state[queue], portShare * (1 - w.lever.portClosure[k]));
    const tired = binomial(rng, state[appointment] - booked, quitting);
    const tiredAtPort = binomial(rng, state[queue] - walkIns, quitting);
    state[appointment] -= booked + tired;
    state[queue] -= walkIns + tiredAtPort;
    state[base + c.staging + 2 * k] += tired + tiredAtPort;
    w.flow[o.portsByOffice + fieldOfficeOfCity[k]] += booked + walkIns;
    entered += booked + walkIns;
  }
  entered += serveInland(w, g, appointmentShare);
  state[base + c.released] += entered;
  w.flow[o.ports + nationalityOf[g]] += entered;
  w.memory.success[nationalityOf[g]] += entered;
}

/** Stage 10. In the northern cities people wait, queue, surrender, evade, move on, give up, or are intercepted. */
export function atTheBorder(w: World): void {
  const { lever, memory, scratch } = w;
  const portEntries = lever.portEntries[0] * (1 - memory.portsClosed[0]);
  const booking = waitingForAppointments(w);
  const queueing = sumOverGroups(w, c.portQueue, cities.length);
  const appointmentShare = servedShare(lever.appointments[0], booking);
  const portShare = servedShare(portEntries, queueing);
  fillRates(w, portEntries, booking, queueing);
  scratch.cityFlow.fill(0);
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.border, w.day, g);
    servePorts(w, g, appointmentShare, portShare);
    leaveCities(w, g);
  }
}
