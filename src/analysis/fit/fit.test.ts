import { describe, expect, it } from "vitest";
import { monthIndex } from "../../engine/calendar.ts";
import { isUncertain } from "../../model/members.ts";
import { parameterRows } from "../../model/parameters.ts";
import { fitQuality } from "../fit-quality.ts";
import { inlineRunner } from "../runner.ts";
import { checkpointText, readCheckpoint } from "./checkpoint.ts";
import { factors } from "./factors.ts";
import { type FitSettings, type FitState, fitPosterior, StoppedFit } from "./fit.ts";
import { posteriorText, readPosterior } from "./posterior.ts";

const settings: FitSettings = {
  members: 2,
  steps: 1,
  seed: 4,
  until: monthIndex("2019-12"),
  asked: ["searchRate"],
};
const states: FitState[] = [];
const whole = await fitPosterior(settings, inlineRunner, { onState: (state) => states.push(state) });
const text = posteriorText(settings, whole.members);

describe("a fit", () => {
  it("moves the parameters it was asked about, draws the others from their prior, and keeps members in their ranges", () => {
    expect(whole.members).toHaveLength(3);
    factors.forEach(({ name }, i) => {
      expect(whole.scores[0][i] !== 0, name).toBe(settings.asked!.includes(name));
    });
    const spread = (name: string): number => Math.abs(whole.scores[1][factors.findIndex((one) => one.name === name)]);
    expect(spread("memoryDays")).toBeGreaterThan(0);
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
    for (const state of [states[14], states[states.length - 2]]) {
      const read = readCheckpoint("x.checkpoint", checkpointText(state), settings);
      const again = await fitPosterior(settings, inlineRunner, {}, undefined, read);
      expect(posteriorText(settings, again.members)).toBe(text);
    }
  });

  it("stops when it is asked to, with its states handed over", async () => {
    const controller = new AbortController();
    const seen: FitState[] = [];
    const stopped = fitPosterior(
      settings,
      inlineRunner,
      {
        onState(state) {
          seen.push(state);
          controller.abort();
        },
      },
      controller.signal,
    );
    await expect(stopped).rejects.toThrow(StoppedFit);
    expect(seen).toHaveLength(1);
  });
});

describe("a posterior file", () => {
  it("gives back the members, central one first", () => {
    const members = readPosterior("p.json", text);
    expect(members).toHaveLength(3);
    const row = parameterRows.findIndex(({ name }) => name === "memoryDays");
    members.forEach(({ parameters, latent }, i) => {
      expect(parameters.memoryDays).toBe(whole.members[i].rows[row].value);
      expect(latent.months).toBe(whole.members[i].latent.months);
      expect(latent.departures[5]).toBeCloseTo(whole.members[i].latent.departures[5], 4);
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
      "a lost value",
      changed({ names: [] }),
      "p.json: members.0 has another number of values or months than the others; the file is damaged",
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
