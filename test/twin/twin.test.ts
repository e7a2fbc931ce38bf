import { beforeAll, describe, expect, it } from "vitest";
import type { ParameterName, Parameters } from "../../src/model/parameters.ts";
import { parameters, runSimulator, runTwin, type Sample } from "./corridor.ts";
import { compareSamples, type Verdict } from "./statistics.ts";

const runs = 240;
/** Chance of one |z| > 4 among all means and variances is about 2% if both are the same; 2.2 is as rare for a shape. */
const zLimit = 4;
const shapeLimit = 2.2;

let simulated: Sample[];
let twins: Sample[];

function compare(a: readonly Sample[], b: readonly Sample[]): Verdict[] {
  return Object.keys(a[0]).map((name) =>
    compareSamples(
      name,
      a.map((sample) => sample[name]),
      b.map((sample) => sample[name]),
    ),
  );
}

const describeAll = (verdicts: readonly Verdict[]): string =>
  verdicts
    .map(({ name, means, mean, variance, shape }) => {
      const scores = `z of mean ${mean.toFixed(1)}, of variance ${variance.toFixed(1)}, shape ${shape.toFixed(1)}`;
      return `${name}: ${means[0].toFixed(2)} against ${means[1].toFixed(2)}; ${scores}`;
    })
    .join("\n");

beforeAll(() => {
  simulated = runSimulator(runs, parameters);
  twins = runTwin(runs, parameters, 20240105);
}, 300_000);

describe("the simulator and the twin, in a small corridor", () => {
  it("look at the same things, and every one of them happens", () => {
    expect(Object.keys(twins[0]).toSorted()).toEqual(Object.keys(simulated[0]).toSorted());
    const never = compare(simulated, twins).filter(({ means }) => means[0] === 0 && means[1] === 0);
    // Hondurans come by land, and the notice for Venezuelans is longer than custody may last
    const impossible = /^(to the Darién|in the Darién|darien), Honduras|^returnsFromMexico, Venezuela/;
    expect(never.filter(({ name }) => !impossible.test(name)).map(({ name }) => name)).toEqual([]);
  });

  it("count the same on average", () => {
    const apart = compare(simulated, twins).filter(({ mean }) => Math.abs(mean) >= zLimit);
    expect(apart, describeAll(apart)).toEqual([]);
  });

  it("spread alike from run to run", () => {
    const apart = compare(simulated, twins).filter(({ variance }) => Math.abs(variance) >= zLimit);
    expect(apart, describeAll(apart)).toEqual([]);
  });

  it("have the same distributions", () => {
    const apart = compare(simulated, twins).filter(({ shape }) => shape >= shapeLimit);
    expect(apart, describeAll(apart)).toEqual([]);
  });
});

/** Parameters wrong by a factor, and where it must show. */
const mistakes: readonly [name: ParameterName, factor: number, shows: RegExp][] = [
  ["bribeShare", 1.3, /^bribes/],
  ["searchRate", 1.3, /^interceptions/],
  ["handlingDays", 1.3, /^interceptions/],
  ["stayExposure", 1.5, /^interceptions/],
  ["noRoomWork", 2, /^interceptions/],
  ["raidRate", 1.3, /^interceptions|^staging/],
  ["consularAcceptance", 0.7, /^returnsFromMexico/],
  ["comarShare", 1.3, /^asylumClaimsInMexico/],
  ["transferGiveUp", 1.3, /^gave up/],
  ["transferToTapachula", 1.5, /^in (Tapachula|Villahermosa)/],
  ["onFootShare", 1.3, /^from Tapachula/],
  ["railPull", 0.5, /^to Piedras Negras by train/],
  ["relocateRate", 2, /^reachedNorth|^to Acuña by road/],
  ["apprehensionRate", 1.3, /^got/],
  ["agentElasticity", 2, /^got/],
  ["turnBackShare", 1.3, /^turnBacks/],
  ["expulsionAir", 1.3, /^removed/],
  ["detentionStayDays", 1.3, /^detained/],
  ["returnedStayDays", 1.3, /^returned to Mexico/],
  ["retryExpelled", 1.2, /^usbpRepeat/],
];

function scaled(name: ParameterName, factor: number): Parameters {
  const value = parameters[name];
  return { ...parameters, [name]: typeof value === "number" ? value * factor : value.map((x) => x * factor) };
}

describe("the comparison", () => {
  for (const [name, factor, shows] of mistakes) {
    it(`catches ${name} times ${factor}`, () => {
      const wrong = runTwin(60, scaled(name, factor), 7);
      const caught = compare(simulated, wrong).filter(({ mean }) => Math.abs(mean) >= zLimit);
      expect(caught.map((verdict) => verdict.name).filter((found) => shows.test(found))).not.toEqual([]);
    });
  }
});
