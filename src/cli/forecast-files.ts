import { fileURLToPath } from "node:url";
import { PosteriorError } from "../analysis/fit/fitted-file.ts";
import { type Posterior, readPosterior } from "../analysis/fit/posterior.ts";
import { eras } from "../analysis/forecast/rolling.ts";
import { monthLabel } from "../engine/calendar.ts";
import { posteriorOf, readFitted } from "./simulation.ts";

/** A fit to the figures up to some month is about half a megabyte. */
const largest = 64e6;

/** The fits that forecasts from earlier origins are made with, as they ship. */
const shipped = fileURLToPath(new URL("../../data/posteriors", import.meta.url));

/** Where a folder keeps the fit to the figures up to a month. */
export function fitFile(folder: string, until: number): string {
  return `${folder}/${monthLabel(until)}.json`;
}

/** The fit to the figures up to a month, from a folder. Throws UsageError, also if the file holds a fit to other months. */
export function fitUntil(until: number, folder: string = shipped): Posterior {
  const file = fitFile(folder, until);
  return readFitted(file, largest, (text) => {
    const posterior = readPosterior(file, text, "make it again with corridor score --recompute");
    if (posterior.settings.until === until) return posterior;
    const [given, expected] = [posterior.settings.until, until].map(monthLabel);
    throw new PosteriorError(`${file}: a fit to the figures up to ${given} was given; expected ${expected}`);
  });
}

/** The last fit that knew nothing after an origin. Throws UsageError. */
export function fitFor(origin: number): Posterior {
  const whole = posteriorOf(undefined);
  if (origin >= whole.settings.until) return whole;
  return fitUntil(Math.max(...eras.map(({ until }) => until).filter((until) => until <= origin)));
}
