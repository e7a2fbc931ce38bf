import { type Robustness, robustnessOf } from "../../analysis/bargain/gains.ts";
import { type Holding, holdingFrom } from "../../analysis/bargain/holding.ts";
import { type ReadBargain, readStored, type StoredBargain } from "../../analysis/bargain/stored.ts";
import { drawValuations, usualValuation, withWeights } from "../../analysis/bargain/valuation.ts";

/** What the page on bargaining asks of draws of weights; it runs in a Web Worker, and in tests without one. */

/** Weights that the reader has set, in points by id. */
export type Chosen = Readonly<Record<string, number>>;

/** What draws over the ranges of all other weights and costs give. */
export interface Weighed {
  readonly robustness: Robustness;
  /** For each deal that was simulated as kept and left. */
  readonly holding: readonly (readonly [Holding, Holding])[];
  /** Per level that waits for a legislature: share of draws in which both accept it, were it granted. */
  readonly additions: readonly number[];
}

export class Weighing {
  #read: ReadBargain | undefined;
  #newest = 0;
  readonly #rest: () => Promise<void>;

  /** @param rest lets newer questions come in. */
  constructor(rest: () => Promise<void>) {
    this.#rest = rest;
  }

  open(stored: StoredBargain): void {
    this.#read = readStored(stored);
  }

  /**
   * Counts over draws; the same weights and number of draws give what the command line gives with them. Throws Error before a bargain is open.
   * @returns undefined if a newer question has come in.
   */
  async weigh(chosen: Chosen, draws: number): Promise<Weighed | undefined> {
    const own = ++this.#newest;
    const isOld = async (): Promise<boolean> => {
      await this.#rest();
      return own !== this.#newest;
    };
    if (await isOld()) return undefined;
    if (this.#read === undefined) throw new Error("no bargain is open");
    const { terms: usualTerms, space, seed, holding, additions } = this.#read;
    const terms = withWeights(usualTerms, chosen);
    const valuations = drawValuations(terms, draws, seed);
    const robustness = await robustnessOf({ ...space, bargain: terms }, valuations, isOld);
    if (robustness === undefined) return undefined;
    const added = await robustnessOf({ ...additions.space, bargain: { ...terms, threats: [] } }, valuations);
    const usual = usualValuation(terms);
    return {
      robustness,
      holding: holding.map(({ package: p, changes }) =>
        holdingFrom(terms, space.outcomes, space.packages[p], changes, usual, valuations),
      ),
      additions: additions.levels.map((_, i) => added!.share[2 + i]),
    };
  }
}
