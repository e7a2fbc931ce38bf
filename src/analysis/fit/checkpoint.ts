import { z } from "zod";
import { monthLabel } from "../../engine/calendar.ts";
import type { FitSettings, FitState } from "./fit.ts";
import { originKeys, origins, unfinished } from "./fitted-file.ts";

/** A fit on its way as text: every number as it is, so that taking it up again changes no byte of the result. */

const numbers = z.array(z.number());
const shape = z.object({
  format: z.literal("corridor fit in progress"),
  ...originKeys,
  settings: z.object({ members: z.number(), steps: z.number(), seed: z.number(), until: z.number() }),
  step: z.number(),
  round: z.number(),
  scores: z.array(numbers),
  departures: z.array(numbers),
  attractiveness: z.array(numbers),
});

export function checkpointText(state: FitState): string {
  const content: z.infer<typeof shape> = {
    format: "corridor fit in progress",
    ...origins(),
    settings: state.settings,
    step: state.step,
    round: state.round,
    scores: state.scores.map((one) => [...one]),
    departures: state.departures.map((one) => [...one]),
    attractiveness: state.attractiveness.map((one) => [...one]),
  };
  return `${JSON.stringify(content)}\n`;
}

const described = ({ members, steps, seed, until }: FitSettings): string =>
  `${members} members, ${steps} steps, seed ${seed}, figures up to ${monthLabel(until)}`;

/** The state to go on from. Throws PosteriorError, with a sentence, if the file is damaged or of another fit. */
export function readCheckpoint(file: string, text: string, settings: FitSettings): FitState {
  const { data, refuse, damaged } = unfinished(shape, file, text, "delete it to begin anew");
  if (described(data.settings) !== described(settings))
    refuse(`is of a fit with ${described(data.settings)}; ${described(settings)} was asked for`);
  const { step, round, scores, departures, attractiveness } = data;
  if ([scores, departures, attractiveness].some(({ length }) => length !== settings.members + 1))
    damaged(`it has not ${settings.members + 1} members`);
  const arrays = (all: readonly (readonly number[])[]): Float64Array[] => all.map((one) => Float64Array.from(one));
  return { settings, step, round, scores, departures: arrays(departures), attractiveness: arrays(attractiveness) };
}
