/**
 * About a hundredth of a slider that begins at 0 and ends at `end`: 1, 2 or 5 times a power of ten, so that the numbers it stops at are round,
 * and whole ones where the slider is longer than 20.
 */
export function sliderStep(end: number): number {
  const power = 10 ** Math.floor(Math.log10(end / 100));
  const step = [5, 2, 1].map((times) => times * power).find((one) => one <= end / 100)!;
  return end > 20 ? Math.max(1, step) : step;
}
