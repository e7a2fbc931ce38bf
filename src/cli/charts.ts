import { about } from "./numbers.ts";
import { paint } from "./terminal.ts";

const eighths = " ▁▂▃▄▅▆▇█";
const leftEighths = " ▏▎▍▌▋▊▉█";

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Averages of neighbours, so that at most `width` values are left. */
function bucketed(values: readonly number[], width: number): number[] {
  const size = Math.ceil(values.length / width);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    meanOf(values.slice(i * size, (i + 1) * size)),
  );
}

/** One line of bars from zero; a blank where nothing is known. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = bucketed(values, width);
  const top = Math.max(...shown.filter((value) => Number.isFinite(value)), 0);
  return shown
    .map((value) => (top > 0 && value > 0 ? eighths[Math.max(1, Math.round((8 * value) / top))] : " "))
    .join("");
}

/** The next number above that reads well: 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value)!;
}

function axisLabel(value: number): string {
  return value >= 1000 ? `${about(value / 1000)}k` : about(value);
}

function yearTicks(months: readonly string[], count: number, cell: number): string {
  const size = Math.ceil(months.length / count);
  let line = "";
  for (let i = 0; i < count; i++) {
    const inBucket = months.slice(i * size, (i + 1) * size);
    const january = inBucket.find((month) => month.endsWith("-01"));
    const label = january?.slice(0, 4) ?? (i === 0 ? months[0] : undefined);
    if (label !== undefined && line.length <= i * cell) line = line.padEnd(i * cell) + label.padEnd(label.length + 1);
  }
  return line.trimEnd();
}

/**
 * Bars for what was simulated, dots for what was observed, from zero, one column (or more) per month.
 * Months are averaged when there are more of them than columns.
 */
export function barsAndDots(
  months: readonly string[],
  simulated: readonly number[],
  observed: readonly number[],
  width: number,
  height = 8,
): string {
  const margin = 6;
  const bars = bucketed(simulated, width - margin);
  const dots = bucketed(observed, width - margin);
  const cell = Math.max(1, Math.min(4, Math.floor((width - margin) / bars.length)));
  const top = niceTop(Math.max(1, ...bars, ...dots.filter((value) => Number.isFinite(value))));
  const lines: string[] = [];
  for (let row = height; row > 0; row--) {
    const cells = bars.map((value, i) => {
      const dotRow = Math.min(height, Math.floor((dots[i] / top) * height) + 1);
      const filled = Math.min(8, Math.max(0, Math.round(8 * ((value / top) * height - (row - 1)))));
      const body = eighths[filled].repeat(Math.max(1, cell - 1));
      const gap = " ".repeat(cell - body.length);
      return dotRow === row ? paint("bold", "●") + paint("cyan", body.slice(1)) + gap : paint("cyan", body) + gap;
    });
    const label = row === height || row === height / 2 ? axisLabel((top * row) / height) : "";
    lines.push(`${label.padStart(margin - 1)} ${cells.join("")}`.trimEnd());
  }
  lines.push(`${"0".padStart(margin - 1)} ${"─".repeat(cell * bars.length)}`);
  lines.push(" ".repeat(margin) + yearTicks(months, bars.length, cell));
  return lines.join("\n");
}

/** A bar of at most `width` columns for a share of the largest value. */
function bar(share: number, width: number): string {
  const steps = Math.round(Math.abs(share) * width * 8);
  const rest = steps % 8;
  return "█".repeat(Math.floor(steps / 8)) + (rest > 0 ? leftEighths[rest] : "");
}

/** One bar per value, to the left of the zero line if it is negative. All lines have the same width. */
export function divergingBars(values: readonly number[], width: number): string[] {
  const largest = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
  const anyNegative = values.some((value) => value < 0);
  const anyPositive = values.some((value) => value > 0);
  const left = anyNegative ? (anyPositive ? Math.floor((width - 1) / 2) : width - 1) : 0;
  const right = width - 1 - left;
  const longest = Math.max(1, Math.min(anyNegative ? left : right, anyPositive ? right : left));
  return values.map((value) => {
    const share = value / largest;
    // Blocks fill from the left, so a bar to the left is made of whole columns.
    const negative = share < 0 ? "█".repeat(Math.round(-share * longest)).padStart(left) : " ".repeat(left);
    const positive = share > 0 ? bar(share, longest) : "";
    return `${negative}│${positive}`;
  });
}
