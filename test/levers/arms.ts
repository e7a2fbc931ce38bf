import { dayOf, firstDayOfMonth, monthIndex } from "../../src/engine/calendar.ts";
import type { LeverId } from "../../src/model/levers.ts";
import { columns, columnsOf, membersOf, type ObservableName, o } from "../../src/model/observables.ts";
import type { Snapshot } from "../../src/model/world.ts";
import { type Change, inputsOf, pathsWith, snapshotsBefore } from "../support/history.ts";
import { wholeRun } from "../support/runs.ts";
import { type Fork, forks, type Move, type Output } from "./moves.ts";

const monthsPerArm = 6;
const starts = new Map<Fork, Snapshot>();

function startOf(fork: Fork): Snapshot {
  if (starts.size === 0) {
    const snapshots = snapshotsBefore(forks);
    forks.forEach((month, i) => {
      starts.set(month, snapshots[i]);
    });
  }
  return starts.get(fork) as Snapshot;
}

/** Mean-field record of the months after a fork, with changes on top of history. */
function recordOf(fork: Fork, changes: readonly Change[]): Float64Array {
  const firstDay = dayOf(fork);
  const lastDay = firstDayOfMonth(monthIndex(fork) + monthsPerArm) - 1;
  return wholeRun(inputsOf(pathsWith(changes, firstDay, lastDay), 0, true), startOf(fork), lastDay).recorder.values;
}

const bases = new Map<string, Float64Array>();

function baseOf(fork: Fork, given: readonly Change[]): Float64Array {
  const key = JSON.stringify([fork, given]);
  const base = bases.get(key) ?? recordOf(fork, given);
  bases.set(key, base);
  return base;
}

function columnsOfOutput(output: ObservableName | `${ObservableName}/${string}`): readonly number[] {
  const [family, member] = output.split("/") as [ObservableName, string?];
  if (member === undefined) return columnsOf(family);
  const k = membersOf(family).indexOf(member);
  if (k < 0) throw new RangeError(`${family} has no member ${member}`);
  return [o[family] + k];
}

/** Sum over the window, or the rate of two sums. */
function totalOf(record: Float64Array, output: Output): number {
  if (output === "removalRate") return totalOf(record, "removals") / totalOf(record, "usbp");
  if (output === "apprehensionRate") {
    return (totalOf(record, "usbp") - totalOf(record, "surrenders")) / totalOf(record, "evadingAttempts");
  }
  const which = columnsOfOutput(output);
  let sum = 0;
  for (let row = 0; row < record.length; row += columns.length) for (const i of which) sum += record[row + i];
  return sum;
}

/** What a move does: the output with and without it, and the change over their mean, from −2 to 2. */
export interface Effect {
  readonly base: number;
  readonly moved: number;
  readonly relative: number;
}

interface Arms {
  /** Columns that the move changes in at least one month. */
  readonly changed: readonly string[];
  effectOn(output: Output): Effect;
}

/** Runs both arms of a move. */
export function armsOf(move: Move): Arms {
  const { lever, fork, members, value, multiply, after = 0, duration } = move;
  const firstDay = dayOf(fork);
  const given = (move.given ?? []).map((change) => ({ ...change, fromDay: firstDay }));
  const fromDay = firstDay + after;
  const change: Change = {
    lever: lever satisfies LeverId,
    fromDay,
    ...(members && { members }),
    ...(value !== undefined && { value }),
    ...(multiply !== undefined && { multiply }),
    ...(duration !== undefined && { untilDay: fromDay + duration }),
  };
  const base = baseOf(fork, given);
  const moved = recordOf(fork, [...given, change]);
  const differs = (_: unknown, i: number): boolean => {
    for (let at = i; at < base.length; at += columns.length) if (base[at] !== moved[at]) return true;
    return false;
  };
  return {
    changed: columns.filter(differs).map(({ name }) => name),
    effectOn(output) {
      const [a, b] = [totalOf(base, output), totalOf(moved, output)];
      return { base: a, moved: b, relative: a === b ? 0 : (b - a) / ((Math.abs(a) + Math.abs(b)) / 2) };
    },
  };
}
