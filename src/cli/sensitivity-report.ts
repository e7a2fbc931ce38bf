import { shareOfSquares } from "../analysis/morris.ts";
import type { Cell, ColumnarTable } from "../analysis/result-table.ts";
import {
  type OutputSensitivity,
  type ParameterEffects,
  type ParameterIndices,
  runsOf,
  type Sensitivity,
  type SensitivityPlan,
} from "../analysis/sensitivity.ts";
import type { Estimate } from "../analysis/sobol.ts";
import { indicators } from "./indicators.ts";
import { about, compact, monthName, percent, range } from "./numbers.ts";
import { honesty } from "./report.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "./terminal.ts";
import { version } from "./version.ts";

/** What stands under every result. */
export const reading =
  "Indices are shares of the variance that the ranges of these parameters cause, with latent paths kept as fitted: no parameters but the " +
  "central ones were made to fit the history. They rank what is worth knowing better, and are no uncertainty of a result.";

/** Parameters in a table after a screening alone. */
const screenedRows = 12;

/** `Encounters between ports (usbp)`, or the label alone. */
export function titleOf({ output }: OutputSensitivity): string {
  const own = output.columns.join();
  const known = indicators.find((one) => typeof one !== "string" && one.columns.join() === own);
  return known === undefined || typeof known === "string" ? output.label : `${known.label} (${output.label})`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

function trajectoriesText(number: number): string {
  return count(number, "trajectory", "trajectories");
}

/** What will be run, said before it is. */
export function planSentence(plan: SensitivityPlan): string {
  const { parameters, trajectories, samples, top } = plan;
  const { screening, sampling, total } = runsOf(plan);
  const screen = `${screening.toLocaleString("en-US")} to screen ${count(parameters.length, "parameter")} with ${trajectoriesText(trajectories)}`;
  const indices = `${sampling.toLocaleString("en-US")} for the indices of ${Math.min(top, parameters.length)} from ${count(samples, "sample")}`;
  return `${count(total, "run")}: 1 as fitted, ${sampling === 0 ? screen : `${screen}, ${indices}`}.`;
}

function windowName({ scenario }: SensitivityPlan): string {
  const { from, to } = scenario.window;
  return from === to ? monthName(from) : `${monthName(from)} to ${monthName(to)}`;
}

/** How the numbers were made, in one or two sentences. */
export function methodOf({ plan, trajectories, samples, outputs }: Sensitivity): string {
  const sampled = outputs[0].indices.length;
  const screened = `${count(plan.parameters.length, "parameter")} screened with ${trajectoriesText(trajectories)}`;
  const indices = sampled === 0 ? "" : `, indices of ${sampled} from ${count(samples, "sample")}`;
  return `${windowName(plan)}. ${screened}${indices}; seed ${plan.seed}; corridor ${version}.`;
}

/** Shares as two decimals. */
function share(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text.replace("-", "−");
}

/** The size of an effect, as a share of the output of the central member unless that is zero. */
function sizeText(size: number, central: number): string {
  if (!Number.isFinite(size)) return "–";
  return central === 0 ? compact(size) : `${about((100 * size) / Math.abs(central), 2)}%`;
}

/** Mean size of an effect, with ± where its direction depends on the others. */
function effectText({ mu, muStar }: ParameterEffects, central: number): string {
  const size = sizeText(muStar, central);
  if (muStar === 0 || size === "0%") return size;
  if (Math.abs(mu) < muStar) return `±${size}`;
  return `${mu > 0 ? "+" : "−"}${size}`;
}

/** A bar whose solid part is what a parameter does alone. */
function twoToneBar(first: number, total: number, top: number, width: number): string {
  const cells = (value: number): number => Math.round((Math.min(Math.max(value, 0), top) / top) * width);
  const whole = cells(total);
  const solid = Math.min(cells(first), whole);
  return paint("cyan", "█".repeat(solid)) + "░".repeat(whole - solid);
}

function right(head: string): TableColumn {
  return { head, align: "right" };
}

function byTotal(a: ParameterIndices, b: ParameterIndices): number {
  return b.total.value - a.total.value || b.first.value - a.first.value;
}

/** Below this an index is written as zero. */
const leastShown = 0.005;

/** Indices worth a line, the largest total first, and the parameters of the others. */
export function notable(indices: readonly ParameterIndices[]): {
  readonly shown: readonly ParameterIndices[];
  readonly others: readonly string[];
} {
  return {
    shown: indices.filter(({ total }) => total.value >= leastShown).sort(byTotal),
    others: indices.filter(({ total }) => total.value < leastShown).map(({ parameter }) => parameter),
  };
}

function interval({ low, high }: Estimate): string {
  return Number.isFinite(low) ? range(low, high, share) : "–";
}

function indicesTable({ indices, effects, central }: OutputSensitivity, width: number): string {
  const { shown } = notable(indices);
  if (shown.length === 0) return "It does not vary with the parameters that were sampled.";
  const wide = width >= 100;
  const room = wide ? width - 81 : width - 64;
  const columns: readonly TableColumn[] = [
    { head: "parameter" },
    right("effect"),
    right("first"),
    ...(wide ? [right("90% interval")] : []),
    right("total"),
    right("90% interval"),
    { head: "" },
  ];
  const top = shown[0].total.value;
  const rows = shown.map(({ parameter, first, total }) => [
    parameter,
    effectText(effects.find((one) => one.parameter === parameter)!, central),
    share(first.value),
    ...(wide ? [interval(first)] : []),
    share(total.value),
    interval(total),
    twoToneBar(first.value, total.value, top, room),
  ]);
  return table(columns, rows);
}

function byEffect(a: ParameterEffects, b: ParameterEffects): number {
  return b.muStar - a.muStar;
}

function effectsTable({ effects, central }: OutputSensitivity, width: number): string {
  const shown = [...effects].sort(byEffect).slice(0, screenedRows);
  const top = Math.max(shown[0].muStar, Number.MIN_VALUE);
  const rows = shown.map((effect) => [
    effect.parameter,
    effectText(effect, central),
    sizeText(effect.sigma, central),
    twoToneBar(effect.muStar, effect.muStar, top, width - 44),
  ]);
  return table([{ head: "parameter" }, right("effect"), right("spread"), { head: "" }], rows);
}

/** What is known of the parameters without a line: those with next to no index, and those that were not sampled. */
function restOf({ effects, indices, central }: OutputSensitivity): string {
  const { others } = notable(indices);
  const sampled = new Set(indices.map(({ parameter }) => parameter));
  const keys = [...effects.keys()].filter((i) => !sampled.has(effects[i].parameter) && effects[i].muStar > 0);
  const sentences: string[] = [];
  if (others.length > 0) sentences.push(`Totals under 0.01: ${others.join(", ")}.`);
  if (keys.length > 0) {
    const [largest] = keys.map((i) => effects[i]).sort(byEffect);
    const squares = `${percent(shareOfSquares(effects, keys))} of the sum of squared effects`;
    sentences.push(
      `Not sampled: ${count(keys.length, "parameter")} with ${squares}, at most ${largest.parameter} ${effectText(largest, central)}.`,
    );
  }
  return sentences.join(" ");
}

function outputText(one: OutputSensitivity, width: number): string {
  const { output, central, sampled, indices } = one;
  const spread =
    sampled === undefined
      ? ""
      : `; ${range(sampled.quantiles.p5, sampled.quantiles.p95, compact)} in 90% of the samples`;
  const lines = [
    paint("bold", titleOf(one)),
    wrap(`${compact(central)} ${output.unit} as fitted${spread}.`, width),
    indices.length === 0 ? effectsTable(one, width) : indicesTable(one, width),
  ];
  const rest = indices.length === 0 ? "" : restOf(one);
  return [...lines, ...(rest === "" ? [] : [wrap(rest, width)])].join("\n");
}

const legend =
  "Effect: what the output moves when the parameter goes through its range, as a share of its value, on average (Morris' mu*); ± where the " +
  "direction depends on other parameters.";
const spreadLegend = " Spread: its standard deviation, large where the effect is curved or depends on others.";
const indicesLegend =
  " First: share of the variance that the parameter causes alone (█); total: with all that it causes together with others (and ░).";

/** The whole result in words and tables. */
export function sensitivityText(result: Sensitivity, width = terminalWidth()): string {
  const { plan, outputs, partial, trajectories, samples } = result;
  const heading = [
    paint("bold", `What moves ${plan.scenario.title} (${plan.scenario.name})`),
    wrap(methodOf(result), width),
  ];
  if (partial) {
    const done = `${trajectoriesText(trajectories)} and ${count(samples, "sample")}`;
    heading.push(paint("red", wrap(`Partial: stopped after ${done}.`, width)));
  }
  const hasIndices = outputs[0].indices.length > 0;
  return [
    heading.join("\n"),
    ...outputs.map((one) => outputText(one, width)),
    wrap(legend + (hasIndices ? indicesLegend : spreadLegend), width),
    paint("dim", wrap(`${reading} ${honesty}`, width)),
  ].join("\n\n");
}

/** The whole result as one JSON object. */
export function sensitivityJson(result: Sensitivity, command: string): Record<string, unknown> {
  const { plan, outputs, trajectories, samples, partial, failures } = result;
  const { name, title, question, window } = plan.scenario;
  return {
    corridor: version,
    command,
    note: `${reading} ${honesty}`,
    scenario: { name, title, question, window: { from: window.from, to: window.to } },
    mode: "mean",
    seed: plan.seed,
    parameters: plan.parameters,
    trajectories,
    samples,
    partial,
    failures,
    outputs: outputs.map(({ output, central, sampled, effects, indices }) => ({
      name: output.name,
      member: output.member,
      unit: output.unit,
      kind: output.kind,
      central,
      sampled: sampled ?? null,
      morris: effects,
      sobol: indices,
    })),
  };
}

function number(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}

type Row = Record<string, Cell>;

function columnar(rows: readonly Row[]): ColumnarTable {
  return { columns: Object.keys(rows[0]).map((name) => ({ name, values: rows.map((row) => row[name]) })) };
}

function outputCells({ output }: OutputSensitivity): Row {
  return { name: output.name, member: output.member, unit: output.unit };
}

/** One row per output and screened parameter. */
export function morrisTableOf({ outputs }: Sensitivity): ColumnarTable {
  return columnar(
    outputs.flatMap((one) =>
      one.effects.map(({ parameter, mu, muStar, sigma }) => ({
        ...outputCells(one),
        central: one.central,
        parameter,
        mu,
        mu_star: muStar,
        sigma: number(sigma),
      })),
    ),
  );
}

function estimateCells(name: string, { value, low, high }: Estimate): Row {
  return { [name]: number(value), [`${name}_p5`]: number(low), [`${name}_p95`]: number(high) };
}

/** One row per output and sampled parameter; undefined after a screening alone. */
export function sobolTableOf({ outputs }: Sensitivity): ColumnarTable | undefined {
  const rows = outputs.flatMap((one) =>
    one.indices.map(({ parameter, first, total }) => ({
      ...outputCells(one),
      parameter,
      ...estimateCells("first", first),
      ...estimateCells("total", total),
    })),
  );
  return rows.length === 0 ? undefined : columnar(rows);
}
