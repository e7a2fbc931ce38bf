import { identifiedFrom, type LearnedParameter } from "../analysis/fit/learned.ts";
import type { CheckGroup, SeriesCheck } from "../analysis/fit/predictive.ts";
import { pitHistogram, quantileLevels } from "../analysis/scores.ts";
import { monthLabel } from "../engine/calendar.ts";
import { nameOf, valueText } from "./diagnosis-report.ts";
import { compact, percent } from "./numbers.ts";
import { at, niceStep, notes, svgOf, text } from "./svg.ts";

const style = {
  light: `.prior { fill: #d1d9e0; }
.well { fill: #0b6bb8; }
.weakly { fill: #e69f00; }
.not { fill: #8c959f; }
.end { fill: #cf222e; }
.middle { fill: #ffffff; stroke: #1f2328; stroke-width: 1.5; }
.wide { fill: #0b6bb8; fill-opacity: 0.2; }
.narrow { fill: #0b6bb8; fill-opacity: 0.4; }
.seen { fill: #1f2328; }
.missed { fill: #cf222e; }
.bar { fill: #0b6bb8; }`,
  dark: `.prior { fill: #3d444d; }
.well, .bar { fill: #56b4e9; }
.weakly { fill: #b87a00; }
.not { fill: #656c76; }
.end { fill: #ff7b72; }
.middle { fill: #0d1117; stroke: #f0f6fc; }
.wide { fill: #56b4e9; fill-opacity: 0.25; }
.narrow { fill: #56b4e9; fill-opacity: 0.45; }
.seen { fill: #f0f6fc; }
.missed { fill: #ff7b72; }`,
};

/** Rows of the picture of intervals. */
export const shownIntervals = 24;

const box = (kind: string, x: number, y: number, width: number, height: number): string =>
  `<rect class="${kind}" x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0.5))}" height="${at(height)}"/>`;

function heading(title: string, note: string): { readonly marks: string[]; readonly bottom: number } {
  const { marks, bottom } = notes(note, 50);
  return { marks: [text("head", 16, 28, title), ...marks], bottom };
}

/** Prior and posterior of the parameters on which the figures say most, in standard scores. */
export function intervalsPicture(parameters: readonly LearnedParameter[]): string {
  const title = "What the figures say most about";
  const note =
    "90% intervals in standard scores: 0 is the middle of the prior, and the grey band its 90% range; red: at an end of it. Beside them the medians, prior → posterior.";
  const { marks, bottom } = heading(title, note);
  const [left, right] = [206, 374];
  const x = (score: number): number => left + ((Math.max(Math.min(score, 1.7), -1.7) + 1.7) / 3.4) * (right - left);
  const top = bottom + 6;
  const shown = parameters.slice(0, shownIntervals);
  const end = top + shown.length * 22;
  marks.push(box("prior", x(-1.645), top, x(1.645) - x(-1.645), end - top));
  for (const score of [-1, 0, 1]) {
    marks.push(`<path class="${score === 0 ? "axis" : "grid"}" d="M${at(x(score))} ${at(top)}V${at(end)}"/>`);
    marks.push(text("tick", x(score), end + 15, score === 0 ? "0" : `${score}`.replace("-", "−"), "middle"));
  }
  shown.forEach((one, i) => {
    const y = top + 22 * i + 11;
    const [low, middle, high] = one.scores;
    marks.push(text("tick", left - 8, y + 4, nameOf(one), "end"));
    marks.push(box(one.identified, x(low), y - 3, x(high) - x(low), 6));
    marks.push(`<circle class="middle" cx="${at(x(middle))}" cy="${at(y)}" r="3.5"/>`);
    marks.push(text("tick", right + 8, y + 4, `${valueText(one.prior[1])} → ${valueText(one.posterior[1])}`));
  });
  return svgOf({ title, description: note, style, marks, height: end + 30 });
}

/** How much of the prior variance of every parameter is gone. */
export function shrinkagePicture(parameters: readonly LearnedParameter[]): string {
  const title = "How much the figures narrow each parameter";
  const note = `Share of the prior variance that is gone. Blue: ${percent(identifiedFrom.well)} or more; orange: ${percent(identifiedFrom.weakly)} or more; grey: not identified; red: at an end of its range.`;
  const { marks, bottom } = heading(title, note);
  const [left, right] = [222, 448];
  const x = (share: number): number => left + Math.max(Math.min(share, 1), 0) * (right - left);
  const top = bottom + 20;
  const end = top + parameters.length * 15;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    marks.push(`<path class="${share === 0 ? "axis" : "grid"}" d="M${at(x(share))} ${at(top - 4)}V${at(end)}"/>`);
    for (const y of [top - 9, end + 14]) marks.push(text("tick", x(share), y, percent(share), "middle"));
  }
  parameters.forEach((one, i) => {
    const y = top + 15 * i;
    marks.push(text("tick", left - 8, y + 10, nameOf(one), "end"));
    if (one.shrinkage >= 0) marks.push(box(one.identified, left, y + 2, x(one.shrinkage) - left, 9));
    else marks.push(text("tick", left + 4, y + 10, "wider than the prior"));
  });
  return svgOf({ title, description: note, style, marks, height: end + 28 });
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function areaOf(low: readonly number[], high: readonly number[], x: (i: number) => number, y: (v: number) => number) {
  const there = high.map((value, i) => `${at(x(i))} ${at(y(value))}`);
  const back = low.map((value, i) => `${at(x(i))} ${at(y(value))}`).reverse();
  return `M${[...there, ...back].join("L")}Z`;
}

/** One series: bands of the posterior and dots for what was published, from zero. */
function panel({ name, months, forecasts, coverage90 }: SeriesCheck, { left, top, width, height }: Frame): string[] {
  const level = (share: number): number[] =>
    forecasts.map(({ quantiles }) => Math.max(quantiles[quantileLevels.indexOf(share)], 0));
  const [low90, low50, high50, high90] = [level(0.05), level(0.25), level(0.75), level(0.95)];
  const highest = Math.max(...high90, ...forecasts.map(({ observed }) => observed), 1);
  const step = niceStep(highest, 2);
  const from = { x: left + 34, y: top + 22 };
  const size = { x: width - 38, y: height - 40 };
  const span = Math.max(months[months.length - 1] - months[0], 1);
  const x = (i: number): number => from.x + ((months[i] - months[0]) / span) * size.x;
  const y = (value: number): number => from.y + size.y * (1 - value / (1.04 * highest));
  const marks = [
    text("name", left, top + 12, name.replace(/^USBP /, "").replace("total", "Border Patrol encounters")),
    text("tick", left + width, top + 12, percent(coverage90), "end"),
  ];
  for (let value = 0; value <= highest; value += step) {
    const line = `M${at(from.x)} ${at(y(value))}h${at(size.x)}`;
    marks.push(`<path class="${value === 0 ? "axis" : "grid"}" d="${line}"/>`);
    marks.push(text("tick", from.x - 4, y(value) + 4, value === 0 ? "0" : compact(value), "end"));
  }
  months.forEach((m, i) => {
    if (m % 12 === 0 && m % 24 === 0)
      marks.push(text("tick", x(i), from.y + size.y + 13, monthLabel(m).slice(0, 4), "middle"));
  });
  marks.push(`<path class="wide" d="${areaOf(low90, high90, x, y)}"/>`);
  marks.push(`<path class="narrow" d="${areaOf(low50, high50, x, y)}"/>`);
  forecasts.forEach(({ observed }, i) => {
    const missed = observed < low90[i] || observed > high90[i];
    marks.push(
      `<circle class="${missed ? "missed" : "seen"}" cx="${at(x(i))}" cy="${at(y(observed))}" r="${missed ? 2.2 : 1.5}"/>`,
    );
  });
  return marks;
}

const panels: readonly (readonly [title: string, groups: readonly CheckGroup[]])[] = [
  ["Totals", ["total", "interceptions", "returns"]],
  ["Border Patrol encounters by nationality", ["nationalities"]],
  ["Border Patrol encounters by sector", ["sectors"]],
];

/** Published figures over what the posterior predicts, series by series: totals in the whole width, the others two side by side. */
export function checksPicture(checks: readonly SeriesCheck[]): string {
  const title = "Published figures and what the posterior predicts";
  const note =
    "Dots: published. Bands: 50% and 90% of what the posterior predicts, errors of the figures included. Red dots lie outside 90%. At the right of each name: share of months inside 90%.";
  const { marks, bottom } = heading(title, note);
  let y = bottom + 10;
  for (const [label, groups] of panels) {
    const own = checks.filter(({ group }) => groups.includes(group));
    const across = groups.includes("total") ? 1 : 2;
    const height = across === 1 ? 150 : 120;
    const width = across === 1 ? 448 : 216;
    marks.push(text("output", 16, y + 14, label));
    y += 24;
    own.forEach((one, i) => {
      const place = { left: 16 + (i % across) * (width + 16), top: y + Math.floor(i / across) * height };
      marks.push(...panel(one, { ...place, width, height }));
    });
    y += Math.ceil(own.length / across) * height + 12;
  }
  return svgOf({ title, description: note, style, marks, height: y });
}

/** Histograms of the probability integral transform, one per group of series. */
export function pitPicture(checks: readonly SeriesCheck[], groups: readonly CheckGroup[]): string {
  const title = "Where the figures fall in what was predicted";
  const note =
    "Shares of months by the level at which the posterior has the published figure. Flat (dashed, 10%): as it should be. A hump: bands too wide; heaps at the ends: too narrow; a slope: too high or too low.";
  const { marks, bottom } = heading(title, note);
  const [across, width, height] = [2, 216, 110];
  groups.forEach((group, i) => {
    const values = checks.filter((one) => one.group === group).flatMap((one) => one.pit);
    const shares = pitHistogram(values);
    const left = 16 + (i % across) * (width + 16);
    const top = bottom + 8 + Math.floor(i / across) * height;
    const base = top + 84;
    const scale = 60 / Math.max(0.3, ...shares);
    marks.push(text("name", left, top + 14, group), text("tick", left + width, top + 14, `${values.length}`, "end"));
    shares.forEach((share, k) => {
      marks.push(box("bar", left + k * (width / 10) + 1, base - share * scale, width / 10 - 2, share * scale));
    });
    marks.push(`<path class="axis" d="M${left} ${at(base)}h${width}"/>`);
    marks.push(`<path class="guide" d="M${left} ${at(base - 0.1 * scale)}h${width}"/>`);
    marks.push(text("tick", left, base + 13, "0"), text("tick", left + width, base + 13, "1", "end"));
    const highest = Math.max(...shares);
    const place = left + (shares.indexOf(highest) + 0.5) * (width / 10);
    marks.push(text("tick", place, base - highest * scale - 3, percent(highest), "middle"));
  });
  const rows = Math.ceil(groups.length / across);
  return svgOf({ title, description: note, style, marks, height: bottom + 8 + rows * height + 6 });
}
