import { csvParseRows } from "d3-dsv";
import { files } from "../../src/data/embedded.ts";
import type { LeverStep, ResolvedScenario } from "../../src/scenario/load.ts";

/**
 * True if a citation names a row that exists: `data/table.csv cell / cell`, where some row of the table has all of the cells.
 * Several citations are separated by semicolons.
 */
export function citesRows(source: string, tables: Readonly<Record<string, string>>): boolean {
  return source.split(";").every((citation) => {
    const match = /^data\/([\w-]+\.csv) (.+)$/.exec(citation.trim());
    if (!match || !Object.hasOwn(tables, match[1])) return false;
    const cells = match[2].split(" / ");
    const [, ...rows] = csvParseRows(tables[match[1]]);
    return rows.some((row) => cells.every((cell) => row.includes(cell)));
  });
}

/**
 * Steps of a history that do not say whether their magnitude is recorded, or whose source is not a row of the tables under `data/`
 * (by file name; the tables that come with the package when left out). Empty for a sound history.
 */
export function unsourcedSteps(
  history: ResolvedScenario,
  tables: Readonly<Record<string, string>> = files,
): readonly LeverStep[] {
  return history.steps.filter(
    (step) => step.magnitude === undefined || step.source === undefined || !citesRows(step.source, tables),
  );
}
