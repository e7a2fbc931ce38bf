import { posteriorFile } from "../data/embedded-posterior.ts";
import { again } from "./central.ts";
import { type Posterior, readPosterior } from "./fit/posterior.ts";

let read: Posterior | undefined;

/**
 * The posterior that ships, `data/posterior.json`: what everything is simulated with unless another is given. Read on the first call.
 * Throws PosteriorError if it was made for another model, parameter table or other figures.
 */
export function shippedPosterior(): Posterior {
  read ??= readPosterior("data/posterior.json", posteriorFile, again);
  return read;
}
