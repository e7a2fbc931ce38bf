import { z } from "zod";
import { knownAt } from "../../data/as-of.ts";
import { files } from "../../data/embedded.ts";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { fingerprint, isUncertain, type Member } from "../../model/members.ts";
import { buildParameters, parameterRows } from "../../model/parameters.ts";
import { modelVersion } from "../../model/version.ts";
import { flatPaths } from "../inversion.ts";
import type { FitSettings, FittedMember } from "./fit.ts";

/**
 * The file of a fit: members as numbers, and what they were made from. A posterior belongs to one version of the model, one parameter table
 * and one set of figures; used with others it would be a guess that looks like a fit.
 */
const format = "corridor posterior";
const formatVersion = 1;

const shape = z.object({
  format: z.literal(format),
  version: z.number(),
  model: z.number(),
  parameters: z.string(),
  data: z.string(),
  settings: z.object({ members: z.number(), steps: z.number(), seed: z.number(), until: z.string() }),
  firstMonth: z.string(),
  /** Names of the uncertain rows, `name/key`, in the order of each member's values. */
  names: z.array(z.string()),
  members: z
    .array(
      z.object({
        values: z.array(z.number()),
        /** By nationality, then by sector: one number per month. */
        departures: z.array(z.array(z.number())).length(nationalities.length),
        attractiveness: z.array(z.array(z.number())).length(sectors.length),
      }),
    )
    .min(1),
});

/** What is wrong with a file of a fit, in one sentence. */
export class PosteriorError extends Error {
  override name = "PosteriorError";
}

const nameOf = ({ name, key }: { readonly name: string; readonly key: string }): string => `${name}/${key}`;
const uncertain = parameterRows.filter(isUncertain);

/** Fingerprints of the parameter table, as priors, and of all tables of figures. */
export function origins(): { readonly model: number; readonly parameters: string; readonly data: string } {
  const rows = parameterRows.map(({ name, key, value, low, high }) => [name, key, value, low, high].join());
  const figures = Object.keys(files)
    .filter((name) => !/^(parameters|fitted_paths|member_\w+)\.csv$/.test(name))
    .sort()
    .map((name) => `${name}\n${files[name]}`);
  return { model: modelVersion, parameters: fingerprint(rows.join("\n")), data: fingerprint(figures.join("\n")) };
}

const byPath = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width }, (_, k) =>
    Array.from({ length: values.length / width }, (__, m) => Number(values[m * width + k].toFixed(4))),
  );

const byMonth = (paths: readonly (readonly number[])[]): Float64Array =>
  Float64Array.from(
    { length: paths.length * paths[0].length },
    (_, i) => paths[i % paths.length][Math.floor(i / paths.length)],
  );

/** The file's text; paths are rounded to four decimals. */
export function posteriorText({ members, steps, seed, until }: FitSettings, fitted: readonly FittedMember[]): string {
  const content: z.infer<typeof shape> = {
    format,
    version: formatVersion,
    ...origins(),
    settings: { members, steps, seed, until: monthLabel(until) },
    firstMonth: monthLabel(fitted[0].latent.firstMonth),
    names: uncertain.map(nameOf),
    members: fitted.map(({ rows, latent }) => ({
      values: rows.filter(isUncertain).map(({ value }) => value),
      departures: byPath(latent.departures, nationalities.length),
      attractiveness: byPath(latent.attractiveness, sectors.length),
    })),
  };
  return `${JSON.stringify(content)}\n`;
}

/** Refuses what was made from something else. `again` says what to do. */
export function checkOrigins(file: string, made: ReturnType<typeof origins>, again: string): void {
  const now = origins();
  const other =
    made.model !== now.model
      ? `model version ${made.model}, and this is version ${now.model}`
      : made.parameters !== now.parameters
        ? "another parameter table"
        : made.data !== now.data
          ? "other figures than those in data/"
          : undefined;
  if (other !== undefined) throw new PosteriorError(`${file} was made with ${other}; ${again}`);
}

/** Members of a posterior file, the central one first. Throws PosteriorError, with a sentence, on anything but a posterior of this model and data. */
export function readPosterior(file: string, text: string): Member[] {
  const refuse = (what: string): never => {
    throw new PosteriorError(`${file}: ${what}`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    refuse("expected a posterior, the JSON file that corridor fit writes, and this is not JSON");
  }
  if ((json as { format?: unknown } | null)?.format !== format)
    refuse(`expected a posterior, as corridor fit writes it, with "format": "${format}"`);
  const version = (json as { version?: unknown }).version;
  if (version !== formatVersion)
    refuse(
      `version ${JSON.stringify(version)} of the file format was given; expected ${formatVersion}; make it again with corridor fit`,
    );
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue.path.join(".")}: ${issue.message}; the file is damaged, make it again with corridor fit`);
  }
  const { data } = parsed;
  checkOrigins(file, data, "make it again with corridor fit");
  const { householdMix } = flatPaths(knownAt(monthIndex(data.settings.until)));
  return data.members.map((member, i) =>
    memberOf(data, member, householdMix, () =>
      refuse(`members.${i} has another number of values or months than the others; the file is damaged`),
    ),
  );
}

function memberOf(
  { names, firstMonth }: z.infer<typeof shape>,
  { values, departures, attractiveness }: z.infer<typeof shape>["members"][number],
  householdMix: Float64Array,
  damaged: () => never,
): Member {
  const months = departures[0].length;
  if (values.length !== names.length || [...departures, ...attractiveness].some((path) => path.length !== months))
    damaged();
  const byName = new Map(names.map((name, i) => [name, values[i]]));
  const rows = parameterRows.map((row) => ({ ...row, value: byName.get(nameOf(row)) ?? row.value }));
  const latent: LatentPaths = {
    firstMonth: monthIndex(firstMonth),
    months,
    departures: byMonth(departures),
    attractiveness: byMonth(attractiveness),
    householdMix,
  };
  return { parameters: buildParameters(rows), latent };
}
