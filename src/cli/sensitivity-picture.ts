import type { OutputSensitivity, ParameterEffects, ParameterIndices, Sensitivity } from "../analysis/sensitivity.ts";
import type { Estimate } from "../analysis/sobol.ts";
import { compact } from "./numbers.ts";
import { methodOf, notable, titleOf } from "./sensitivity-report.ts";
import { at, lines, niceStep, svgOf, text } from "./svg.ts";

const plot = { left: 186, right: 462 } as const;
const scatter = { left: 66, right: 462, height: 170 } as const;
const rowHeight = 25;
/** Parameters named in a scatter. */
const named = 6;

const style = {
  light: `.first { fill: #0b6bb8; }
.total { fill: #e69f00; }
.whisker { stroke: #1f2328; fill: none; }
.dot { fill: #0b6bb8; fill-opacity: 0.75; }`,
  dark: `.first, .dot { fill: #56b4e9; }
.total { fill: #b87a00; }
.whisker { stroke: #f0f6fc; }`,
};

/** A part of the picture, and how high it is. */
interface Part {
  readonly marks: readonly string[];
  readonly height: number;
}

/** From the lowest to the highest number on an axis, and the step between its ticks. */
interface Axis {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** One axis for all charts of indices: from zero, or below where an interval goes there, to the highest interval. */
function sharesAxis(indices: readonly ParameterIndices[]): Axis {
  const estimates = indices.flatMap(({ first, total }) => [first, total]).filter(({ low }) => Number.isFinite(low));
  const high = Math.max(0.4, ...estimates.map((one) => one.high));
  const low = Math.min(0, ...estimates.map((one) => one.low));
  return { low: Math.floor(low / 0.1) * 0.1, high: Math.ceil(high / 0.2) * 0.2, step: 0.2 };
}

/** A bar from zero with its interval. */
function bar(kind: string, { value, low, high }: Estimate, y: number, x: (value: number) => number): string[] {
  const end = Math.max(x(value), x(0));
  const whisker = `M${at(x(low))} ${at(y + 1.5)}v5m0 -2.5H${at(x(high))}m0 -2.5v5`;
  return [
    `<rect class="${kind}" x="${at(x(0))}" y="${at(y)}" width="${at(end - x(0))}" height="8"/>`,
    `<path class="whisker" d="${whisker}"/>`,
  ];
}

function indicesChart(indices: readonly ParameterIndices[], axis: Axis, y: number): Part {
  const x = (value: number): number =>
    plot.left + ((value - axis.low) / (axis.high - axis.low)) * (plot.right - plot.left);
  const { shown, others } = notable(indices);
  const bottom = y + shown.length * rowHeight + 4;
  const marks: string[] = [];
  for (let tick = 0; tick <= Math.round(axis.high / axis.step); tick++) {
    const value = tick * axis.step;
    marks.push(`<path class="${tick === 0 ? "axis" : "grid"}" d="M${at(x(value))} ${at(y)}V${at(bottom)}"/>`);
    marks.push(text("tick", x(value), bottom + 14, value === 0 ? "0" : value.toFixed(1), "middle"));
  }
  if (others.length > 0)
    marks.push(text("tick", plot.left - 10, bottom + 14, `${others.length} more under 0.01`, "end"));
  shown.forEach(({ parameter, first, total }, i) => {
    const top = y + i * rowHeight + 4;
    marks.push(text("name", plot.left - 10, top + 13, parameter, "end"));
    marks.push(...bar("first", first, top, x), ...bar("total", total, top + 10, x));
  });
  return { marks, height: bottom - y + 24 };
}

/** Morris' mu* and sigma of every parameter, as percent of the output where that is not zero. */
function scatterChart(effects: readonly ParameterEffects[], central: number, y: number): Part {
  const unit = central === 0 ? 1 : 100 / Math.abs(central);
  const label = (value: number): string => (central === 0 ? compact(value) : `${Number(value.toPrecision(3))}%`);
  const points = effects
    .filter(({ sigma }) => Number.isFinite(sigma))
    .map(({ parameter, muStar, sigma }) => ({ parameter, muStar: unit * muStar, sigma: unit * sigma }))
    .sort((a, b) => b.muStar - a.muStar);
  if (points.length === 0 || points[0].muStar === 0) return { marks: [], height: 0 };
  const axisOf = (highest: number): Axis => {
    const step = niceStep(highest);
    return { low: 0, high: Math.ceil((1.1 * highest) / step) * step, step };
  };
  const across = axisOf(points[0].muStar);
  const up = axisOf(Math.max(...points.map(({ sigma }) => sigma), points[0].muStar / 4));
  const top = y + 24;
  const bottom = top + scatter.height;
  const x = (value: number): number => scatter.left + (value / across.high) * (scatter.right - scatter.left);
  const height = (value: number): number => bottom - (value / up.high) * (bottom - top);
  const marks = [
    text("note", scatter.left, y + 12, "Screening: size of effects (across), spread (up), equal (dotted)"),
  ];
  for (let value = 0; value <= across.high * 1.001; value += across.step) {
    marks.push(text("tick", x(value), bottom + 16, label(value), "middle"));
  }
  for (let value = 0; value <= up.high * 1.001; value += up.step) {
    marks.push(
      `<path class="${value === 0 ? "axis" : "grid"}" d="M${scatter.left} ${at(height(value))}H${scatter.right}"/>`,
    );
    marks.push(text("tick", scatter.left - 8, height(value) + 4, label(value), "end"));
  }
  const corner = Math.min(across.high, up.high);
  marks.push(`<path class="guide" d="M${at(x(0))} ${at(height(0))}L${at(x(corner))} ${at(height(corner))}"/>`);
  for (const point of points) {
    marks.push(`<circle class="dot" cx="${at(x(point.muStar))}" cy="${at(height(point.sigma))}" r="3"/>`);
  }
  const placed: { readonly x: number; readonly y: number }[] = [];
  for (const point of points.slice(0, named)) {
    const place = { x: x(point.muStar), y: height(point.sigma) - 6 };
    // a name that would lie on another is left out
    if (placed.some((other) => Math.abs(other.y - place.y) < 13 && Math.abs(other.x - place.x) < 150)) continue;
    placed.push(place);
    const end = place.x > (scatter.left + scatter.right) / 2;
    marks.push(text("tick", place.x + (end ? 4 : -4), place.y, point.parameter, end ? "end" : "start"));
  }
  return { marks, height: bottom - y + 34 };
}

function outputChart(one: OutputSensitivity, axis: Axis, y: number): Part {
  const { output, central, sampled, indices, effects } = one;
  const spread = sampled && `; 90% of samples ${compact(sampled.quantiles.p5)} to ${compact(sampled.quantiles.p95)}`;
  const marks = [
    text("output", 16, y + 16, titleOf(one)),
    text("note", 16, y + 33, `${compact(central)} ${output.unit} as fitted${spread ?? ""}`),
  ];
  const chart = indices.length === 0 ? { marks: [], height: 0 } : indicesChart(indices, axis, y + 44);
  const dots = scatterChart(effects, central, y + 44 + chart.height);
  return { marks: [...marks, ...chart.marks, ...dots.marks], height: 44 + chart.height + dots.height + 14 };
}

function legend(y: number): string[] {
  return [
    `<rect class="first" x="16" y="${y - 9}" width="14" height="8"/>`,
    text("note", 36, y, "alone (first order)"),
    `<rect class="total" x="166" y="${y - 9}" width="14" height="8"/>`,
    text("note", 186, y, "with others (total)"),
    `<path class="whisker" d="M316 ${y - 7.5}v5m0 -2.5h20m0 -2.5v5"/>`,
    text("note", 342, y, "90% interval"),
  ];
}

/** An SVG for light and dark: per output the indices as bars with intervals, and the effects of the screening as dots. */
export function sensitivityPicture(result: Sensitivity): string {
  const { plan, outputs, partial } = result;
  const all = outputs.flatMap(({ indices }) => indices);
  const title = `What moves ${plan.scenario.title}`;
  const note = `${partial ? "Partial. " : ""}${methodOf(result)}`;
  const marks = lines(title, 50).map((line, i) => text("head", 16, 28 + 20 * i, line));
  let y = 28 + 20 * marks.length;
  for (const line of lines(note, 72)) {
    marks.push(text("note", 16, y, line));
    y += 16;
  }
  if (all.length > 0) {
    marks.push(...legend(y + 6));
    y += 22;
  }
  y += 10;
  const axis = sharesAxis(all);
  for (const one of outputs) {
    const part = outputChart(one, axis, y);
    marks.push(...part.marks);
    y += part.height;
  }
  for (const line of lines(
    "Shares of the variance that the ranges of these parameters cause, latent paths kept as fitted.",
    72,
  )) {
    marks.push(text("note", 16, y, line));
    y += 16;
  }
  return svgOf({ title, description: note, style, marks, height: y });
}
