import { log, log1p } from "./elementary.ts";

const halfLogTwoPi = 0.9189385332046728;
const tabulated = 16;

const table = new Float64Array(tabulated);
for (let k = 0, logFactorial = 0; k < tabulated; k++) {
  if (k > 0) logFactorial += log(k);
  table[k] = logFactorial - (halfLogTwoPi + (k + 0.5) * log(k + 1) - (k + 1));
}

/**
 * What Stirling's formula leaves: ln k! = ½ ln 2π + (k + ½) ln(k + 1) − (k + 1) + stirlingCorrection(k), for whole k ≥ 0.
 * Tabulated for small k, then the asymptotic series; the first term left out is below 2e-12.
 */
export function stirlingCorrection(k: number): number {
  if (k < tabulated) return table[k];
  const inverse = 1 / (k + 1);
  const square = inverse * inverse;
  return (1 / 12 - (1 / 360 - square / 1260) * square) * inverse;
}

/** ln(a! / b!) for whole a, b ≥ 0, without the loss of digits of a difference of two large logarithms. */
export function logFactorialRatio(a: number, b: number): number {
  const difference = a - b;
  return (
    (b + 0.5) * log1p(difference / (b + 1)) +
    difference * (log(a + 1) - 1) +
    stirlingCorrection(a) -
    stirlingCorrection(b)
  );
}

/** ln of the Poisson probability of k at a positive mean, accurate for large k and mean too. */
export function logPoisson(k: number, mean: number): number {
  const x = k + 1;
  const difference = mean - x;
  return k * log1p(difference / x) - difference - 0.5 * log(x) - halfLogTwoPi - stirlingCorrection(k);
}
