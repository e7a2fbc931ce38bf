import type { Recorder } from "../engine/recorder.ts";
import { waitingForAppointments } from "./appointments.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { docketAge } from "./courts.ts";
import { cities, groupCount, nationalities, regions, sectors } from "./geography.ts";
import { columns, o } from "./observables.ts";
import { learned } from "./perception.ts";
import { agendaSpace } from "./politics.ts";
import { firstForeignGroup, sumOverGroups, type World } from "./world.ts";

/** The recorded fee is that of Hondurans. */
const honduras = nationalities.indexOf("Honduras");
/** Compartments that are in Mexico, up to and including the northern cities. */
const inMexico: readonly (readonly [first: number, count: number])[] = [
  [c.travelling + 3, c.staging - c.travelling - 3],
  [c.staging, c.attempting - c.staging],
  [c.returnedToMexico, c.detained - c.returnedToMexico],
];

function recordPeople(w: World, recorder: Recorder): void {
  for (let n = 0; n < nationalities.length; n++) {
    let sum = 0;
    for (let g = 3 * n; g < 3 * n + 3; g++) {
      for (const [first, count] of inMexico) for (let i = 0; i < count; i++) sum += w.state[g * blockSize + first + i];
    }
    recorder.set(o.inMexico + n, sum);
    recorder.set(o.perceivedSuccess + n, learned(w.p, w.memory.success[n], w.memory.failure[n]));
  }
  for (let k = 0; k < cities.length; k++) {
    let waiting = 0;
    for (let g = 0; g < groupCount; g++) {
      const base = g * blockSize;
      waiting += w.state[base + c.mppWaiting + k] + w.state[base + c.returnedToMexico + k];
      if (g < firstForeignGroup) continue;
      waiting += w.state[base + c.staging + 2 * k] + w.state[base + c.staging + 2 * k + 1];
      waiting += w.state[base + c.appointmentWaiting + k] + w.state[base + c.portQueue + k];
    }
    recorder.set(o.waiting + k, waiting);
  }
  for (let s = 0; s < sectors.length; s++) recorder.set(o.usCustody + s, sumOverGroups(w, c.usCustody + s));
}

/** Stage 17, at the end of a month: the month's flows, then the stocks. */
export function record(w: World, recorder: Recorder): void {
  for (let i = 0; i < columns.length; i++) if (columns[i].kind === "flow") recorder.add(i, w.flow[i]);
  w.flow.fill(0);
  recordPeople(w, recorder);
  const { backlog, meanAgeYears } = docketAge(w);
  const m = w.memory;
  recorder.set(o.appointmentWaiting, waitingForAppointments(w));
  recorder.set(o.mppWaiting, sumOverGroups(w, c.mppWaiting, cities.length));
  recorder.set(o.livingInMexico, sumOverGroups(w, c.livingInMexico));
  recorder.set(o.inmCustody, sumOverGroups(w, c.inmCustody, regions.length * custodyDays));
  recorder.set(o.detained, sumOverGroups(w, c.detained));
  recorder.set(o.backlog, backlog);
  recorder.set(o.expectedWait, m.expectedWaitYears[0]);
  recorder.set(o.meanCaseAge, meanAgeYears);
  recorder.set(o.everRemovedShare, everRemovedShare(w));
  recorder.set(o.effort, m.effort[0]);
  recorder.set(o.funded, m.funded[0]);
  recorder.set(o.salience, m.salience[0]);
  recorder.set(o.agendaSpace, agendaSpace(w));
  recorder.set(o.portsClosed, m.portsClosed[0]);
  recorder.set(o.smugglingFee, w.scratch.fee[honduras]);
  recorder.set(o.loops, m.reachedRecent[0] > 0 ? m.transfersRecent[0] / m.reachedRecent[0] : 0);
}

/** Share of people released today who will ever be removed: ordered removed, and the order carried out. */
function everRemovedShare(w: World): number {
  const { p } = w;
  let ordered = 0;
  let weight = 0;
  for (let n = 0; n < nationalities.length; n++) {
    const flow = w.memory.departureFlow[n];
    ordered += flow * Math.max(1 - p.grantShare[n] - p.closureShare, 0);
    weight += flow;
  }
  return weight > 0 ? (ordered / weight) * p.removalExecuted : 0;
}
