import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { cities, crossings, fieldOfficeOfCity, groupCount, sectorOfCity, sectors } from "./geography.ts";
import { bribed } from "./bribes.ts";
import { planningDays, servedShare } from "./custody.ts";
import { cityInterceptionHazard } from "./interception.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs } from "./network.ts";
import { o } from "./observables.ts";
import { learned, rush } from "./perception.ts";
import { firstForeignGroup, nationalityOf, smooth, streams, type World } from "./world.ts";

/** What someone who stages in a northern city may do, in the order of the draw. */
const choices = ["surrender", "evade", "appointment", "port", "relocate", "give up", "intercepted"] as const;
const roadLegOfCity: readonly number[] = cities.map((_, k) =>
  legs.findIndex((l, i) => i >= firstNorthernLeg && cityOfNorthernLeg[i - firstNorthernLeg] === k && l.mode === "bus or truck"),
);

/** Willingness to queue falls as the wait grows: one half at two months. */
function patience(waitDays: number): number {
  return 1 / (1 + waitDays / 60);
}

/** Daily hazards of a group's choices in a city, into `weights`; returns their sum. */
function hazards(w: World, g: number, city: number, hurry: number, appointmentPatience: number, portPatience: number): number {
  const { p, memory, lever, scratch } = w;
  const n = nationalityOf[g];
  const weights = scratch.weights;
  const success = learned(memory.sectorSuccess[n * sectors.length + sectorOfCity[city]], memory.sectorFailure[n * sectors.length + sectorOfCity[city]]);
  const cautious = Math.exp(-memory.caution[n]);
  const attempt = p.attemptRate * cautious * hurry;
  const evade = attempt * scratch.evadeShare[g];
  weights[0] = attempt - evade;
  weights[1] = evade;
  weights[2] = lever.appointments[0] > 0 ? (p.attemptRate * p.appointmentInterest[n] * appointmentPatience) / success : 0;
  weights[3] = lever.portEntries[0] > 0 ? p.attemptRate * p.portInterest[n] * portPatience * (1 - lever.portClosure[city]) : 0;
  weights[4] = g < firstForeignGroup ? 0 : p.relocateRate * (1 - scratch.cityChoice[n * cities.length + city]);
  weights[5] = p.borderGiveUp;
  weights[6] = g < firstForeignGroup ? 0 : cityInterceptionHazard(w, g, city);
  return weights[0] + weights[1] + weights[2] + weights[3] + weights[4] + weights[5] + weights[6];
}

/** Lateral moves along the border go by road, chosen anew like a first arrival. */
function relocate(w: World, g: number, people: number): void {
  if (people === 0) return;
  const base = g * blockSize;
  const first = nationalityOf[g] * cities.length;
  multinomial(w.rng, people, w.scratch.cityChoice.subarray(first, first + cities.length), cities.length, w.scratch.counts);
  for (let k = 0; k < cities.length; k++) w.state[base + c.travelling + roadLegOfCity[k]] += w.scratch.counts[k];
}

/** People intercepted in the city; returns those who pay and stay. */
function intercept(w: World, g: number, people: number): number {
  if (people === 0) return 0;
  w.flow[o.interceptions + nationalityOf[g]] += people;
  const paying = bribed(w, g, people);
  w.state[g * blockSize + c.inmCustody + 2 * custodyDays] += people - paying;
  return paying;
}

function leaveStaging(w: World, g: number, city: number, prior: number, total: number): void {
  const base = g * blockSize;
  const from = base + c.staging + 2 * city + prior;
  const leaving = binomial(w.rng, w.state[from], 1 - Math.exp(-total));
  if (leaving === 0) return;
  w.state[from] -= leaving;
  const out = w.scratch.outcomes;
  multinomial(w.rng, leaving, w.scratch.weights, choices.length, out);
  const attempting = base + c.attempting + sectorOfCity[city] * crossings.length * 2 + prior;
  w.state[attempting] += out[0];
  w.state[attempting + 2] += out[1];
  w.state[base + c.appointmentWaiting + city] += out[2];
  w.state[base + c.portQueue + city] += out[3];
  w.state[base + c.livingInMexico] += out[5];
  relocate(w, g, out[4]);
  w.state[from] += intercept(w, g, out[6]);
}

/** Entries at ports: appointments and walk-ins, and those who tire of waiting. */
function servePorts(w: World, g: number, appointmentShare: number, portShare: number): void {
  const { p } = w;
  const base = g * blockSize;
  const n = nationalityOf[g];
  for (let k = 0; k < cities.length; k++) {
    const open = 1 - w.lever.portClosure[k];
    const booked = binomial(w.rng, w.state[base + c.appointmentWaiting + k], appointmentShare);
    const walkIns = binomial(w.rng, w.state[base + c.portQueue + k], portShare * open);
    w.state[base + c.appointmentWaiting + k] -= booked;
    w.state[base + c.portQueue + k] -= walkIns;
    const entering = booked + walkIns;
    w.state[base + c.released] += entering;
    w.flow[o.ports + n] += entering;
    w.flow[o.portsByOffice + fieldOfficeOfCity[k]] += entering;
    const tired = binomial(w.rng, w.state[base + c.appointmentWaiting + k], 1 / p.portWaitQuitDays);
    const tiredAtPort = binomial(w.rng, w.state[base + c.portQueue + k], 1 / p.portWaitQuitDays);
    w.state[base + c.appointmentWaiting + k] -= tired;
    w.state[base + c.portQueue + k] -= tiredAtPort;
    w.state[base + c.staging + 2 * k] += tired + tiredAtPort;
    w.memory.success[n] += entering;
  }
}

function waitingIn(w: World, compartment: number): number {
  let sum = 0;
  for (let g = 0; g < groupCount; g++) {
    const first = g * blockSize + compartment;
    for (let k = 0; k < cities.length; k++) sum += w.state[first + k];
  }
  return sum;
}

/** Stage 10. In the northern cities people wait, queue, surrender, evade, move on, give up, or are intercepted. */
export function atTheBorder(w: World): void {
  const { lever, memory, scratch } = w;
  const portEntries = lever.portEntries[0] * (1 - memory.portsClosed[0]);
  smooth(memory.appointmentDemand, 0, waitingIn(w, c.appointmentWaiting), planningDays);
  smooth(memory.portDemand, 0, waitingIn(w, c.portQueue), planningDays);
  const appointmentShare = servedShare(lever.appointments[0], memory.appointmentDemand[0]);
  const portShare = servedShare(portEntries, memory.portDemand[0]);
  const appointmentPatience = patience(memory.appointmentDemand[0] / Math.max(lever.appointments[0], 1));
  const portPatience = patience(memory.portDemand[0] / Math.max(portEntries, 1));
  const hurry = rush(w);
  scratch.cityFlow.fill(0);
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.border, w.day, g);
    servePorts(w, g, appointmentShare, portShare);
    const staging = g * blockSize + c.staging;
    for (let k = 0; k < cities.length; k++) {
      const here = w.state[staging + 2 * k] + w.state[staging + 2 * k + 1];
      if (here === 0) continue;
      if (g >= firstForeignGroup) scratch.cityFlow[k] += here;
      const total = hazards(w, g, k, hurry, appointmentPatience, portPatience);
      leaveStaging(w, g, k, 0, total);
      leaveStaging(w, g, k, 1, total);
    }
  }
}
