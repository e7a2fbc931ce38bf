import { z } from "zod";
import { fingerprint } from "../../data/fingerprint.ts";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { loadScenario } from "../../scenario/load.ts";
import { checkOrigins, jsonOf, type Origins, originKeys, origins, PosteriorError, shaped } from "../fit/fitted-file.ts";
import { type Growth, learnedHorizon } from "./distributions.ts";
import { modes } from "./hindcasts.ts";
import { eras } from "./rolling.ts";
import type { GrowthRecord } from "./scoreboard.ts";
import { targets } from "./targets.ts";

/**
 * The file of a rolling evaluation: what every forecast grew by, rounded to four decimals of a logarithm, and what it was made with.
 * Distributions and scores follow from it and from the tables of figures.
 */
const format = "corridor forecasts";
const formatVersion = 1;

/** How the fits of an evaluation were made. */
export interface RollingSettings {
  /** Members of each fit beside the central one. */
  readonly members: number;
  readonly steps: number;
  readonly seed: number;
}

const growthShape = z.array(z.array(z.number())).length(targets.length);
const shape = z.object({
  format: z.literal(format),
  version: z.number(),
  ...originKeys,
  policies: z.string(),
  settings: z.object({ members: z.number(), steps: z.number(), seed: z.number() }),
  targets: z.array(z.string()),
  origins: z.array(z.object({ origin: z.string(), announced: growthShape, happened: growthShape })).min(1),
});

/** Fingerprint of the recorded policies, with what was announced when. */
function policies(): string {
  const { steps } = loadScenario("history");
  return fingerprint(JSON.stringify(steps.map(({ file: _, line: __, path: ___, ...step }) => step)));
}

const rounded = ({ growth, ahead }: Growth): number[][] =>
  targets.map((_, k) => Array.from(growth.subarray(k * ahead, (k + 1) * ahead), (x) => Number(x.toFixed(4))));

/** The file's text. */
export function recordText(settings: RollingSettings, record: GrowthRecord): string {
  const head = {
    format,
    version: formatVersion,
    ...origins(),
    policies: policies(),
    settings,
    targets: targets.map(({ name }) => name),
  };
  const rows = record.announced.map((announced, i) =>
    JSON.stringify({
      origin: monthLabel(announced.origin),
      announced: rounded(announced),
      happened: rounded(record.happened[i]),
    }),
  );
  return `${JSON.stringify(head).slice(0, -1)},"origins":[\n${rows.join(",\n")}\n]}\n`;
}

/** A rolling evaluation as it was recorded. */
export interface Rolling {
  readonly settings: RollingSettings;
  readonly record: GrowthRecord;
  /** What it was made with. */
  readonly stamp: Origins & { readonly policies: string };
}

const remedy = "restore it, or make it again with corridor score --recompute --out data --force";
/** Largest growth that can be, as a logarithm: a million times as many. */
const largestGrowth = 14;

/** Reads the file. Throws PosteriorError, with a sentence, on anything but an evaluation of this model, these policies and figures. */
export function readRecord(file: string, text: string): Rolling {
  const refuse = (what: string): never => {
    throw new PosteriorError(`${file}: ${what}; ${remedy}`);
  };
  const json = jsonOf(text, () =>
    refuse("expected the JSON file that corridor score --recompute writes, and this is not JSON"),
  );
  const data = shaped(shape, json, refuse);
  if (data.version !== formatVersion)
    refuse(`version ${data.version} of the file format was given; expected ${formatVersion}`);
  checkOrigins(file, data, remedy);
  if (data.policies !== policies()) refuse("it was made with other policies than those in scenarios/history.yaml");
  const expected = eras.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, i) => monthLabel(from + i)),
  );
  const odd = expected.findIndex((month, i) => data.origins[i]?.origin !== month);
  if (odd >= 0 || data.origins.length !== expected.length)
    refuse(
      `origins: ${data.origins.length} were given; expected every month from ${expected[0]} to ${expected[expected.length - 1]}, once, in order`,
    );
  for (const { origin, ...growth } of data.origins)
    for (const mode of modes)
      if (growth[mode].some((row) => row.length !== learnedHorizon || row.some((x) => Math.abs(x) > largestGrowth)))
        refuse(
          `${origin}, ${mode}: expected ${learnedHorizon} numbers from −${largestGrowth} to ${largestGrowth} each`,
        );
  const growthOf = (mode: (typeof modes)[number]): Growth[] =>
    data.origins.map((row) => {
      const ahead = row[mode][0].length;
      return { origin: monthIndex(row.origin), ahead, growth: Float64Array.from(row[mode].flat()) };
    });
  return {
    settings: data.settings,
    record: { announced: growthOf("announced"), happened: growthOf("happened") },
    stamp: { model: data.model, parameters: data.parameters, data: data.data, policies: data.policies },
  };
}
