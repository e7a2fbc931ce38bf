import { binomial, multinomial } from "../engine/distributions.ts";
import { bribed } from "./bribes.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { groupCount, regions } from "./geography.ts";
import { interceptionChance } from "./interception.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legIndex, legs, northernLegCount, northernLegsEnd, stayingDays, stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { firstForeignGroup, nationalityOf, streams, type World } from "./world.ts";

const darienLeg = legIndex("through the Darién");
const centralAmericaLeg = legIndex("through Central America");
const tapachulaRoad = legIndex("Tapachula to Oaxaca–Veracruz, road");
const tapachulaFoot = legIndex("Tapachula to Oaxaca–Veracruz, on foot");
const oaxacaRoad = legIndex("Oaxaca–Veracruz to the hub, road");
const oaxacaTrain = legIndex("Oaxaca–Veracruz to the hub, freight train");
const stay = (place: (typeof stayingPlaces)[number]): number => c.staying + stayingPlaces.indexOf(place);

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
const singleOnwardLeg: readonly (readonly [stay: number, leg: number])[] = [
  [stay("Tenosique"), legIndex("Tenosique to Villahermosa")],
  [stay("Villahermosa"), legIndex("Villahermosa to Oaxaca–Veracruz")],
  [stay("airports"), legIndex("airports to the hub")],
];

/** Stages 4 to 6 for one group and leg: those who finish it meet its checkpoints, pay, are held, or pass. Returns those who pass. */
function finishLeg(w: World, g: number, leg: number): number {
  const base = g * blockSize;
  const from = base + c.travelling + leg;
  const arriving = binomial(w.rng, w.state[from], legRate[leg]);
  if (arriving === 0) return 0;
  w.state[from] -= arriving;
  const region = regionOfLeg[leg];
  if (region < 0) return arriving;
  const n = nationalityOf[g];
  const policing = isTrain[leg] ? 1 + w.p.trainSecurityWeight * w.lever.trainSecurity[0] : 1;
  const exposure = legExposure[leg] * policing;
  w.scratch.regionFlow[region] += arriving * exposure;
  const caught = binomial(w.rng, arriving, interceptionChance(w, g, region, exposure));
  w.flow[o.interceptions + n] += caught;
  const held = caught - bribed(w, g, caught);
  w.state[base + c.inmCustody + region * custodyDays] += held;
  if (leg >= firstNorthernLeg) {
    w.memory.legPassed[leg - firstNorthernLeg] += arriving - held;
    w.memory.legCaught[leg - firstNorthernLeg] += held;
  }
  return arriving - held;
}

function arriveNorth(w: World, g: number): void {
  const base = g * blockSize;
  const n = nationalityOf[g];
  for (let leg = firstNorthernLeg; leg < northernLegsEnd; leg++) {
    if (w.state[base + c.travelling + leg] === 0) continue;
    const people = finishLeg(w, g, leg);
    w.state[base + c.staging + 2 * cityOfNorthernLeg[leg - firstNorthernLeg]] += people;
    w.flow[o.reachedNorth + n] += people;
    w.memory.reachedRecent[0] += people;
  }
}

/** People who leave the hub choose a northern leg. */
function leaveHub(w: World, g: number): void {
  const base = g * blockSize;
  const hub = base + stay("Mexico City hub");
  const leaving = binomial(w.rng, w.state[hub], 1 / stayingDays[4]);
  if (leaving === 0) return;
  w.state[hub] -= leaving;
  const first = nationalityOf[g] * northernLegCount;
  multinomial(w.rng, leaving, w.scratch.choice.subarray(first, first + northernLegCount), northernLegCount, w.scratch.outcomes);
  for (let l = 0; l < northernLegCount; l++) w.state[base + c.travelling + firstNorthernLeg + l] += w.scratch.outcomes[l];
}

function leaveByTwo(w: World, g: number, place: number, days: number, firstLeg: number, secondLeg: number, secondShare: number): void {
  const base = g * blockSize;
  const leaving = binomial(w.rng, w.state[base + place], 1 / days);
  if (leaving === 0) return;
  const second = binomial(w.rng, leaving, secondShare);
  w.state[base + place] -= leaving;
  w.state[base + c.travelling + firstLeg] += leaving - second;
  w.state[base + c.travelling + secondLeg] += second;
}

function finishSouthernLegs(w: World, g: number): void {
  const base = g * blockSize;
  for (let leg = firstNorthernLeg - 1; leg >= 0; leg--) {
    if (w.state[base + c.travelling + leg] === 0) continue;
    const people = finishLeg(w, g, leg);
    if (leg === darienLeg) {
      w.flow[o.darien + nationalityOf[g]] += people;
      w.flow[o.hondurasEntries + nationalityOf[g]] += people;
    }
    if (leg !== centralAmericaLeg) {
      w.state[base + endOfLeg[leg]] += people;
      continue;
    }
    const west = binomial(w.rng, people, w.p.tapachulaShare);
    w.state[base + stay("Tapachula")] += west;
    w.state[base + stay("Tenosique")] += people - west;
  }
}

/** Stages 4 to 6. People travel north, meet checkpoints and choose their way; nobody moves two legs in one day. */
export function transit(w: World): void {
  w.scratch.regionFlow.fill(0);
  const trainShare = (n: number): number => {
    const open = w.lever.trainCapacity[0] * Math.exp(-w.p.trainSecurityWeight * w.lever.trainSecurity[0]);
    const weight = w.p.trainAffinity[n] * open;
    return weight / (1 + weight);
  };
  for (let g = firstForeignGroup; g < groupCount; g++) {
    w.rng.seek(streams.transit, w.day, g);
    arriveNorth(w, g);
    w.rng.seek(streams.choice, w.day, g);
    leaveHub(w, g);
    leaveByTwo(w, g, stay("Tapachula"), stayingDays[0], tapachulaRoad, tapachulaFoot, w.p.onFootShare);
    leaveByTwo(w, g, stay("Oaxaca–Veracruz"), stayingDays[3], oaxacaRoad, oaxacaTrain, trainShare(nationalityOf[g]));
    for (const [place, leg] of singleOnwardLeg) {
      const from = g * blockSize + place;
      const leaving = binomial(w.rng, w.state[from], 1 / stayingDays[place - c.staying]);
      w.state[from] -= leaving;
      w.state[g * blockSize + c.travelling + leg] += leaving;
    }
    w.rng.seek(streams.transit, w.day, groupCount + g);
    finishSouthernLegs(w, g);
  }
}

