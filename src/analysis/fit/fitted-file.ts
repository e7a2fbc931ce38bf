import { z } from "zod";
import { files } from "../../data/embedded.ts";
import { fingerprint } from "../../data/fingerprint.ts";
import { parameterRows } from "../../model/parameters.ts";
import { modelVersion } from "../../model/version.ts";

/**
 * What all files that come out of fits have in common: posteriors, fits on their way, calibrations and recorded forecasts belong to one
 * version of the model, one parameter table and one set of figures. Used with others they would be guesses that look like fits.
 */

/** What is wrong with a file of a fit, in one sentence. */
export class PosteriorError extends Error {
  override name = "PosteriorError";
}

/** Keys of a file that say what it was made from: the model's version, and fingerprints of the parameter table, as priors, and of all figures. */
export const originKeys = { model: z.number(), parameters: z.string(), data: z.string() } as const;

export interface Origins {
  readonly model: number;
  readonly parameters: string;
  readonly data: string;
}

/** Of a file that is made now. */
export function origins(): Origins {
  const rows = parameterRows.map(({ name, key, value, low, high }) => [name, key, value, low, high].join());
  const figures = Object.keys(files)
    .filter((name) => name !== "parameters.csv")
    .sort()
    .map((name) => `${name}\n${files[name]}`);
  return { model: modelVersion, parameters: fingerprint(rows.join("\n")), data: fingerprint(figures.join("\n")) };
}

/** Refuses what was made from something else. `again` says what to do. Throws PosteriorError. */
export function checkOrigins(file: string, made: Origins, again: string): void {
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

/** The JSON of a file; `refuse` throws with what it is told. */
export function jsonOf(text: string, refuse: () => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse();
  }
}

/** JSON as a shape has it; `refuse` throws with the first place that is not so, and why. */
export function shaped<Content>(shape: z.ZodType<Content>, json: unknown, refuse: (what: string) => never): Content {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`${issue.path.join(".")}: ${issue.message}`);
}

/** A file of work on its way, and what refuses it: with a sentence, or as damaged. `again` says what to do. Throws PosteriorError. */
export function unfinished<Content extends Origins>(
  shape: z.ZodType<Content>,
  file: string,
  text: string,
  again: string,
): { readonly data: Content; readonly refuse: (what: string) => never; readonly damaged: (what: string) => never } {
  const refuse = (what: string): never => {
    throw new PosteriorError(`${file} ${what}; ${again}`);
  };
  const damaged = (what: string): never => refuse(`is damaged: ${what}`);
  const data = shaped(
    shape,
    jsonOf(text, () => damaged("it is not JSON")),
    damaged,
  );
  checkOrigins(file, data, again);
  return { data, refuse, damaged };
}
