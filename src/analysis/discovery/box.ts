import { exp, log, log1p } from "../../engine/elementary.ts";
import { logFactorialRatio } from "../../engine/factorial.ts";
import type { Box, Cases, Interval } from "./peel.ts";

/** The box of a peeling with the greatest product of coverage and density; of equal ones that with fewer steps. */
export function balancedBox(boxes: readonly Box[]): Box {
  return boxes.reduce((best, box) => (box.coverage * box.density > best.coverage * best.density ? box : best));
}

function holds({ low, high, base }: Interval, value: number): boolean {
  return Number.isNaN(value) ? base : value >= low && value <= high;
}

/** P(X ≥ k) of a binomial X of n draws with probability q. */
export function binomialTail(n: number, q: number, k: number): number {
  if (k <= 0 || q >= 1) return 1;
  if (q <= 0) return 0;
  let sum = 0;
  for (let i = n; i >= k; i--) {
    const logChoose = logFactorialRatio(n, i) - logFactorialRatio(n - i, 0);
    sum += exp(logChoose + i * log(q) + (n - i) * log1p(-q));
  }
  return Math.min(1, sum);
}

/**
 * How likely the failures in a box would be, or more of them, if what one dimension is let be made no difference: a binomial test against the
 * share of failures in the box without that narrowing, the "quasi-p-value" of Bryant and Lempert (2010), Technological Forecasting and Social
 * Change 77. Samples are counted and not points, the share that fails being that of the points. The box was chosen by the same points, so small
 * values are necessary and not sufficient.
 */
export function chanceAlone(
  { dimensions, fails, samples }: Cases,
  { intervals, points, failing }: Box,
  name: string,
): number {
  const others = intervals.map((interval, i) => ({ interval, values: dimensions[i].values }));
  const kept = others.filter(({ interval }) => interval.name !== name);
  const own = others.find(({ interval }) => interval.name === name)!;
  const inside = new Set<number>();
  let without = 0;
  let failingWithout = 0;
  for (const [point, fail] of fails.entries()) {
    if (!kept.every(({ interval, values }) => holds(interval, values[point]))) continue;
    without++;
    failingWithout += fail;
    if (holds(own.interval, own.values[point])) inside.add(samples?.[point] ?? point);
  }
  return binomialTail(inside.size, failingWithout / without, Math.floor((failing * inside.size) / points));
}
