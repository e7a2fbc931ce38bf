/**
 * Estimates the latent paths of the history and writes `data/fitted_paths.csv` (`docs/model.md`, Inversion).
 * Usage: npx tsx tools/invert.ts [rounds] [start from the present paths: keep]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fitTable } from "../src/analysis/fit-quality.ts";
import { flatPaths, improve, inversionSettings } from "../src/analysis/inversion.ts";
import { knownAt } from "../src/data/as-of.ts";
import { monthIndex, monthLabel } from "../src/engine/calendar.ts";
import { fittedColumns, parseFittedPaths } from "../src/model/fitted.ts";
import { households, nationalities, sectors } from "../src/model/geography.ts";
import type { LatentPaths } from "../src/model/latent.ts";
import { defaultParameters } from "../src/model/parameters.ts";
import { runHistory } from "./history-run.ts";

const target = "data/fitted_paths.csv";
const rounds = Number(process.argv[2] ?? 40);
const historyUnder = (latent: LatentPaths) => runHistory({ parameters: defaultParameters, latent });

function csv(paths: LatentPaths): string {
  const lines = [["month", ...fittedColumns].join(",")];
  for (let m = 0; m < paths.months; m++) {
    const row = (values: Float64Array, width: number): string[] =>
      Array.from(values.subarray(m * width, (m + 1) * width), (x) => x.toFixed(4));
    const mix = row(paths.householdMix, nationalities.length * households.length);
    lines.push(
      [
        monthLabel(paths.firstMonth + m),
        ...row(paths.departures, nationalities.length),
        ...row(paths.attractiveness, sectors.length),
        ...mix,
      ].join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}

const keep = process.argv[3] === "keep" && existsSync(target);
let paths = keep ? parseFittedPaths(readFileSync(target, "utf8")) : flatPaths(knownAt(monthIndex("2024-09")));
for (let round = 0; round < rounds; round++) paths = improve(paths, historyUnder(paths).values, inversionSettings);
writeFileSync(target, csv(paths));
for (const line of fitTable(historyUnder(paths))) console.log(line);
