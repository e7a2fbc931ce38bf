import { load } from "./build.mjs";
import { interleavedTimes, median, report } from "./timing.mjs";

const seed = 20231218;
const cases = 4096;
const drawsPerRound = 1_000_000;
const rounds = 9;

const { binomial } = await load("engine/distributions.js");
const { Rng } = await load("engine/rng.js");

/** Trials per draw: 30% below 20, 40% from 20 to 1,000, 30% above (to 100,000, evenly in logarithm). */
function typicalTrials(rng) {
  const kind = rng.next();
  if (kind < 0.3) return 1 + Math.floor(19 * rng.next());
  if (kind < 0.7) return 20 + Math.floor(981 * rng.next());
  return Math.floor(1001 * 100 ** rng.next());
}

const rng = new Rng(seed, 0, false);
const trials = Float64Array.from({ length: cases }, () => typicalTrials(rng));
const chances = Float64Array.from({ length: cases }, () => 0.01 + 0.59 * rng.next());
let total = 0;

function draw() {
  for (let i = 0; i < drawsPerRound; i++) total += binomial(rng, trials[i % cases], chances[i % cases]);
}

const [times] = interleavedTimes([draw], rounds);
// Using the total keeps the draws from being optimised away.
if (total === 0) throw new Error("a million draws gave nothing");
report({ name: "sampler.bare", value: (1000 * drawsPerRound) / median(times), unit: "draws/s", seed });
