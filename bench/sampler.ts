import { binomial } from "../src/engine/distributions.ts";
import { Rng } from "../src/engine/rng.ts";

const seed = 20231218;
const cases = 4096;
const drawsPerRound = 1_000_000;
const rounds = 9;

/** Trials per draw: 30% below 20, 40% from 20 to 1,000, 30% above (to 100,000, evenly in logarithm). */
function typicalTrials(rng: Rng): number {
  const kind = rng.next();
  if (kind < 0.3) return 1 + Math.floor(19 * rng.next());
  if (kind < 0.7) return 20 + Math.floor(981 * rng.next());
  return Math.floor(1001 * 100 ** rng.next());
}

/** Binomial draws per second over a mix of typical trials and chances (0.01 to 0.6): the median of nine rounds. */
export function benchSampler(): { name: "sampler.bare"; value: number; unit: "draws/s" } {
  const rng = new Rng(seed, 0, false);
  const trials = Float64Array.from({ length: cases }, () => typicalTrials(rng));
  const chances = Float64Array.from({ length: cases }, () => 0.01 + 0.59 * rng.next());
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let total = 0;
    const start = performance.now();
    for (let i = 0; i < drawsPerRound; i++) total += binomial(rng, trials[i % cases], chances[i % cases]);
    const seconds = (performance.now() - start) / 1000;
    // Using the total keeps the draws from being optimised away.
    if (total > 0) rates.push(drawsPerRound / seconds);
  }
  rates.sort((x, y) => x - y);
  return { name: "sampler.bare", value: rates[rates.length >> 1], unit: "draws/s" };
}
