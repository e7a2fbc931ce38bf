/**
 * Exact draws of counts. Every function takes the generator first. In mean-field mode (`rng.mean`) each returns its mean, takes
 * fractional counts, and consumes nothing.
 *
 * "Exact" means that no limit theorem is used: what remains is the rounding of doubles and the 2^-53 grain of the uniforms.
 * Counts may be as large as 1e9. Draws whose result is certain return at once and consume nothing.
 */
import { exp, log, log1p, pow } from "./elementary.ts";
import { logFactorialRatio, logPoisson } from "./factorial.ts";
import type { Rng } from "./rng.ts";

/** Below this mean inversion is used, above it rejection; the rejection methods are proven from 10 on. */
const inversionMean = 10;
/** Inversion past this value has chance below 1e-70 at means under 10: only rounding leads there, and the draw is repeated. */
const inversionLimit = 110;
/** A chance may lie this far outside [0, 1] by rounding. */
const chanceSlack = 1e-12;
/** A mean-field count may lie this far below 0 by rounding. */
const countSlack = 1e-6;

function refuse(what: string, value: number, expected: string): never {
  throw new RangeError(`${what} is ${value}; expected ${expected}`);
}

function checkCount(rng: Rng, what: string, count: number): void {
  if (rng.mean) {
    if (!(count >= -countSlack && count < Infinity)) refuse(what, count, "a finite number of at least 0");
  } else if (!(count >= 0 && Number.isSafeInteger(count))) {
    refuse(what, count, "a whole number of at least 0");
  }
}

/**
 * Successes among n trials of chance p. `n` is whole, `p` in [0, 1]; p outside by at most 1e-12 is taken as rounding.
 * Throws RangeError otherwise. In mean-field mode nothing is checked, and NaN spreads.
 */
export function binomial(rng: Rng, n: number, p: number): number {
  // short enough to be inlined by any caller: the mean-field mode runs a quarter faster than with checks
  return rng.mean ? n * p : drawBinomial(rng, n, p);
}

function drawBinomial(rng: Rng, n: number, p: number): number {
  if (!(n > 0 && p > 0 && p < 1 && n <= Number.MAX_SAFE_INTEGER && n === Math.floor(n))) {
    return certainBinomial(rng, n, p);
  }
  if (p <= 0.5) return n * p < inversionMean ? binomialByInversion(rng, n, p) : binomialByRejection(rng, n, p);
  const q = 1 - p; // no rounding here: p ≥ ½
  return n - (n * q < inversionMean ? binomialByInversion(rng, n, q) : binomialByRejection(rng, n, q));
}

function certainBinomial(rng: Rng, n: number, p: number): number {
  checkCount(rng, "n of a binomial", n);
  if (!(p >= -chanceSlack && p <= 1 + chanceSlack)) refuse("p of a binomial", p, "a chance from 0 to 1");
  return p <= 0 ? 0 : n;
}

/** q^n for whole n ≥ 1; by squaring where that is as accurate as the uniform is fine, and several times faster. */
function powerOfComplement(p: number, n: number): number {
  if (n > 64) return exp(n * log1p(-p));
  let square = 1 - p;
  let power = 1;
  for (let bits = n | 0; ; square *= square) {
    if (bits & 1) power *= square;
    bits >>= 1;
    if (bits === 0) return power;
  }
}

/** Sequential search from 0 (Kachitvichyanukul & Schmeiser, CACM 31, 1988, algorithm BINV), for p ≤ ½ and n p < 10. */
function binomialByInversion(rng: Rng, n: number, p: number): number {
  let u = rng.next();
  // Bernoulli's inequality, (1 − p)^n ≥ 1 − n p, spares most draws of rare events the power
  if (u < 1 - n * p) return 0;
  const none = powerOfComplement(p, n);
  const limit = Math.min(n, inversionLimit);
  const odds = p / (1 - p);
  const scaled = (n + 1) * odds;
  for (;;) {
    if (u < none) return 0;
    let chance = none;
    for (let k = 1; k <= limit; k++) {
      u -= chance;
      chance *= scaled / k - odds; // the divisions of successive k overlap
      if (u < chance) return k;
    }
    u = rng.next();
  }
}

/**
 * Transformed rejection with squeeze (Hörmann, J. Stat. Comput. Simul. 46, 1993, algorithm BTRS), for p ≤ ½ and n p ≥ 10. Four in five draws
 * are accepted at once; the others by the tests of his BTRD. BTRD itself saves a uniform, yet is slower here: what it does instead has to
 * wait for its own square root and divisions.
 */
function binomialByRejection(rng: Rng, n: number, p: number): number {
  const variance = n * p * (1 - p);
  const deviation = Math.sqrt(variance);
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  for (;;) {
    const u = rng.next() - 0.5;
    const v = rng.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || k > n) continue;
    const alpha = (2.83 + 5.1 / b) * deviation;
    if (acceptsBinomial((v * alpha) / (a / (us * us) + b), k, n, p, variance)) return k;
  }
}

/** Steps 3.0–3.4 of BTRD: whether v ≤ f(k) / f(mode), by recursion near the mode, then by squeeze, then in full. */
function acceptsBinomial(v: number, k: number, n: number, p: number, variance: number): boolean {
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  const distance = Math.abs(k - mode);
  if (distance <= 25) {
    const scaled = (n + 1) * odds;
    let ratio = 1;
    if (mode < k) {
      for (let i = mode + 1; i <= k; i++) ratio *= scaled / i - odds;
      return v <= ratio;
    }
    for (let i = k + 1; i <= mode; i++) ratio *= scaled / i - odds;
    return v * ratio <= 1;
  }
  const logV = log(v);
  const slack = (distance / variance) * (((distance / 3 + 0.625) * distance + 1 / 6) / variance + 0.5);
  const normal = (-distance * distance) / (2 * variance);
  if (logV < normal - slack) return true;
  if (logV > normal + slack) return false;
  return logV <= logFactorialRatio(mode, k) + logFactorialRatio(n - mode, n - k) + (k - mode) * log(odds);
}

/** Events at a finite mean ≥ 0. Throws RangeError for other means. */
export function poisson(rng: Rng, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) refuse("mean of a Poisson", mean, "a finite number of at least 0");
  if (rng.mean || mean === 0) return mean;
  return mean < inversionMean ? poissonByInversion(rng, mean) : poissonByRejection(rng, mean);
}

function poissonByInversion(rng: Rng, mean: number): number {
  const none = exp(-mean);
  for (;;) {
    let u = rng.next();
    if (u < none) return 0;
    let chance = none;
    for (let k = 1; k <= inversionLimit; k++) {
      u -= chance;
      chance *= mean / k;
      if (u < chance) return k;
    }
  }
}

/** Transformed rejection with squeeze (Hörmann, Insurance: Math. and Econ. 12, 1993, algorithm PTRS), for means ≥ 10. */
function poissonByRejection(rng: Rng, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = rng.next() - 0.5;
    const v = rng.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= logPoisson(k, mean)) return k;
  }
}

/** Means of a multinomial whose weights are known to sum to `total`. */
function meanMultinomial(n: number, weights: Float64Array, count: number, out: Float64Array, total: number): void {
  const scale = n / total;
  for (let i = 0; i < count; i++) out[i] = weights[i] * scale;
}

/**
 * Shares n among the first `count` cells in proportion to `weights`, written to `out` (not the same array). The cells sum to n;
 * a cell of weight 0 gets 0. Successive binomials of the share that a cell has in what is left.
 * Throws RangeError on a negative, infinite or NaN weight, and when n > 0 and no weight is positive.
 * `knownTotal` may give the sum of the weights where the caller knows it; the mean-field mode then trusts it and saves a pass.
 */
export function multinomial(
  rng: Rng,
  n: number,
  weights: Float64Array,
  count: number,
  out: Float64Array,
  knownTotal = 0,
): void {
  checkCount(rng, "n of a multinomial", n);
  if (rng.mean && knownTotal > 0) {
    meanMultinomial(n, weights, count, out, knownTotal);
    return;
  }
  // `out` first holds the weight from each cell to the end: summed from the back, the last positive cell's share is exactly 1.
  let total = 0;
  for (let i = count - 1; i >= 0; i--) {
    const weight = weights[i];
    if (!(weight >= 0)) refuse(`weight ${i} of a multinomial`, weight, "a finite number of at least 0");
    total += weight;
    out[i] = total;
  }
  if (!(total < Infinity)) refuse("sum of the weights of a multinomial", total, "a finite number");
  if (total === 0) {
    if (n > 0) refuse("sum of the weights of a multinomial", total, "more than 0");
    return;
  }
  if (rng.mean) {
    meanMultinomial(n, weights, count, out, total);
    return;
  }
  let left = n;
  for (let i = 0; i < count; i++) {
    const weight = weights[i];
    const drawn = left > 0 && weight > 0 ? binomial(rng, left, weight / out[i]) : 0;
    out[i] = drawn;
    left -= drawn;
  }
}

/**
 * Overdispersed count with variance mean + mean² / size: a Poisson whose mean is gamma-distributed.
 * Throws RangeError unless mean is finite and ≥ 0 and size finite and > 0.
 */
export function negativeBinomial(rng: Rng, mean: number, size: number): number {
  if (!(mean >= 0 && mean < Infinity)) refuse("mean of a negative binomial", mean, "a finite number of at least 0");
  if (!(size > 0 && size < Infinity)) refuse("size of a negative binomial", size, "a finite number above 0");
  if (rng.mean || mean === 0) return mean;
  return poisson(rng, (mean / size) * gamma(rng, size));
}

/** Standard gamma of any shape > 0 (Marsaglia & Tsang, ACM TOMS 26, 2000; section 6 for shapes below 1). */
function gamma(rng: Rng, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * pow(rng.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(rng);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (log(rng.next()) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
  }
}

/** Standard normal by the polar method (Marsaglia & Bray, SIAM Rev. 6, 1964); the second of the pair is not kept. */
function normal(rng: Rng): number {
  for (;;) {
    const x = 2 * rng.next() - 1;
    const y = 2 * rng.next() - 1;
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * log(square)) / square);
  }
}

/**
 * Successes among `draws` taken without replacement from `successes` + `failures`. Whole counts (finite ones ≥ 0 in mean-field mode).
 * Throws RangeError otherwise, and when more are drawn than there are.
 */
export function hypergeometric(rng: Rng, successes: number, failures: number, draws: number): number {
  checkCount(rng, "successes of a hypergeometric", successes);
  checkCount(rng, "failures of a hypergeometric", failures);
  checkCount(rng, "draws of a hypergeometric", draws);
  const total = successes + failures;
  if (draws > total + (rng.mean ? countSlack : 0)) {
    refuse("draws of a hypergeometric", draws, `at most ${total}, all there are`);
  }
  if (rng.mean) return total > 0 ? (draws * successes) / total : 0;
  // By symmetry count the rarer kind in the smaller of the sample and its rest: then 0 is always possible.
  const rare = Math.min(successes, failures);
  const sample = Math.min(draws, total - draws);
  const inSample = rareInSample(rng, Math.min(rare, sample), Math.max(rare, sample), total);
  const rareDrawn = sample < draws ? rare - inSample : inSample;
  return rare < successes ? draws - rareDrawn : rareDrawn;
}

/** Overlap of two random subsets, of sizes fewer ≤ more ≤ total / 2: hypergeometric, and symmetric in the two sizes. */
function rareInSample(rng: Rng, fewer: number, more: number, total: number): number {
  if (fewer === 0) return 0;
  return fewer * (more / total) < inversionMean
    ? overlapByInversion(rng, fewer, more, total)
    : overlapByRejection(rng, fewer, more, total);
}

/** Sequential search from 0 (Kachitvichyanukul & Schmeiser, J. Stat. Comput. Simul. 22, 1985, algorithm HIN). */
function overlapByInversion(rng: Rng, fewer: number, more: number, total: number): number {
  const outside = total - more - fewer;
  const none = exp(logFactorialRatio(total - more, outside) - logFactorialRatio(total, total - fewer));
  const limit = Math.min(fewer, inversionLimit);
  for (;;) {
    let u = rng.next();
    if (u < none) return 0;
    let chance = none;
    for (let k = 1; k <= limit; k++) {
      u -= chance;
      chance *= ((fewer + 1 - k) * (more + 1 - k)) / (k * (outside + k));
      if (u < chance) return k;
    }
  }
}

const hatSlope = 2 * Math.sqrt(2 / Math.E);
const hatOffset = 3 - 2 * Math.sqrt(3 / Math.E);

/**
 * Ratio of uniforms (Stadlober, J. Comput. Appl. Math. 31, 1990, algorithm HRUA*, without its cut of the far tail), for means ≥ 10.
 */
function overlapByRejection(rng: Rng, fewer: number, more: number, total: number): number {
  const share = more / total;
  const center = fewer * share + 0.5;
  const variance = (fewer * share * (1 - share) * (total - fewer)) / (total - 1);
  const width = hatSlope * Math.sqrt(variance + 0.5) + hatOffset;
  const mode = Math.floor(((fewer + 1) * (more + 1)) / (total + 2));
  const outside = total - more - fewer;
  for (;;) {
    const u = rng.next();
    const k = Math.floor(center + (width * (rng.next() - 0.5)) / u);
    if (!(k >= 0 && k <= fewer)) continue;
    const logRatio =
      logFactorialRatio(mode, k) +
      logFactorialRatio(fewer - mode, fewer - k) +
      logFactorialRatio(more - mode, more - k) +
      logFactorialRatio(outside + mode, outside + k);
    if (2 * log(u) <= logRatio) return k;
  }
}
