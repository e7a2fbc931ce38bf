import { csvParseRows } from "d3-dsv";
import { files } from "../data/embedded.ts";
import { fittedColumns, fittedPaths } from "./fitted.ts";
import { nationalities, sectors } from "./geography.ts";
import type { LatentPaths } from "./latent.ts";
import { buildParameters, defaultParameters, type ParameterRow, type Parameters, parameterRows } from "./parameters.ts";

/** One way in which the uncertain parts of the model can be: parameters, and the latent paths that fit the history under them. */
export interface Member {
  readonly parameters: Parameters;
  readonly latent: LatentPaths;
}

/** The hand-fitted member. */
export const central: Member = { parameters: defaultParameters, latent: fittedPaths };

/** The three tables that hold members, written by `tools/members.ts`. */
export interface MemberTables {
  /** One row per draw: `draw`, `kept`, errors of the fit, and the fingerprint of what it was made from. */
  readonly draws: string;
  /** One row per uncertain row of the parameter table: `name`, `key`, then one column per kept draw. */
  readonly parameters: string;
  /** One row per kept draw and path: `draw`, `path`, then one column per month. Household mixes are those of the central member. */
  readonly paths: string;
}

/** Paths that are estimated again for every member, named as in `data/fitted_paths.csv`. */
export const memberPathNames: readonly string[] = fittedColumns.slice(0, nationalities.length + sectors.length);

/** True if a row of the parameter table has a range. */
export function isUncertain({ low, high }: ParameterRow): boolean {
  return low < high;
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits, over UTF-16 units: tells tables apart, no more. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Fingerprint of what members are made from: names, keys, values and ranges of all parameters, and the central paths. */
export function originsFingerprint(rows: readonly ParameterRow[], fittedPathsText: string): string {
  const parameters = rows.map(({ name, key, value, low, high }) => [name, key, value, low, high].join());
  return fingerprint([...parameters, fittedPathsText].join("\n"));
}

/** Fingerprint of the tables that are in the code now. */
export function presentOrigins(): string {
  return originsFingerprint(parameterRows, files["fitted_paths.csv"] ?? "");
}

function numberAt(table: string, line: number, column: string, cell: string | undefined): number {
  const value = Number(cell || Number.NaN);
  if (!Number.isFinite(value)) throw new Error(`data/${table}:${line}: ${column}: expected a number, given "${cell}"`);
  return value;
}

/** The parameter table with the values of one member in it. */
function replaceValues(values: ReadonlyMap<string, number>): Parameters {
  return buildParameters(
    parameterRows.map((row) => {
      if (!isUncertain(row)) return row;
      const value = values.get(`${row.name}/${row.key}`);
      if (value === undefined) throw new Error(`data/member_parameters.csv has no row for ${row.name} ${row.key}`);
      return { ...row, value };
    }),
  );
}

/** Central paths with departures and attractiveness replaced: `paths` holds one array over months per name of `memberPathNames`. */
export function replacePaths(paths: ReadonlyMap<string, ArrayLike<number>>): LatentPaths {
  const { months } = fittedPaths;
  const interleave = (names: readonly string[]): Float64Array => {
    const own = names.map((name) => {
      const path = paths.get(name);
      if (path?.length !== months) throw new Error(`data/member_paths.csv has no ${months} months for ${name}`);
      return path;
    });
    return Float64Array.from(
      { length: months * own.length },
      (_, i) => own[i % own.length][Math.floor(i / own.length)],
    );
  };
  return {
    ...fittedPaths,
    departures: interleave(memberPathNames.slice(0, nationalities.length)),
    attractiveness: interleave(memberPathNames.slice(nationalities.length)),
  };
}

/**
 * Members in the order of the draws, the central one not among them. Throws Error if a draw was made from other tables than `origins`
 * tells, or if something is missing or not a number.
 */
export function parseMembers(tables: MemberTables, origins: string): Member[] {
  const [head, ...draws] = csvParseRows(tables.draws);
  const [parameterHead, ...parameterLines] = csvParseRows(tables.parameters);
  const [, ...pathLines] = csvParseRows(tables.paths);
  const stale = draws.some((row) => row[head.indexOf("origins")] !== origins);
  if (stale)
    throw new Error(
      "data/member_draws.csv was made from other parameters or fitted paths than those in data/; make members again with npx tsx tools/members.ts, or do without them with --uncertainty process",
    );
  const kept = draws.filter((row) => row[head.indexOf("kept")] === "yes").map((row) => row[head.indexOf("draw")]);
  return kept.map((draw) => {
    const column = parameterHead.indexOf(draw);
    const values = new Map(
      parameterLines.map((row, i) => [
        `${row[0]}/${row[1]}`,
        numberAt("member_parameters.csv", i + 2, `draw ${draw}`, row[column]),
      ]),
    );
    const paths = new Map<string, number[]>();
    pathLines.forEach((row, i) => {
      if (row[0] !== draw) return;
      const months = row.slice(2).map((cell) => numberAt("member_paths.csv", i + 2, row[1], cell));
      paths.set(row[1], months);
    });
    return { parameters: replaceValues(values), latent: replacePaths(paths) };
  });
}

let parsed: readonly Member[] | undefined;

/**
 * The central member, then those drawn from the priors that reproduce the history as well (`docs/model.md`, Uncertainty). Read on the first
 * call. Throws Error if the tables of members do not belong to the parameters and paths.
 */
export function members(): readonly Member[] {
  parsed ??= [
    central,
    ...parseMembers(
      {
        draws: files["member_draws.csv"] ?? "",
        parameters: files["member_parameters.csv"] ?? "",
        paths: files["member_paths.csv"] ?? "",
      },
      presentOrigins(),
    ),
  ];
  return parsed;
}
