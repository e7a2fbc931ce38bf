/**
 * A value beside a larger one of the same unit: rounded to a thousandth of the power of ten of the larger, or to whole ones where that is
 * finer, so that a difference of nothing does not read −0.000999 beside 3.1 years.
 * @param largest size of the largest value of the table.
 */
export function roundedBeside(value: number, largest: number): number {
  if (largest <= 0) return value;
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)));
  const scale = 10 ** decimals;
  // a difference of minus nothing is nothing
  return Math.round(value * scale) / scale || 0;
}
