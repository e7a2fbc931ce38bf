import { binomial, multinomial } from "../engine/distributions.ts";
import { exp, pow } from "../engine/elementary.ts";
import { patience, waitingForAppointments } from "./appointments.ts";
import { recordBribes } from "./bribes.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { servedShare } from "./custody.ts";
import { cities, fieldOfficeOfCity, groupCount, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { cityInterceptionHazard } from "./interception.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { learned, rush, willingness } from "./perception.ts";
import { firstForeignGroup, nationalityOf, streams, sumOverGroups, type World, week, weekly } from "./world.ts";

const atHub = c.staying + stayingPlaces.indexOf("Mexico City hub");
const roadLegOfCity: readonly number[] = cities.map((_, k) =>
  legs.findIndex(
    (l, i) => i >= firstNorthernLeg && cityOfNorthernLeg[i - firstNorthernLeg] === k && l.mode === "bus or truck",
  ),
);

/** What the day's choices look like: the same for every group of a nationality in a city. */
interface Rates {
  /** By nationality: hazard of an attempt. */
  readonly attempt: Float64Array;
  /** By city: hazard of interception per unit of exposure; chance of entry today of someone who queues at a port. */
  readonly interception: Float64Array;
  readonly walkIn: Float64Array;
  /** By nationality and city: hazards of asking for an appointment or queueing at a port, chance of neither in a day, share of bookings. */
  readonly port: Float64Array;
  readonly noPort: Float64Array;
  readonly booking: Float64Array;
}

const byNationalityAndCity = (): Float64Array => new Float64Array(nationalities.length * cities.length);
const rates: Rates = {
  attempt: new Float64Array(nationalities.length),
  interception: new Float64Array(cities.length),
  walkIn: new Float64Array(cities.length),
  port: byNationalityAndCity(),
  noPort: byNationalityAndCity(),
  booking: byNationalityAndCity(),
};

function fillRates(w: World, portEntries: number, booking: number, queueing: number): void {
  const { p, lever, memory } = w;
  const hurry = rush(w);
  const portShare = servedShare(portEntries, queueing);
  const appointmentPatience = patience(p, booking / Math.max(lever.appointments[0], 1));
  const portPatience = patience(p, queueing / Math.max(portEntries, 1));
  for (let k = 0; k < cities.length; k++) {
    rates.interception[k] = cityInterceptionHazard(w, k);
    rates.walkIn[k] = portShare * (1 - lever.portClosure[k]);
  }
  for (let n = 0; n < nationalities.length; n++) {
    rates.attempt[n] = p.attemptRate * willingness(w, n) * hurry;
    const interested = lever.appointments[0] > 0 ? p.attemptRate * p.appointmentInterest[n] * appointmentPatience : 0;
    const queueing = portEntries > 0 ? p.attemptRate * p.portInterest[n] * portPatience : 0;
    for (let k = 0; k < cities.length; k++) {
      const i = n * cities.length + k;
      const outcomes = n * sectors.length + sectorOfCity[k];
      const booking = interested / learned(p, memory.sectorSuccess[outcomes], memory.sectorFailure[outcomes]);
      const port = booking + queueing * (1 - lever.portClosure[k]);
      rates.port[i] = port;
      rates.noPort[i] = exp(-port);
      rates.booking[i] = port > 0 ? booking / port : 0;
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

/** Once a week people think over what they do rarely: to give up, to try another city, to leave the line for a port. */
function thinkAgain(w: World, g: number): void {
  const { p, state, rng } = w;
  const base = g * blockSize;
  const n = nationalityOf[g];
  const tiring = 1 - pow(1 - 1 / p.portWaitQuitDays, week);
  const cityChoice = w.scratch.cityChoice[n];
  let moving = 0;
  for (let k = 0; k < cities.length; k++) {
    const staging = base + c.staging + 2 * k;
    const relocation = n === 0 ? 0 : p.relocateRate * (1 - cityChoice[k]);
    const leavingChance = 1 - exp(-week * (p.borderGiveUp + relocation));
    const first = binomial(rng, state[staging], leavingChance);
    const repeat = binomial(rng, state[staging + 1], leavingChance);
    const givingUp = binomial(rng, first + repeat, p.borderGiveUp / (p.borderGiveUp + relocation));
    const tired = binomial(rng, state[base + c.appointmentWaiting + k], tiring);
    const tiredInQueue = binomial(rng, state[base + c.portQueue + k], tiring);
    state[staging] += tired + tiredInQueue - first;
    state[staging + 1] -= repeat;
    state[base + c.livingInMexico] += givingUp;
    state[base + c.appointmentWaiting + k] -= tired;
    state[base + c.portQueue + k] -= tiredInQueue;
    moving += first + repeat - givingUp;
  }
  const tiredInland = binomial(rng, state[base + c.appointmentWaitingInland], tiring);
  state[base + c.appointmentWaitingInland] -= tiredInland;
  state[base + atHub] += tiredInland;
  relocate(w, g, n, moving);
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
  const here = state[from];
  if (here <= w.negligible) return 0;
  const leaving = binomial(rng, here, leavingChance);
  if (leaving === 0) return 0;
  const attempts = binomial(rng, leaving, attemptShare);
  const evading = binomial(rng, attempts, evadeShare);
  state[from] = here - leaving;
  state[attempting] += attempts - evading;
  state[attempting + 2] += evading;
  return leaving - attempts;
}

/** Those who leave a city for anything but an attempt, first-time and repeat together: held by officers, on the list, or in the line. */
function leaveOtherwise(w: World, g: number, city: number, people: number, heldShare: number): void {
  const { state, rng } = w;
  const base = g * blockSize;
  const n = nationalityOf[g];
  const held = binomial(rng, people, heldShare);
  const booking = binomial(rng, people - held, rates.booking[n * cities.length + city]);
  state[base + c.inmCustody + 2 * custodyDays] += held;
  state[base + c.appointmentWaiting + city] += booking;
  state[base + c.portQueue + city] += people - held - booking;
  w.flow[o.interceptions + n] += held;
}

/** People of a nationality who are intercepted where they stage, pay, and stay. */
function payInCity(w: World, n: number, people: number, hazard: number): void {
  if (people === 0 || hazard === 0) return;
  const paying = binomial(w.rng, people, 1 - exp(-hazard));
  w.flow[o.interceptions + n] += paying;
  recordBribes(w, paying);
}

/**
 * One group over all cities: the day's hazards of each choice, then who leaves for what. Attempts carry the prior, so they are drawn for
 * each; all other choices forget it and are drawn for both together, and payers for all cities of the same hazard. A hot loop: locals first.
 */
function leaveCities(w: World, g: number): void {
  const { state, scratch, negligible } = w;
  const { cityFlow } = scratch;
  const n = nationalityOf[g];
  const base = g * blockSize;
  const foreign = g >= firstForeignGroup;
  const bribeChance = scratch.bribeChance[n];
  const exposure = foreign ? scratch.exposure[g] : 0;
  const attempt = rates.attempt[n] * scratch.readiness[g];
  const notAttempting = exp(-attempt);
  const evadeShare = scratch.evadeShare[g];
  let hazard = -1;
  let notHeld = 1;
  let stayed = 0;
  for (let k = 0; k < cities.length; k++) {
    const from = base + c.staging + 2 * k;
    const here = state[from] + state[from + 1];
    if (here <= negligible) continue;
    if (foreign) cityFlow[k] += here;
    if (rates.interception[k] * exposure !== hazard) {
      payInCity(w, n, stayed, hazard * bribeChance);
      stayed = 0;
      hazard = rates.interception[k] * exposure;
      notHeld = exp(-hazard * (1 - bribeChance));
    }
    const held = hazard * (1 - bribeChance);
    const other = rates.port[n * cities.length + k] + held;
    const leavingChance = 1 - notAttempting * rates.noPort[n * cities.length + k] * notHeld;
    const attemptShare = attempt / (attempt + other);
    const attempting = base + c.attempting + 4 * sectorOfCity[k];
    const others =
      leaveToAttempt(w, from, attempting, leavingChance, attemptShare, evadeShare) +
      leaveToAttempt(w, from + 1, attempting + 1, leavingChance, attemptShare, evadeShare);
    stayed += state[from] + state[from + 1];
    if (others > 0) leaveOtherwise(w, g, k, others, held / other);
  }
  payInCity(w, n, stayed, hazard * bribeChance);
}

/** People who wait further south hold their place in the one list; who is called goes to a port of the city they would choose today. */
function serveInland(w: World, g: number, appointmentShare: number): number {
  const { state, rng, scratch } = w;
  const inland = g * blockSize + c.appointmentWaitingInland;
  if (state[inland] === 0) return 0;
  const called = binomial(rng, state[inland], appointmentShare);
  if (called === 0) return 0;
  state[inland] -= called;
  multinomial(rng, called, scratch.cityChoice[nationalityOf[g]], cities.length, scratch.counts, 1);
  for (let k = 0; k < cities.length; k++) w.flow[o.portsByOffice + fieldOfficeOfCity[k]] += scratch.counts[k];
  return called;
}

/** Entries at ports: appointments and walk-ins. */
function servePorts(w: World, g: number, appointmentShare: number): void {
  const { state, rng, flow } = w;
  const base = g * blockSize;
  let entered = 0;
  for (let k = 0; k < cities.length; k++) {
    const appointment = base + c.appointmentWaiting + k;
    const queue = base + c.portQueue + k;
    if (state[appointment] + state[queue] <= w.negligible) continue;
    const booked = binomial(rng, state[appointment], appointmentShare);
    const walkIns = binomial(rng, state[queue], rates.walkIn[k]);
    state[appointment] -= booked;
    state[queue] -= walkIns;
    flow[o.portsByOffice + fieldOfficeOfCity[k]] += booked + walkIns;
    entered += booked + walkIns;
  }
  entered += serveInland(w, g, appointmentShare);
  state[base + c.released] += entered;
  flow[o.ports + nationalityOf[g]] += entered;
  w.memory.success[nationalityOf[g]] += entered;
}

/** Stage 10. In the northern cities people wait, queue, surrender, evade, move on, give up, or are intercepted. */
export function atTheBorder(w: World): void {
  const { lever, memory, scratch } = w;
  const portEntries = lever.portEntries[0] * (1 - memory.portsClosed[0]);
  const booking = waitingForAppointments(w);
  const queueing = sumOverGroups(w, c.portQueue, cities.length);
  const appointmentShare = servedShare(lever.appointments[0], booking);
  fillRates(w, portEntries, booking, queueing);
  scratch.cityFlow.fill(0);
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.border, w.day, g);
    servePorts(w, g, appointmentShare);
    if (weekly(w, g)) thinkAgain(w, g);
    leaveCities(w, g);
  }
}
