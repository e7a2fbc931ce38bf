import { binomial, multinomial } from "../engine/distributions.ts";
import { patience, waitingForAppointments } from "./appointments.ts";
import { recordBribes } from "./bribes.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { servedShare } from "./custody.ts";
import { cities, crossings, fieldOfficeOfCity, groupCount, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { cityInterceptionHazard } from "./interception.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { learned, rush } from "./perception.ts";
import { firstForeignGroup, nationalityOf, streams, sumOverGroups, type World } from "./world.ts";

/** What someone who stages in a northern city may do, in the order of the draw. */
const choices = ["surrender", "evade", "appointment", "port", "relocate", "give up", "intercepted"] as const;
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

/** Daily hazards of a group's choices in a city, into `weights`; returns their sum. */
function hazards(w: World, g: number, n: number, city: number): number {
  const { p, scratch } = w;
  const weights = scratch.weights;
  const foreign = g >= firstForeignGroup;
  const attempt = rates.attempt[n] * scratch.readiness[g];
  const evade = attempt * scratch.evadeShare[g];
  const surrender = attempt - evade;
  const appointment = rates.appointment[n * cities.length + city];
  const port = rates.port[n * cities.length + city];
  const moving = foreign ? p.relocateRate * (1 - scratch.cityChoice[n][city]) : 0;
  const intercepted = foreign ? rates.interception[city] * scratch.exposure[g] : 0;
  weights[0] = surrender;
  weights[1] = evade;
  weights[2] = appointment;
  weights[3] = port;
  weights[4] = moving;
  weights[5] = p.borderGiveUp;
  weights[6] = intercepted;
  return surrender + evade + appointment + port + moving + p.borderGiveUp + intercepted;
}

/** Lateral moves along the border go by road, chosen anew like a first arrival. */
function relocate(w: World, g: number, n: number, people: number): void {
  if (people === 0) return;
  const travelling = g * blockSize + c.travelling;
  multinomial(w.rng, people, w.scratch.cityChoice[n], cities.length, w.scratch.counts);
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

/** Those who leave a city's staging for one of the choices; returns those who move along the border. */
function leaveStaging(w: World, g: number, city: number, prior: number, leavingChance: number): number {
  const { state } = w;
  const base = g * blockSize;
  const from = base + c.staging + 2 * city + prior;
  if (state[from] <= w.negligible) return 0;
  const leaving = binomial(w.rng, state[from], leavingChance);
  if (leaving === 0) return 0;
  state[from] -= leaving;
  const out = w.scratch.outcomes;
  multinomial(w.rng, leaving, w.scratch.weights, choices.length, out);
  const attempting = base + c.attempting + sectorOfCity[city] * crossings.length * 2 + prior;
  state[attempting] += out[0];
  state[attempting + 2] += out[1];
  state[base + c.appointmentWaiting + city] += out[2];
  state[base + c.portQueue + city] += out[3];
  state[base + c.livingInMexico] += out[5];
  const moving = out[4];
  if (out[6] > 0) state[from] += intercept(w, g, out[6]);
  return moving;
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
    multinomial(rng, called, scratch.cityChoice[nationalityOf[g]], cities.length, scratch.counts);
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
  const { lever, memory, scratch, state } = w;
  const portEntries = lever.portEntries[0] * (1 - memory.portsClosed[0]);
  const booking = waitingForAppointments(w);
  const queueing = sumOverGroups(w, c.portQueue, cities.length);
  const appointmentShare = servedShare(lever.appointments[0], booking);
  const portShare = servedShare(portEntries, queueing);
  fillRates(w, portEntries, booking, queueing);
  scratch.cityFlow.fill(0);
  for (let g = 0; g < groupCount; g++) {
    const n = nationalityOf[g];
    w.rng.seek(streams.border, w.day, g);
    servePorts(w, g, appointmentShare, portShare);
    const staging = g * blockSize + c.staging;
    let moving = 0;
    for (let k = 0; k < cities.length; k++) {
      const here = state[staging + 2 * k] + state[staging + 2 * k + 1];
      if (here <= w.negligible) continue;
      if (g >= firstForeignGroup) scratch.cityFlow[k] += here;
      const leavingChance = 1 - Math.exp(-hazards(w, g, n, k));
      moving += leaveStaging(w, g, k, 0, leavingChance);
      moving += leaveStaging(w, g, k, 1, leavingChance);
    }
    relocate(w, g, n, moving);
  }
}
