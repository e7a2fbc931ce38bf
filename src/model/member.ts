import type { LatentPaths } from "./latent.ts";
import type { Parameters } from "./parameters.ts";

/** One way in which the uncertain parts of the model can be: parameters, and the latent paths that fit the history under them. */
export interface Member {
  readonly parameters: Parameters;
  readonly latent: LatentPaths;
}
