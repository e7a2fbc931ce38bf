import { describe, expect, it } from "vitest";
import { built, fromDist } from "../../../test/cli/corridor.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { isUncertain, parameterRows } from "../../model/parameters.ts";
import { fitQuality } from "../fit-quality.ts";
import * as runners from "../runner.ts";
import { checkpointText, readCheckpoint } from "./checkpoint.ts";
import { factors } from "./factors.ts";
import {
  type FitHooks,
  type FitProblem,
  type FitResult,
  type FitSettings,
  type FitState,
  fitPosterior,
  publishedProblem,
  StoppedFit,
} from "./fit.ts";
import { posteriorText, readPosterior } from "./posterior.ts";

// the same runner as it is built, if it is: several times faster
const { inlineRunner } = built ? await fromDist<typeof runners>("analysis/runner.js") : runners;
const settings: FitSettings = { members: 2, steps: 1, seed: 4, until: monthIndex("2019-12") };
const estimated = factors.flatMap(({ name }, i) => (name === "searchRate" ? [i] : []));
/** One parameter is in question, so that a fit takes seconds. */
const problem: FitProblem = {
  ...publishedProblem(settings.until),
  held: { estimated, scores: factors.map(() => 0.1), rows: parameterRows },
};
const fitted = (hooks: FitHooks = {}, stop?: AbortSignal, from?: FitState): Promise<FitResult> =>
  fitPosterior(settings, inlineRunner, hooks, stop, from, problem);
const states: FitState[] = [];
const whole = await fitted({ onState: (state) => states.push(state) });
const text = posteriorText(settings, whole.members);

describe("a fit", () => {
  it("moves what is in question and leaves the rest, draws members around it, and keeps all in their ranges", () => {
    expect(whole.members).toHaveLength(3);
    for (const scores of whole.scores)
      scores.forEach((score, i) => {
        if (!estimated.includes(i)) expect(score, factors[i].name).toBe(0.1);
      });
    const asked = whole.scores.map((scores) => scores[estimated[0]]);
    expect(asked[0]).not.toBe(0);
    expect(new Set(asked).size).toBe(3);
    for (const { rows } of whole.members)
      for (const { name, key, value, low, high } of rows) {
        expect(value, `${name} ${key}`).toBeGreaterThanOrEqual(low);
        expect(value, `${name} ${key}`).toBeLessThanOrEqual(high);
      }
  });

  it("reproduces the months that it was shown", () => {
    const errors = fitQuality(whole.central).filter(({ series }) =>
      /USBP (total|Mexico|Guatemala|Honduras)/.test(series),
    );
    expect(errors).toHaveLength(4);
    for (const { series, medianError } of errors) expect(medianError, series).toBeLessThan(0.1);
  });

  it("comes out the same when it is taken up from any state on the way, through its file", async () => {
    for (const state of [states[13], states[states.length - 2]]) {
      const read = readCheckpoint("x.checkpoint", checkpointText(state), settings);
      const again = await fitted({}, undefined, read);
      expect(posteriorText(settings, again.members)).toBe(text);
    }
  });

  it("stops when it is asked to, with its states handed over", async () => {
    const controller = new AbortController();
    const seen: FitState[] = [];
    const onState = (state: FitState): void => {
      seen.push(state);
      controller.abort();
    };
    const stopped = fitted({ onState }, controller.signal);
    await expect(stopped).rejects.toThrow(StoppedFit);
    expect(seen).toHaveLength(1);
  });
});

describe("a posterior file", () => {
  it("gives back the members, central one first", () => {
    const { settings: made, members, centralRows } = readPosterior("p.json", text);
    expect(made).toEqual(settings);
    expect(members).toHaveLength(3);
    expect(centralRows).toEqual(whole.members[0].rows);
    const row = parameterRows.findIndex(({ name }) => name === "memoryDays");
    members.forEach(({ parameters, latent }, i) => {
      expect(parameters.memoryDays).toBe(whole.members[i].rows[row].value);
      expect(latent.months).toBe(whole.members[i].latent.months);
      whole.members[i].latent.departures.forEach((z, k) => {
        expect(Math.abs(latent.departures[k] - z)).toBeLessThanOrEqual(0.0005 + 1e-9);
      });
      expect(latent.householdMix).toEqual(whole.members[i].latent.householdMix);
    });
    expect(JSON.parse(text).names).toHaveLength(parameterRows.filter(isUncertain).length);
  });

  const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(text), ...change });
  it.each([
    ["no JSON", "{", "p.json: expected a posterior, the JSON file that corridor fit writes, and this is not JSON"],
    [
      "another file",
      "{}",
      'p.json: expected a posterior, as corridor fit writes it, with "format": "corridor posterior"',
    ],
    [
      "another format version",
      changed({ version: 9 }),
      "p.json: version 9 of the file format was given; expected 1; make it again with corridor fit",
    ],
    [
      "another model",
      changed({ model: 0 }),
      /p\.json was made with model version 0, and this is version \d+; make it again/,
    ],
    [
      "other parameters",
      changed({ parameters: "0" }),
      "p.json was made with another parameter table; make it again with corridor fit",
    ],
    [
      "other figures",
      changed({ data: "0" }),
      "p.json was made with other figures than those in data/; make it again with corridor fit",
    ],
    ["no members", changed({ members: [] }), /p\.json: members: .*; the file is damaged/],
    [
      "lost names",
      changed({ names: [] }),
      /p\.json: names: 0 were given; expected the \d+ uncertain rows of the parameter table; the file is damaged/,
    ],
    [
      "a name that is none",
      changed({ names: JSON.parse(text).names.with(3, "searchRates/") }),
      /p\.json: names\.3: "searchRates\/" was given; expected ".+\/.*"; the file is damaged/,
    ],
    [
      "names in another order",
      changed({ names: JSON.parse(text).names.toReversed() }),
      /p\.json: names\.0: ".+" was given; expected ".+"; the file is damaged/,
    ],
    [
      "a lost value",
      changed({ members: [{ ...JSON.parse(text).members[0], values: [1] }] }),
      /p\.json: members\.0 has 1 values; expected \d+; the file is damaged/,
    ],
    [
      "a value beyond its range",
      changed({
        members: [{ ...JSON.parse(text).members[0], values: JSON.parse(text).members[0].values.with(0, -50) }],
      }),
      /p\.json: members\.0: .+ is -50, which is beyond its range; the file is damaged/,
    ],
    [
      "paths of another length",
      changed({ settings: { ...JSON.parse(text).settings, until: "2020-03" } }),
      "p.json: members.0 has a path that is not 24 months long; the file is damaged; make it again with corridor fit",
    ],
    [
      "a month that is none",
      changed({ settings: { ...JSON.parse(text).settings, until: "spring" } }),
      /p\.json: settings\.until: .*; the file is damaged/,
    ],
  ])("refuses %s", (_, bad, sentence) => {
    expect(() => readPosterior("p.json", bad)).toThrow(sentence);
  });
});

describe("a checkpoint", () => {
  const good = checkpointText(states[0]);
  const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(good), ...change });
  it.each([
    ["half a file", good.slice(0, 1000), "c is damaged: it is not JSON; delete it to begin anew"],
    ["another file", "{}", /c is damaged: format: .*; delete it to begin anew/],
    ["another model", changed({ model: 0 }), /c was made with model version 0, .*; delete it to begin anew/],
    ["lost members", changed({ scores: [] }), "c is damaged: it has not 3 members; delete it to begin anew"],
  ])("refuses %s", (_, bad, sentence) => {
    expect(() => readCheckpoint("c", bad, settings)).toThrow(sentence);
  });

  it("refuses to go on with other settings", () => {
    expect(() => readCheckpoint("c", good, { ...settings, seed: 5 })).toThrow(
      "c is of a fit with 2 members, 1 steps, seed 4, figures up to 2019-12; 2 members, 1 steps, seed 5, figures up to 2019-12 was asked for; delete it to begin anew",
    );
  });
});
