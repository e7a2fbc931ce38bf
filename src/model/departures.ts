import { poisson } from "../engine/distributions.ts";
import { exp, pow } from "../engine/elementary.ts";
import { blockSize, c } from "./compartments.ts";
import { households, nationalities } from "./geography.ts";
import { legIndex, stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { rush, willingness } from "./perception.ts";
import { seasonsOf } from "./season.ts";
import { enterCity } from "./smugglers.ts";
import { firstForeignGroup, smooth, streams, type World } from "./world.ts";

const toDarien = c.travelling + legIndex("origin to the Darién");
const throughCentralAmerica = c.travelling + legIndex("through Central America");
const atAirports = c.staying + stayingPlaces.indexOf("airports");
/** Nationals of the four-country free-movement area are not counted as irregular entries to Honduras. */
const freeMovement = new Set([1, 2, 3, 4]);

/** Lawful work visas a year and aid in million USD a year at which departures are as fitted; below a tenth of them the elasticity says nothing more. */
const referenceVisas = 300000;
const referenceAid = 860;

/**
 * Stage 2. Mean departures per day of a nationality, before the air and land routes part and the season (`docs/model.md`, Departures):
 * base · exp(z) · demand · payoff^ε · exp(−caution) · rush · lawful pathways^−η · aid^−θ, less those who go with parole.
 */
function departureRate(w: World, n: number): number {
  const { p, lever, memory } = w;
  const wish = p.baseDepartures[n] * exp(w.latent.departures[n]) * lever.demandShock[n];
  const payoff = pow(memory.perceivedPayoff[n], p.departureElasticity);
  const lawful = pow(Math.max(memory.workVisas[0] / referenceVisas, 0.1), -p.lawfulPathwayElasticity);
  const aid = pow(Math.max(memory.aid[0] / referenceAid, 0.1), -p.aidElasticity);
  const rate = wish * payoff * willingness(w, n) * lawful * aid;
  return Math.max(rate - (p.paroleDiversion * lever.parolePlaces[n]) / 30, rate * 0.1);
}

const family = households.indexOf("family-unit member");

/** Lawful pathways and aid act slowly. */
function updateSlowLevers(w: World): void {
  const { memory, lever, p } = w;
  if (memory.workVisas[0] === 0) {
    memory.workVisas[0] = lever.workVisas[0];
    memory.aid[0] = lever.aid[0];
  }
  smooth(memory.workVisas, 0, Math.max(lever.workVisas[0], 1), p.lawfulPathwayDelayDays);
  smooth(memory.aid, 0, Math.max(lever.aid[0], 1), p.aidDelayDays);
}

interface Routes {
  air: number;
  darien: number;
  centralAmerica: number;
}

/**
 * Stage 3. Parts departures into routes. A visa requirement stops those who would have flown, save a small leak; those for whom a land
 * route is viable learn to take it, with a delay (two exponential stages in memory). Each route has its season.
 */
function routesOf(w: World, n: number, rate: number, today: number): Routes {
  const { p, lever, memory } = w;
  const stopped = lever.visaRequired[n] * (1 - p.visaLeak);
  smooth(memory.rerouted, 2 * n, stopped, p.landDelayDays / 2);
  smooth(memory.rerouted, 2 * n + 1, memory.rerouted[2 * n], p.landDelayDays / 2);
  const byLandInstead = p.landViability[n] * Math.min(memory.rerouted[2 * n + 1], stopped);
  const land = rate * (1 - p.airShare[n] + p.airShare[n] * byLandInstead);
  const season = seasonsOf(p);
  return {
    air: rate * p.airShare[n] * (1 - stopped) * season.air[today],
    darien: land * p.darienShare[n] * (1 - lever.darienClosure[0]) * season.darien[today],
    centralAmerica: land * (1 - p.darienShare[n]) * season.centralAmerica[today],
  };
}

function setOut(w: World, g: number, n: number, compartment: number, mean: number): number {
  const people = poisson(w.rng, mean);
  w.state[g * blockSize + compartment] += people;
  w.departed[g] += people;
  w.flow[o.departures + n] += people;
  return people;
}

/**
 * Mexican nationals go straight to the northern cities. Those in families follow the season of other nationals: the factors of Mexicans were
 * measured when nearly all of them were single adults, who are home at Christmas.
 */
function mexicansSetOut(w: World, rate: number, today: number): void {
  const { mexican, mexicanFamilies } = seasonsOf(w.p);
  for (let g = 0; g < firstForeignGroup; g++) {
    const season = g === family ? mexicanFamilies[today] : mexican[today];
    w.rng.seek(streams.departures, w.day, g);
    const people = poisson(w.rng, rate * w.latent.householdMix[g] * season);
    w.departed[g] += people;
    w.flow[o.departures] += people;
    enterCity(w, g, people, 0);
  }
}

/** Stages 2 and 3: people set out and take a route. */
export function departures(w: World): void {
  updateSlowLevers(w);
  const hurry = rush(w);
  const today = Math.floor(w.day % 365.25);
  for (let n = 0; n < nationalities.length; n++) {
    const rate = departureRate(w, n) * hurry;
    smooth(w.memory.departureFlow, n, rate, 60);
    const routes = routesOf(w, n, rate, today);
    if (n === 0) {
      mexicansSetOut(w, rate, today);
      continue;
    }
    for (let h = 0; h < households.length; h++) {
      const g = n * households.length + h;
      const share = w.latent.householdMix[g];
      w.rng.seek(streams.departures, w.day, g);
      setOut(w, g, n, atAirports, routes.air * share);
      setOut(w, g, n, toDarien, routes.darien * share);
      const direct = setOut(w, g, n, throughCentralAmerica, routes.centralAmerica * share);
      if (!freeMovement.has(n)) w.flow[o.hondurasEntries + n] += direct;
    }
  }
}
