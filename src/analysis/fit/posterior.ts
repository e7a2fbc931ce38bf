import { z } from "zod";
import { knownAt } from "../../data/as-of.ts";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import type { Member } from "../../model/member.ts";
import { buildParameters, isUncertain, type ParameterRow, parameterRows } from "../../model/parameters.ts";
import type { FitSettings, FittedMember } from "./fit.ts";
import { checkOrigins, jsonOf, originKeys, origins, PosteriorError, shaped } from "./fitted-file.ts";
import { flatPaths, latentFirstMonth } from "./flat-paths.ts";

/** The file of a fit, `data/posterior.json` or one of somebody's own: members as numbers, and what they were made from. */
const format = "corridor posterior";
const formatVersion = 1;

const shape = z.object({
  format: z.literal(format),
  version: z.number(),
  ...originKeys,
  settings: z.object({
    members: z.number(),
    steps: z.number(),
    seed: z.number(),
    until: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  }),
  firstMonth: z.literal(monthLabel(latentFirstMonth)),
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

const nameOf = ({ name, key }: { readonly name: string; readonly key: string }): string => `${name}/${key}`;
const uncertain = parameterRows.filter(isUncertain);
const names = uncertain.map(nameOf);
/** No log departures or attractiveness are larger: e³⁰ is more than all people. */
const largestLog = 30;

const byPath = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width }, (_, k) =>
    Array.from({ length: values.length / width }, (__, m) => Number(values[m * width + k].toFixed(3))),
  );

const byMonth = (paths: readonly (readonly number[])[]): Float64Array =>
  Float64Array.from(
    { length: paths.length * paths[0].length },
    (_, i) => paths[i % paths.length][Math.floor(i / paths.length)],
  );

/** The file's text; paths are rounded to three decimals. */
export function posteriorText({ members, steps, seed, until }: FitSettings, fitted: readonly FittedMember[]): string {
  const content: Content = {
    format,
    version: formatVersion,
    ...origins(),
    settings: { members, steps, seed, until: monthLabel(until) },
    firstMonth: monthLabel(fitted[0].latent.firstMonth),
    names,
    members: fitted.map(({ rows, latent }) => ({
      values: rows.filter(isUncertain).map(({ value }) => value),
      departures: byPath(latent.departures, nationalities.length),
      attractiveness: byPath(latent.attractiveness, sectors.length),
    })),
  };
  return `${JSON.stringify(content)}\n`;
}

/** What a fit left behind. */
export interface Posterior {
  readonly settings: FitSettings;
  /** The central one first. Each is made when it is first used. */
  readonly members: readonly Member[];
  /** The parameter table with the values of the central member. */
  readonly centralRows: readonly ParameterRow[];
}

type Content = z.infer<typeof shape>;
type StoredMember = Content["members"][number];

/** The content of a posterior file of any model and data. `refuse` and `damaged` throw. */
function parseContent(text: string, refuse: (what: string) => never, damaged: (what: string) => never): Content {
  const json = jsonOf(text, () =>
    refuse("expected a posterior, the JSON file that corridor fit writes, and this is not JSON"),
  );
  if ((json as { format?: unknown } | null)?.format !== format)
    refuse(`expected a posterior, as corridor fit writes it, with "format": "${format}"`);
  const { version } = json as { version?: unknown };
  if (version !== formatVersion)
    refuse(`version ${JSON.stringify(version)} of the file format was given; expected ${formatVersion}`);
  return shaped(shape, json, damaged);
}

/** What is wrong with the names of the values, if anything is: they have to be those of the table, in order. */
function wrongNames(given: readonly string[]): string | undefined {
  if (given.length !== names.length)
    return `names: ${given.length} were given; expected the ${names.length} uncertain rows of the parameter table`;
  const odd = given.findIndex((name, i) => name !== names[i]);
  if (odd < 0) return undefined;
  return `names.${odd}: ${JSON.stringify(given[odd])} was given; expected ${JSON.stringify(names[odd])}`;
}

/** What is wrong with the members' parts, their lengths or their values, if anything is. */
function wrongParts(members: readonly StoredMember[], months: number): string | undefined {
  for (const [i, { values, departures, attractiveness }] of members.entries()) {
    if (values.length !== names.length) return `members.${i} has ${values.length} values; expected ${names.length}`;
    if ([...departures, ...attractiveness].some((path) => path.length !== months))
      return `members.${i} has a path that is not ${months} months long`;
    const beyond = uncertain.findIndex(({ low, high }, k) => values[k] < low || values[k] > high);
    if (beyond >= 0) return `members.${i}: ${names[beyond]} is ${values[beyond]}, which is beyond its range`;
    if ([...departures, ...attractiveness].flat().some((z) => Math.abs(z) > largestLog))
      return `members.${i} has a path with a value beyond ±${largestLog}`;
  }
  return undefined;
}

/**
 * Reads a posterior file; `again` says how it is made again. Throws PosteriorError, with a sentence, on anything but a posterior of this
 * model, parameter table and data.
 */
export function readPosterior(file: string, text: string, again = "make it again with corridor fit"): Posterior {
  const refuse = (what: string): never => {
    throw new PosteriorError(`${file}: ${what}; ${again}`);
  };
  const damaged = (what: string): never => refuse(`${what}; the file is damaged`);
  const content = parseContent(text, refuse, damaged);
  checkOrigins(file, content, again);
  const until = monthIndex(content.settings.until);
  const wrong = wrongNames(content.names) ?? wrongParts(content.members, until - latentFirstMonth + 1);
  if (wrong !== undefined) damaged(wrong);
  let paths: LatentPaths | undefined;
  const flat = (): LatentPaths => (paths ??= flatPaths(knownAt(until)));
  return {
    settings: { ...content.settings, until },
    members: content.members.map((member) => onFirstUse(() => memberOf(member, flat()))),
    centralRows: rowsOf(content.members[0]),
  };
}

function rowsOf({ values }: StoredMember): ParameterRow[] {
  let at = 0;
  return parameterRows.map((row) => (isUncertain(row) ? { ...row, value: values[at++] } : row));
}

function memberOf(stored: StoredMember, flat: LatentPaths): Member {
  const latent: LatentPaths = {
    ...flat,
    departures: byMonth(stored.departures),
    attractiveness: byMonth(stored.attractiveness),
  };
  return { parameters: buildParameters(rowsOf(stored)), latent };
}

/** A member that is made when one of its parts is first read. Its own properties are read when it is copied or sent to a worker. */
function onFirstUse(make: () => Member): Member {
  let made: Member | undefined;
  const member = (): Member => (made ??= make());
  return {
    get parameters() {
      return member().parameters;
    },
    get latent() {
      return member().latent;
    },
  };
}
