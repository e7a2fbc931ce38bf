import type { Announcement, LeverPath, LeverPaths } from "../model/lever-paths.ts";
import { type Lever, type LeverId, leverKeys, levers, leverWidth } from "../model/levers.ts";
import type { LeverStep, ResolvedScenario } from "./load.ts";

/** Days × width values of one lever, from `firstDay`. */
interface Grid {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly width: number;
  readonly values: Float64Array;
}

interface AppliedStep {
  readonly step: LeverStep;
  readonly members: readonly number[];
  /** True if the step changes the lever when it begins, not only later or never. */
  readonly startsChange: boolean;
}

interface Notice {
  readonly step: LeverStep;
  readonly members: readonly number[];
  readonly tightens: boolean;
  readonly withdrawnDay: number | null;
}

function memberIndices(lever: Lever, step: LeverStep): readonly number[] {
  if (step.members.length === 0) return [0];
  const keys = leverKeys(lever.by);
  return step.members.map((member) => keys.indexOf(member));
}

/** Steps of one lever by layer, each layer in order of date. */
function layersOf(steps: readonly LeverStep[], lever: LeverId): readonly (readonly LeverStep[])[] {
  const layers = new Map<number, LeverStep[]>();
  for (const step of steps) {
    if (step.lever !== lever) continue;
    const layer = layers.get(step.layer) ?? [];
    layer.push(step);
    layers.set(step.layer, layer);
  }
  const inOrder = [...layers].sort(([a], [b]) => a - b);
  return inOrder.map(([, layer]) => layer.sort((a, b) => a.fromDay - b.fromDay));
}

function constantGrid(lever: Lever, firstDay: number, lastDay: number): Grid {
  const width = leverWidth(lever);
  return { firstDay, lastDay, width, values: new Float64Array((lastDay - firstDay + 1) * width).fill(lever.initial) };
}

/** The value that a step gives on a day: `before` without the step, `base` without the whole layer. */
function valueOn(step: LeverStep, day: number, before: number, base: number): number {
  const target = step.value ?? base * (step.multiply ?? 1);
  const share = step.rampDays === 0 ? 1 : (day - step.fromDay) / step.rampDays;
  return share >= 1 ? target : before + (target - before) * share;
}

/** Writes the steps of one layer, in order of date, over a base; the base is left as it is. */
function applyLayer(
  lever: Lever,
  base: Grid,
  layer: readonly LeverStep[],
): { grid: Grid; applied: readonly AppliedStep[] } {
  const values = base.values.slice();
  const applied = layer.map((step) => {
    const members = memberIndices(lever, step);
    const first = Math.max(step.fromDay, base.firstDay);
    const last = Math.min(step.untilDay ?? base.lastDay, base.lastDay);
    const onset = step.fromDay + (step.rampDays > 0 ? 1 : 0);
    let startsChange = false;
    for (let day = first; day <= last; day++) {
      const offset = (day - base.firstDay) * base.width;
      for (const member of members) {
        const at = offset + member;
        const value = valueOn(step, day, values[at], base.values[at]);
        if (day <= onset && value !== values[at]) startsChange = true;
        values[at] = value;
      }
    }
    return { step, members, startsChange };
  });
  return { grid: { ...base, values }, applied };
}

/** How much the lever moves, member by member, on the day that a step begins (the day after it as well, for a ramp). */
function movesWith(grid: Grid, step: LeverStep, members: readonly number[]): readonly number[] {
  const { firstDay, width, values } = grid;
  const before = (step.fromDay - 1 - firstDay) * width;
  const after = before + (step.rampDays > 0 ? 2 : 1) * width;
  return members.map((k) => values[after + k] - values[before + k]).filter((move) => move !== 0);
}

/** Days that a grid needs so that every step begins inside it, with a day to spare on both sides. */
function spanOf(steps: readonly LeverStep[], firstDay: number, lastDay: number): { first: number; last: number } {
  let first = firstDay;
  let last = lastDay;
  for (const step of steps) {
    first = Math.min(first, step.fromDay);
    last = Math.max(last, step.fromDay);
  }
  return { first: first - 1, last: last + 1 };
}

/** The step of a layer that stands in the way of an announced change, if any: the last to begin that covers it or its eve. */
function overriding(applied: readonly AppliedStep[], notice: Notice): AppliedStep | undefined {
  const day = notice.step.fromDay;
  return applied.findLast(
    ({ step, members }) =>
      step.fromDay <= day &&
      (step.untilDay ?? Number.POSITIVE_INFINITY) >= day - 1 &&
      members.some((k) => notice.members.includes(k)),
  );
}

/** Withdraws announcements of changes that a layer overrides, and adds those of the changes that it makes. */
function announceLayer(notices: readonly Notice[], grid: Grid, applied: readonly AppliedStep[]): readonly Notice[] {
  const kept: Notice[] = [];
  for (const notice of notices) {
    const by = overriding(applied, notice);
    const superseded = by?.startsChange && by.step.fromDay === notice.step.fromDay;
    if (by && (superseded || movesWith(grid, notice.step, notice.members).length === 0)) {
      const withdrawnDay = Math.min(by.step.announcedDay, notice.withdrawnDay ?? Number.POSITIVE_INFINITY);
      if (withdrawnDay <= notice.step.announcedDay) continue;
      kept.push({ ...notice, withdrawnDay });
    } else kept.push(notice);
  }
  for (const { step, members, startsChange } of applied) {
    const moves = startsChange ? movesWith(grid, step, members) : [];
    if (moves.length > 0) kept.push({ step, members, tightens: moves.some((move) => move > 0), withdrawnDay: null });
  }
  return kept;
}

function buildLever(
  lever: Lever & { readonly id: LeverId },
  steps: readonly LeverStep[],
  firstDay: number,
  lastDay: number,
): { grid: Grid; notices: readonly Notice[] } {
  const layers = layersOf(steps, lever.id);
  const span = spanOf(layers.flat(), firstDay, lastDay);
  let grid = constantGrid(lever, span.first, span.last);
  let notices: readonly Notice[] = [];
  for (const layer of layers) {
    const result = applyLayer(lever, grid, layer);
    grid = result.grid;
    notices = announceLayer(notices, grid, result.applied);
  }
  return { grid, notices };
}

/** Values of a lever on each day from `firstDay` to `lastDay`, days × width. */
export function denseValues(steps: readonly LeverStep[], id: LeverId, firstDay: number, lastDay: number): Float64Array {
  const lever = levers.find((candidate) => candidate.id === id)!;
  const { grid } = buildLever(lever, steps, firstDay, lastDay);
  return grid.values.slice((firstDay - grid.firstDay) * grid.width, (lastDay - grid.firstDay + 1) * grid.width);
}

/** The same values with each distinct row stored once. */
function compact(values: Float64Array, width: number): LeverPath {
  const days = values.length / width;
  const row = new Int32Array(days);
  const rows: Float64Array[] = [];
  const known = new Map<string, number>();
  for (let day = 0; day < days; day++) {
    const today = values.subarray(day * width, (day + 1) * width);
    const yesterday = rows[row[day - 1]];
    if (day > 0 && today.every((value, k) => value === yesterday[k])) {
      row[day] = row[day - 1];
      continue;
    }
    const key = today.join();
    const at = known.get(key) ?? rows.length;
    if (at === rows.length) {
      rows.push(today);
      known.set(key, at);
    }
    row[day] = at;
  }
  const distinct = new Float64Array(rows.length * width);
  rows.forEach((one, index) => {
    distinct.set(one, index * width);
  });
  return { width, values: distinct, row };
}

function constantPath(lever: Lever, days: number): LeverPath {
  const width = leverWidth(lever);
  return { width, values: new Float64Array(width).fill(lever.initial), row: new Int32Array(days) };
}

/** A scenario whose paths are known. */
export interface KnownPaths {
  readonly scenario: ResolvedScenario;
  readonly paths: LeverPaths;
}

/** Path and announcements of a lever from a scenario that has the very same steps of it, over the same days. */
function knownLever(
  id: LeverId,
  steps: readonly LeverStep[],
  { scenario, paths }: KnownPaths,
): { readonly path: LeverPath; readonly announcements: readonly Announcement[] } | undefined {
  const known = scenario.steps.filter((step) => step.lever === id);
  if (known.length !== steps.length || !known.every((step, i) => step === steps[i])) return undefined;
  return { path: paths.paths[id], announcements: paths.announcements.filter(({ lever }) => lever === id) };
}

function announcementOf({ step, tightens, withdrawnDay }: Notice): Announcement {
  const { lever, announcedDay, fromDay, untilDay } = step;
  return { lever, announcedDay, fromDay, tightens, untilDay, withdrawnDay };
}

/**
 * Daily values of every lever from `firstDay` to `lastDay` (days since 2018-01-01, both included), and what is announced of them.
 *
 * Scenarios apply in order, the root of the bases first; within one scenario steps apply in order of date. A step without a last day
 * stands until the next; after a last day the lever is as without that step. A ramp mixes the value without the step and the
 * new one, from 0 on the first day to 1 after `rampDays`. A multiple is of the value that the base has on each day.
 * A step that changes nothing leaves paths and announcements as they are.
 * @param known another scenario over the same days, from which levers with the same steps are taken over.
 */
export function leverPaths(
  scenario: ResolvedScenario,
  firstDay: number,
  lastDay: number,
  known?: KnownPaths,
): LeverPaths {
  const same = known?.paths.firstDay === firstDay && known.paths.lastDay === lastDay ? known : undefined;
  const paths: Partial<Record<LeverId, LeverPath>> = {};
  const announcements: Announcement[] = [];
  for (const lever of levers) {
    const steps = scenario.steps.filter((step) => step.lever === lever.id);
    const taken = same && knownLever(lever.id, steps, same);
    if (taken) {
      paths[lever.id] = taken.path;
      announcements.push(...taken.announcements);
      continue;
    }
    if (steps.length === 0) {
      paths[lever.id] = constantPath(lever, lastDay - firstDay + 1);
      continue;
    }
    const { grid, notices } = buildLever(lever, steps, firstDay, lastDay);
    const from = (firstDay - grid.firstDay) * grid.width;
    const to = (lastDay - grid.firstDay + 1) * grid.width;
    paths[lever.id] = compact(grid.values.subarray(from, to), grid.width);
    announcements.push(...notices.map(announcementOf));
  }
  announcements.sort((a, b) => a.announcedDay - b.announcedDay || a.fromDay - b.fromDay);
  return { firstDay, lastDay, paths: paths as Record<LeverId, LeverPath>, announcements };
}
