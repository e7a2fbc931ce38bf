import type { Rng } from "../engine/rng.ts";
import { type Point, shuffled } from "./sampling.ts";

/** A walk through the unit hypercube in which every factor moves once. */
export interface Trajectory {
  /** One more than there are factors. */
  readonly points: readonly Point[];
  /** Factor that moves between point j and point j + 1. */
  readonly order: readonly number[];
}

/** What a factor does to an output, in units of the output per whole range of the factor. */
export interface Effects {
  /** Mean of the elementary effects. */
  readonly mu: number;
  /** Mean of their absolute values (Campolongo, Cariboni and Saltelli 2007). */
  readonly muStar: number;
  /** Their standard deviation, large where the effect is curved or depends on other factors; NaN for one trajectory. */
  readonly sigma: number;
}

/** Levels of a factor: 0, 1/3, 2/3 and 1. A step goes over two of them, so that all are used equally often. */
const levels = 4;
const step = levels / 2;

/**
 * Trajectories of Morris (1991) with four levels. The level at which a factor begins is dealt so that any four trajectories in a row begin
 * at four different ones, which spreads few trajectories better than chance.
 */
export function morrisDesign(factors: number, trajectories: number, rng: Rng): Trajectory[] {
  const rounds = Math.ceil(trajectories / levels);
  const starts = Array.from({ length: factors }, () =>
    Array.from({ length: rounds }, () => shuffled(levels, rng)).flat(),
  );
  return Array.from({ length: trajectories }, (_, t) => {
    const order = shuffled(factors, rng);
    const at = starts.map((dealt) => dealt[t]);
    const points = [Float64Array.from(at, (level) => level / (levels - 1))];
    for (const factor of order) {
      at[factor] += at[factor] < step ? step : -step;
      points.push(Float64Array.from(at, (level) => level / (levels - 1)));
    }
    return { points, order };
  });
}

function effectsOf(elementary: Float64Array): Effects {
  const count = elementary.length;
  const mean = (value: (effect: number) => number): number =>
    elementary.reduce((sum, effect) => sum + value(effect), 0) / count;
  const mu = mean((effect) => effect);
  const variance = (mean((effect) => (effect - mu) ** 2) * count) / (count - 1);
  return { mu, muStar: mean(Math.abs), sigma: Math.sqrt(variance) };
}

/** Effects per factor. `values[t][j]` is the output at point j of trajectory t; there is at least one trajectory. */
export function morrisEffects(design: readonly Trajectory[], values: readonly ArrayLike<number>[]): Effects[] {
  const elementary = design[0].order.map(() => new Float64Array(design.length));
  design.forEach(({ points, order }, t) => {
    order.forEach((factor, j) => {
      const moved = points[j + 1][factor] - points[j][factor];
      elementary[factor][t] = (values[t][j + 1] - values[t][j]) / moved;
    });
  });
  return elementary.map(effectsOf);
}

/** The share of the sum of mu*² over all factors that some factors have: roughly what they cause of the variance. */
export function shareOfSquares(effects: readonly Effects[], factors: readonly number[]): number {
  const sum = (list: readonly Effects[]): number => list.reduce((total, { muStar }) => total + muStar ** 2, 0);
  return sum(factors.map((factor) => effects[factor])) / sum(effects);
}

/**
 * At most `count` factors that matter most, fairly among outputs: one after the other, the output of which least is covered
 * (`shareOfSquares`) gets the factor that moves it most of those that are left. Factors that move nothing are not among them. `effects` holds
 * per output the effects of every factor.
 */
export function mostInfluential(effects: readonly (readonly Effects[])[], count: number): number[] {
  const chosen: number[] = [];
  while (chosen.length < count) {
    const open = effects.filter((ofOutput) => ofOutput.some(({ muStar }, i) => muStar > 0 && !chosen.includes(i)));
    if (open.length === 0) break;
    const covered = open.map((ofOutput) => shareOfSquares(ofOutput, chosen));
    const least = open[covered.indexOf(Math.min(...covered))];
    const left = [...least.keys()].filter((factor) => !chosen.includes(factor));
    chosen.push(left.reduce((best, factor) => (least[factor].muStar > least[best].muStar ? factor : best)));
  }
  return chosen;
}
