import { load, prepareTwoYears } from "./build.mjs";
import { interleavedTimes, median, report } from "./timing.mjs";

const factor = 100;
const rounds = 21;

/** Levers that are numbers of people, places, seats or of those who handle them. */
const capacities = [
  "raids",
  "custodyPlaces",
  "returnSeatsLand",
  "returnSeatsAir",
  "transferSeats",
  "comarCapacity",
  "returnQuota",
  "dailyCap",
  "shelterPlaces",
  "mppPlaces",
  "appointments",
  "portEntries",
  "parolePlaces",
  "custodyCapacity",
  "removalFlightSeats",
  "detentionBeds",
  "judges",
  "asylumOfficersScreening",
  "asylumOfficersDeciding",
];

/** What memory counts in people, cases or events; the rest are shares, indices, money and years. */
const counts = [
  "success",
  "failure",
  "sectorSuccess",
  "sectorFailure",
  "legPassed",
  "legCaught",
  "evaderCaught",
  "evaderTried",
  "released",
  "processed",
  "regionFlow",
  "cityFlow",
  "returnDemand",
  "transferDemand",
  "comarDemand",
  "custodyDemand",
  "cityReturnDemand",
  "quotaDemand",
  "mppDemand",
  "removalDemand",
  "screeningDemand",
  "detentionDemand",
  "departureFlow",
  "otherCases",
  "workPermitQueue",
  "transfersRecent",
  "reachedRecent",
];

/** Parameters in people, and those per person, which shrink: each person then weighs a hundredth on officers, agents and budgets. */
const perHead = ["baseDepartures", "otherFilings", "agentsPerCustody"];
const perPerson = ["handlingDays", "custodyDayCost", "returnCost", "transferCost"];

const times = (value, by) => (typeof value === "number" ? value * by : value.map((x) => x * by));

function changed(record, names, by) {
  for (const name of names) if (!(name in record)) throw new Error(`bench/population.mjs scales an unknown ${name}`);
  return { ...record, ...Object.fromEntries(names.map((name) => [name, times(record[name], by)])) };
}

function scaledLevers(levers) {
  const values = Object.fromEntries(capacities.map((id) => [id, levers.paths[id].values]));
  const scaled = changed(values, capacities, factor);
  const paths = capacities.map((id) => [id, { ...levers.paths[id], values: scaled[id] }]);
  return { ...levers, paths: { ...levers.paths, ...Object.fromEntries(paths) } };
}

async function scaledMemory(all) {
  const { createMemory } = await load("model/memory.js");
  const memory = createMemory(all);
  const scaled = changed(memory, counts, factor);
  for (const name of counts) memory[name].set(scaled[name]);
  return memory.all;
}

/** The same corridor with a hundred times the people, and capacities to match, so that it works as before. */
async function crowded({ inputs, start, ...rest }) {
  const parameters = changed(changed(inputs.parameters, perHead, factor), perPerson, 1 / factor);
  return {
    ...rest,
    inputs: { ...inputs, parameters, levers: scaledLevers(inputs.levers) },
    start: {
      day: start.day,
      state: times(start.state, factor),
      departed: times(start.departed, factor),
      memory: await scaledMemory(start.memory),
    },
  };
}

const { runOnce } = await load("analysis/run.js");
const { columnsOf } = await load("model/observables.js");

function totalOf(name, { values, columns }) {
  const which = new Set(columnsOf(name));
  return values.reduce((sum, x, i) => sum + (which.has(i % columns.length) ? x : 0), 0);
}

const ordinary = await prepareTwoYears();
const crowd = await crowded(ordinary);
for (const name of ["departures", "interceptions", "usbp", "returnsFromMexico", "completions"]) {
  const ratio = totalOf(name, runOnce(crowd, 0, false)) / totalOf(name, runOnce(ordinary, 0, false));
  if (Math.abs(ratio / factor - 1) > 0.2)
    throw new Error(`${name} grew ${ratio} times: not the same corridor with ${factor} times the people`);
}
const [few, many] = interleavedTimes([() => runOnce(ordinary, 0, false), () => runOnce(crowd, 0, false)], rounds);
const ratios = many.map((time, round) => time / few[round]);
report({ name: "run.population_x100", value: median(ratios), unit: "ratio", seed: ordinary.inputs.seed });
