import { z } from "zod";
import {
  type CalibratedSet,
  type CalibrationSettings,
  estimatedParameters,
  summarizeCalibration,
} from "./calibration.ts";
import { originKeys, origins, unfinished } from "./fitted-file.ts";

/** A calibration as text, whole or on its way: the ranks of every set that is done, and what they sum up to. */

const whole = z.int().min(0);
const shape = z.object({
  format: z.literal("corridor calibration"),
  ...originKeys,
  settings: z.object({ sets: whole, members: whole, steps: whole, seed: whole }),
  estimated: z.array(z.string()),
  sets: z.array(
    z.object({
      parameters: z.array(whole),
      departures: z.array(whole),
      attractiveness: z.array(whole),
      narrowed: z.array(z.number()),
    }),
  ),
});

/** The file's text; the sets are those of the numbers 1, 2 and so on. */
export function calibrationText(settings: CalibrationSettings, sets: readonly CalibratedSet[]): string {
  const { sets: asked, members, steps, seed } = settings;
  const lines = sets.map((set) => `  ${JSON.stringify(set)}`).join(",\n");
  const summary = sets.length > 1 ? summarizeCalibration(sets, members) : null;
  const head = {
    format: "corridor calibration",
    ...origins(),
    settings: { sets: asked, members, steps, seed },
    estimated: estimatedParameters,
    summary,
  };
  return `${JSON.stringify(head).slice(0, -1)},"sets":[\n${lines}\n]}\n`;
}

const described = ({ members, steps, seed }: CalibrationSettings): string =>
  `${members} members, ${steps} steps, seed ${seed}`;

/**
 * The sets that a file holds, at most as many as are asked for. Throws PosteriorError, with a sentence, if it is damaged or of another
 * calibration; more or fewer sets are the same one.
 */
export function readCalibration(file: string, text: string, settings: CalibrationSettings): CalibratedSet[] {
  const { data, refuse, damaged } = unfinished(shape, file, text, "delete it to begin anew");
  if (described(data.settings) !== described(settings) || data.estimated.join() !== estimatedParameters.join())
    refuse(`is of a calibration with ${described(data.settings)}; ${described(settings)} was asked for`);
  const odd = data.sets.findIndex(
    ({ parameters, departures, attractiveness, narrowed }) =>
      [parameters, narrowed].some(({ length }) => length !== estimatedParameters.length) ||
      parameters.some((rank) => rank > settings.members) ||
      [departures, attractiveness].some(({ length }) => length !== settings.members + 1),
  );
  if (odd >= 0) damaged(`sets.${odd} has other ranks than ${settings.members} members give`);
  return data.sets.slice(0, settings.sets);
}
