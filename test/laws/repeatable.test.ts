import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/engine/calendar.ts";
import { leverKeys, levers, leverWidth } from "../../src/model/levers.ts";
import {
  createWorld,
  type Snapshot,
  takeSnapshot,
  type World,
  type WorldInputs,
  wholePeople,
} from "../../src/model/world.ts";
import { leverOf } from "../../src/scenario/schema.ts";
import { type Change, inputsOf, pathsWith, snapshotsBefore, valueOn } from "../support/history.ts";
import { expectSameBytes } from "../support/laws.ts";
import { beginRun, firstDifference, type Run, wholeRun } from "../support/runs.ts";
import { anyChange, anyChanges } from "../support/scenarios.ts";

const [spring, winter] = snapshotsBefore(["2023-03", "2023-12"]);
const anyRun = fc.nat(1_000_000);

interface Plan {
  readonly inputs: WorldInputs;
  readonly start: Snapshot;
  readonly lastDay: number;
}

function planOf(start: Snapshot, changes: readonly Change[], days: number, run: number, mean: boolean): Plan {
  const lastDay = start.day + days;
  const inputs = inputsOf(pathsWith(changes, start.day + 1, lastDay), run, mean);
  return { inputs, start: mean ? start : wholePeople(start, 1, 0), lastDay };
}

function runWhole({ inputs, start, lastDay }: Plan): Run {
  return wholeRun(inputs, start, lastDay);
}

type Drawn = readonly [from: "spring" | "winter", changes: readonly Change[], run: number, mean: boolean];

/** What a plan is made from, so that a counterexample can be read. */
function anyDrawn(mean: fc.Arbitrary<boolean>): fc.Arbitrary<Drawn> {
  const from = fc.constantFrom<("spring" | "winter")[]>("spring", "winter");
  return fc.tuple(from, anyChanges(spring.day, winter.day + 40), anyRun, mean);
}

function drawnPlan([from, changes, run, mean]: Drawn): Plan {
  return planOf(from === "spring" ? spring : winter, changes, 35, run, mean);
}

describe("a run", () => {
  it("is the same alone, after others, and in step with others day by day", () => {
    fc.assert(
      fc.property(anyDrawn(fc.boolean()), anyDrawn(fc.boolean()), (...drawn) => {
        const [one, other] = drawn.map(drawnPlan);
        const alone = [runWhole(one), runWhole(other)];
        const together = [one, other].map(({ inputs, start, lastDay }) => beginRun(inputs, start, lastDay));
        for (let day = 0; day < 35; day++) for (const run of together) run.advance(1);
        together.forEach((run, i) => {
          expectSameBytes(run, alone[i]);
        });
        expectSameBytes(runWhole(one), alone[0]);
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  it("differs from another run of the same scenario", () => {
    const [a, b] = [3, 4].map((run) => runWhole(planOf(spring, [], 30, run, false)));
    expect(firstDifference(a.world.state.buffer, b.world.state.buffer)).not.toBe(-1);
  });

  it("goes on from a snapshot as if it had not been interrupted", () => {
    fc.assert(
      fc.property(anyDrawn(fc.constant(false)), fc.integer({ min: 1, max: 34 }), (drawn, days) => {
        const plan = drawnPlan(drawn);
        const whole = beginRun(plan.inputs, plan.start, plan.lastDay);
        whole.advance(days);
        const fork = beginRun(plan.inputs, takeSnapshot(whole.world), plan.lastDay);
        for (const run of [whole, fork]) run.advance(35 - days);
        expect(firstDifference(fork.world.state.buffer, whole.world.state.buffer), "state").toBe(-1);
        expect(firstDifference(fork.world.memory.all.buffer, whole.world.memory.all.buffer), "memory").toBe(-1);
        expect(firstDifference(fork.world.departed.buffer, whole.world.departed.buffer), "departed").toBe(-1);
      }),
      { seed: 6, numRuns: 25 },
    );
  });

  it("leaves the snapshot from which it began as it was", () => {
    const before = wholePeople(spring, 1, 0);
    const plan = planOf(spring, [], 10, 0, false);
    runWhole({ ...plan, start: before });
    expect(before).toEqual(wholePeople(spring, 1, 0));
    const world = createWorld(plan.inputs, before);
    const snapshot = takeSnapshot(world);
    world.state.fill(0);
    world.memory.all.fill(0);
    expect(snapshot.state).toEqual(before.state);
    expect(snapshot.memory).toEqual(before.memory);
  });
});

/** Days from `firstDay` on which every member of the lever has the value of that day. */
function constantUntil(lever: (typeof levers)[number], firstDay: number, lastDay: number): number {
  const { paths } = pathsWith([], firstDay, lastDay);
  const path = paths[lever.id];
  const index = path.row.length - 1 - (lastDay - firstDay);
  let days = 0;
  while (index + days + 1 < path.row.length && path.row[index + days + 1] === path.row[index]) days++;
  return firstDay + days;
}

describe("a policy that changes nothing", () => {
  const firstDay = spring.day + 1;
  const lastDay = firstDay + 100;
  const base = [false, true].map((mean) => runWhole(planOf(spring, [], 101, 7, mean)));

  function expectInert(changes: readonly Change[]): void {
    [false, true].forEach((mean, i) => {
      expectSameBytes(runWhole(planOf(spring, changes, 101, 7, mean)), base[i]);
    });
  }

  it("changes no byte when every lever is set to its own value, member by member", () => {
    const levelsNow = pathsWith([], firstDay, lastDay);
    for (const lever of levers) {
      const keys = leverKeys(lever.by);
      const untilDay = constantUntil(lever, firstDay + 5, lastDay);
      const changes = Array.from({ length: leverWidth(lever) }, (_, k) => ({
        lever: lever.id,
        members: keys.length > 0 ? [keys[k]] : [],
        fromDay: firstDay + 5,
        untilDay,
        announcedDay: firstDay - 20,
        value: valueOn(levelsNow, lever.id, k, firstDay + 5),
      }));
      const { paths } = pathsWith(changes, firstDay, lastDay);
      expect(Array.from(paths[lever.id].row), lever.id).toEqual(Array.from(levelsNow.paths[lever.id].row));
    }
    const all = levers.map((lever) => ({
      lever: lever.id,
      fromDay: firstDay + 5,
      multiply: 1,
      announcedDay: firstDay,
    }));
    expectInert(all);
  });

  it("changes no byte when random levers are set to their own values", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...levers), fc.integer({ min: 0, max: 60 }), fc.nat(30)), {
          minLength: 1,
          maxLength: 8,
          selector: ([lever]) => lever.id,
        }),
        (picks) => {
          const now = pathsWith([], firstDay, lastDay);
          const changes = picks.flatMap(([lever, after, notice]) => {
            const fromDay = firstDay + after;
            const keys = leverKeys(lever.by);
            return Array.from({ length: leverWidth(lever) }, (_, k) => ({
              lever: lever.id,
              members: keys.length > 0 ? [keys[k]] : [],
              fromDay,
              untilDay: constantUntil(lever, fromDay, lastDay),
              announcedDay: fromDay - notice,
              value: valueOn(now, lever.id, k, fromDay),
            }));
          });
          expectInert(changes);
        },
      ),
      { seed: 8, numRuns: 15 },
    );
  });
});

interface Standing {
  readonly state: Float64Array;
  readonly memory: Float64Array;
  readonly flow: Float64Array;
}

function differsFrom({ state, memory, flow }: World, other: Standing): boolean {
  const pairs = [
    [state, other.state],
    [memory.all, other.memory],
    [flow, other.flow],
  ];
  return pairs.some(([a, b]) => firstDifference(a.buffer, b.buffer) !== -1);
}

describe("a policy of 2024", () => {
  const days = 75;
  const newYear = dayOf("2024-01-01");
  const base = [false, true].map((mean) => {
    const plan = planOf(winter, [], days, 9, mean);
    const run = beginRun(plan.inputs, plan.start, plan.lastDay);
    const states = Array.from({ length: days }, () => {
      run.advance(1);
      const { state, memory, flow } = run.world;
      return { state: state.slice(), memory: memory.all.slice(), flow: flow.slice() };
    });
    return { states };
  });

  /** Runs a change day by day against the base up to the day before `until`; fails on the first byte that differs. */
  function expectUnchanged(change: Change, mean: boolean, until: number): Run {
    const plan = planOf(winter, [change], days, 9, mean);
    const run = beginRun(plan.inputs, plan.start, plan.lastDay);
    const { states } = base[Number(mean)];
    for (let day = plan.start.day + 1; day < until; day++) {
      run.advance(1);
      if (differsFrom(run.world, states[day - plan.start.day - 1])) {
        expect.fail(
          `${change.lever} from day ${change.fromDay}, announced on day ${change.announcedDay}, acts on day ${day}`,
        );
      }
    }
    return run;
  }

  it("changes nothing before it is announced, and mostly something after", () => {
    let effective = 0;
    const tried = 60;
    fc.assert(
      fc.property(anyChange(newYear, newYear + 35), fc.boolean(), (drawn, mean) => {
        const change = { ...drawn, announcedDay: Math.max(drawn.announcedDay ?? 0, winter.day + 2) };
        const run = expectUnchanged(change, mean, Math.min(change.announcedDay, change.fromDay));
        run.advance(winter.day + days - run.world.day);
        if (differsFrom(run.world, base[Number(mean)].states[days - 1])) effective++;
      }),
      { seed: 10, numRuns: tried },
    );
    expect(effective).toBeGreaterThan(tried / 2);
  });

  it.each(["asylumRule", "expulsionAuthority", "acceptance", "visaRequired", "mppPlaces", "darienClosure"] as const)(
    "sets off a rush from the day of its announcement, and not before: %s",
    (lever) => {
      const { max } = leverOf(lever);
      const fromDay = newYear + 30;
      for (const mean of [false, true]) {
        for (const announcedDay of [fromDay, fromDay - 10]) {
          const change = { lever, fromDay, announcedDay, value: max };
          const run = expectUnchanged(change, mean, announcedDay);
          run.advance(1);
          const { states } = base[Number(mean)];
          expect(differsFrom(run.world, states[announcedDay - winter.day - 1]), `announced on ${announcedDay}`).toBe(
            true,
          );
        }
      }
    },
  );
});
