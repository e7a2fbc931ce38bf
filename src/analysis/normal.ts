const central = {
  above: [3.387132717, 50.434271938, 159.29113202, 59.10937472],
  below: [1, 17.895169469, 78.757757664, 67.1875636],
} as const;
const tail = {
  above: [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  below: [1, 0.7370016425, 0.12021132975],
} as const;

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function ratio({ above, below }: typeof central | typeof tail, x: number): number {
  return polynomial(above, x) / polynomial(below, x);
}

/**
 * Standard normal quantile of a probability from 0 to 1, to seven digits for all that are not nearer than 1e-10 to 0 or 1; ±Infinity at 0
 * and 1. PPND7 of Wichura (1988), algorithm AS 241, without its outermost region.
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
  const size = Number.isFinite(r) ? ratio(tail, r - 1.6) : r;
  return q < 0 ? -size : size;
}
