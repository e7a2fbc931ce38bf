import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Folder of the built JavaScript: the first argument, or the package's own `dist`. */
export const buildFolder = process.argv[2]
  ? pathToFileURL(`${resolve(process.argv[2])}/`)
  : new URL("../dist/", import.meta.url);

/** A module of the build, by its path there. */
export function load(path) {
  return import(new URL(path, buildFolder).href);
}

/** The history from October 2022 to September 2024. */
export async function twoYears() {
  const { loadScenario } = await load("scenario/load.js");
  const { firstDayOfMonth, monthIndex } = await load("engine/calendar.js");
  const [from, to] = ["2022-10", "2024-09"];
  const window = {
    from,
    to,
    firstDay: firstDayOfMonth(monthIndex(from)),
    lastDay: firstDayOfMonth(monthIndex(to) + 1) - 1,
  };
  return { ...loadScenario("history"), window };
}

/** Two years of the history, ready to run: levers resolved, people and memory as of the day before. */
export async function prepareTwoYears() {
  const { prepare } = await load("analysis/run.js");
  return prepare(await twoYears());
}
