/**
 * Draws parameters from their priors, estimates the latent paths of the history again under each draw, keeps the draws that fit the history
 * within every bar, and writes `member_draws.csv`, `member_parameters.csv` and `member_paths.csv` (`docs/model.md`, Uncertainty).
 * Goes on after the draws that are already there; stops after enough members or minutes.
 * Usage: npx tsx tools/members.ts [members: 20] [minutes: 30] [folder: data]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { csvParse } from "d3-dsv";
import { type FitRow, fitQuality } from "../src/analysis/fit-quality.ts";
import { improve, inversionSettings } from "../src/analysis/inversion.ts";
import { drawParameterRows } from "../src/analysis/prior.ts";
import { monthLabel } from "../src/engine/calendar.ts";
import { Rng } from "../src/engine/rng.ts";
import { fittedPaths } from "../src/model/fitted.ts";
import { nationalities, sectors } from "../src/model/geography.ts";
import type { LatentPaths } from "../src/model/latent.ts";
import { isUncertain, memberPathNames, presentOrigins, replacePaths } from "../src/model/members.ts";
import { buildParameters, type ParameterRow, parameterRows } from "../src/model/parameters.ts";
import { runHistory } from "./history-run.ts";

const wanted = Number(process.argv[2] ?? 20);
const minutes = Number(process.argv[3] ?? 30);
const folder = process.argv[4] ?? "data";

const seed = 2024;
/** Errors hardly change after the fifth round, starting from the central paths. */
const rounds = 8;
/** In this round a draw is given up if an error is this many times its bar. */
const earlyRound = 4;
const hopeless = 1.15;

interface Kept {
  readonly draw: string;
  readonly rows: readonly ParameterRow[];
  /** Per name of `memberPathNames` the values over the months, as they are written. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

const origins = presentOrigins();
const target = (name: string): string => `${folder}/${name}.csv`;

function written(latent: LatentPaths): Map<string, string[]> {
  const path = (values: Float64Array, width: number, k: number): string[] =>
    Array.from({ length: latent.months }, (_, m) => values[m * width + k].toFixed(3));
  return new Map(
    memberPathNames.map((name, k) => {
      const n = nationalities.length;
      return [
        name,
        k < n ? path(latent.departures, n, k) : path(latent.attractiveness, sectors.length, k - n),
      ] as const;
    }),
  );
}

function worst(fit: readonly FitRow[]): FitRow & { readonly excess: number } {
  const judged = fit.flatMap((row) => (row.bar === undefined ? [] : [{ ...row, excess: row.medianError / row.bar }]));
  return judged.reduce((a, b) => (b.excess > a.excess ? b : a));
}

/** Estimates the paths under drawn parameters, and judges them as they are written. */
function attempt(rows: readonly ParameterRow[]): { readonly fit: FitRow[]; readonly paths: Map<string, string[]> } {
  const parameters = buildParameters(rows);
  let latent = fittedPaths;
  for (let round = 1; round <= rounds; round++) {
    const record = runHistory({ parameters, latent });
    const fit = fitQuality(record);
    if (round === earlyRound && worst(fit).excess > hopeless) return { fit, paths: written(latent) };
    latent = improve(latent, record.values, inversionSettings);
  }
  const paths = written(latent);
  const numbers = new Map([...paths].map(([name, cells]) => [name, cells.map(Number)]));
  return { fit: fitQuality(runHistory({ parameters, latent: replacePaths(numbers) })), paths };
}

const text = (lines: readonly (readonly (string | number)[])[]): string =>
  `${lines.map((line) => line.join(",")).join("\n")}\n`;

function writeTables(draws: readonly (readonly string[])[], kept: readonly Kept[]): void {
  const months = Array.from({ length: fittedPaths.months }, (_, m) => monthLabel(fittedPaths.firstMonth + m));
  const uncertain = parameterRows.map((row, i) => ({ row, i })).filter(({ row }) => isUncertain(row));
  const parameters = uncertain.map(({ row, i }) => [row.name, row.key, ...kept.map(({ rows }) => rows[i].value)]);
  const paths = kept.flatMap((one) => [...one.paths].map(([name, cells]) => [one.draw, name, ...cells]));
  writeFileSync(target("member_parameters"), text([["name", "key", ...kept.map(({ draw }) => draw)], ...parameters]));
  writeFileSync(target("member_paths"), text([["draw", "path", ...months], ...paths]));
  writeFileSync(target("member_draws"), text([drawColumns, ...draws]));
}

const drawColumns = [
  "draw",
  "kept",
  "usbp_error",
  "interceptions_error",
  "worst_series",
  "worst_error",
  "bar",
  "origins",
];

/** Draws already made from the same tables. */
function resume(): { draws: string[][]; kept: Kept[] } {
  if (!existsSync(target("member_draws"))) return { draws: [], kept: [] };
  const rows = csvParse(readFileSync(target("member_draws"), "utf8"));
  if (rows.some((row) => row.origins !== origins)) return { draws: [], kept: [] };
  const paths = csvParse(readFileSync(target("member_paths"), "utf8"));
  const months = paths.columns.slice(2);
  const kept = rows
    .filter((row) => row.kept === "yes")
    .map(({ draw }) => ({
      draw,
      rows: drawnRows(Number(draw)),
      paths: new Map(
        paths.filter((row) => row.draw === draw).map((row) => [row.path, months.map((month) => row[month])]),
      ),
    }));
  return { draws: rows.map((row) => drawColumns.map((column) => row[column])), kept };
}

function drawnRows(draw: number): ParameterRow[] {
  return drawParameterRows(parameterRows, new Rng(seed, draw, false));
}

const { draws, kept } = resume();
const end = Date.now() + minutes * 60_000;
while (kept.length < wanted && Date.now() < end) {
  const draw = draws.length + 1;
  const rows = drawnRows(draw);
  const { fit, paths } = attempt(rows);
  const bad = worst(fit);
  const good = bad.excess <= 1;
  const errorOf = (series: string): string => fit.find((row) => row.series === series)!.medianError.toFixed(3);
  draws.push([
    String(draw),
    good ? "yes" : "no",
    errorOf("USBP total"),
    errorOf("Mexican interceptions"),
    bad.series,
    bad.medianError.toFixed(3),
    String(bad.bar),
    origins,
  ]);
  if (good) kept.push({ draw: String(draw), rows, paths });
  writeTables(draws, kept);
  console.log(
    `draw ${draw}: ${good ? "kept" : "rejected"}, ${bad.series} at ${bad.excess.toFixed(2)} of its bar; ${kept.length} kept`,
  );
}
console.log(`${kept.length} of ${draws.length} draws kept`);
