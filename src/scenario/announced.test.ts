import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, firstDayOfMonth, isoOf, monthIndex } from "../engine/calendar.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import { type LeverId, leverKeys } from "../model/levers.ts";
import { announcedBy } from "./announced.ts";
import { type LeverStep, loadScenario, type ResolvedScenario } from "./load.ts";
import { leverOf } from "./schema.ts";
import { leverPaths } from "./timeline.ts";

const history = loadScenario("history");
const { firstDay, lastDay } = history.window;
const asOf = (date: string) => announcedBy(history, dayOf(date));
const stepOf = (scenario: ResolvedScenario, id: string) => scenario.steps.find((step) => step.id === id);
const until = (date: string, id: string) => {
  const day = stepOf(asOf(date), id)!.untilDay;
  return day === null ? null : isoOf(day);
};

function bytesOf(paths: LeverPaths): string {
  return JSON.stringify({
    announcements: paths.announcements,
    paths: Object.entries(paths.paths).map(([id, path]) => [id, path.width, [...path.values], [...path.row]]),
  });
}

/** Values of every lever on each day up to the last. */
function valuesUpTo(paths: LeverPaths, last: number): string {
  const days = Object.values(paths.paths).map(({ width, values, row }) =>
    Array.from(row.subarray(0, last - paths.firstDay + 1), (at) =>
      values.subarray(at * width, (at + 1) * width).join(),
    ),
  );
  return JSON.stringify(days);
}

describe("announcedBy", () => {
  it("keeps a step that is announced and takes effect later, from the day of the announcement", () => {
    expect(stepOf(asOf("2021-08-19"), "visa-ecuador")).toBeUndefined();
    expect(stepOf(asOf("2021-08-20"), "visa-ecuador")).toEqual(stepOf(history, "visa-ecuador"));
    expect(stepOf(asOf("2024-04-30"), "visa-peru")).toEqual(stepOf(history, "visa-peru"));
  });

  it("drops a step without an announcement until it begins", () => {
    expect(stepOf(asOf("2022-01-20"), "visa-venezuela")).toBeUndefined();
    expect(stepOf(asOf("2022-01-21"), "visa-venezuela")).toEqual(stepOf(history, "visa-venezuela"));
  });

  it("takes away an end that came as nobody had said, until it has come", () => {
    expect(until("2023-11-30", "eagle-pass-2023-11")).toBeNull();
    expect(until("2024-01-02", "eagle-pass-2023-11")).toBeNull();
    expect(until("2024-01-03", "eagle-pass-2023-11")).toBe("2024-01-03");
  });

  it("keeps an end that was public", () => {
    expect(until("2024-01-31", "election-2024")).toBe("2024-11-05");
    expect(until("2022-04-30", "acceptance-cuba-2022")).toBe("2022-05-22");
    expect(until("2022-12-31", "title-42")).toBeNull();
    expect(until("2023-01-31", "title-42")).toBe("2023-05-11");
    expect(until("2023-01-31", "acceptance-central-america")).toBe("2023-05-11");
  });

  it("names only steps of the history among those whose end was public", () => {
    for (const id of ["election-2020", "acceptance-nicaragua-2022", "title-42", "acceptance-central-america"])
      expect(stepOf(history, id)?.untilDay).toBeGreaterThan(0);
  });

  it("leaves everything else of a scenario as it is, and all of it on its last day", () => {
    const { steps: _, ...rest } = history;
    const { steps: __, ...cut } = asOf("2021-06-30");
    expect(cut).toEqual(rest);
    expect(announcedBy(history, dayOf("2026-12-31"))).toEqual(history);
  });

  it("changes no value of the history up to the origin, at any of the month ends", () => {
    const whole = leverPaths(history, firstDay, lastDay);
    for (let month = monthIndex("2020-09"); month <= monthIndex("2024-08"); month++) {
      const last = firstDayOfMonth(month + 1) - 1;
      const cut = leverPaths(announcedBy(history, last), firstDay, lastDay);
      expect(valuesUpTo(cut, last)).toBe(valuesUpTo(whole, last));
      expect(cut.announcements.every(({ announcedDay }) => announcedDay <= last)).toBe(true);
    }
  });
});

const someLevers: readonly LeverId[] = [
  "asylumRule",
  "appointments",
  "acceptance",
  "visaRequired",
  "interceptionOfficers",
  "portClosure",
];

const stepArbitrary: fc.Arbitrary<LeverStep> = fc
  .record({
    lever: fc.constantFrom(...someLevers).map(leverOf),
    member: fc.nat(10),
    fromDay: fc.integer({ min: firstDay, max: lastDay }),
    ahead: fc.integer({ min: 0, max: 90 }),
    lasts: fc.option(fc.integer({ min: 0, max: 400 })),
    rampDays: fc.nat(40),
    value: fc.integer({ min: 0, max: 1 }),
    layer: fc.nat(1),
  })
  .map(({ lever, member, fromDay, ahead, lasts, rampDays, value, layer }) => {
    const keys = leverKeys(lever.by);
    return {
      lever: lever.id as LeverId,
      members: keys.length === 0 ? [] : [keys[member % keys.length]],
      fromDay,
      untilDay: lasts === null ? null : fromDay + lasts,
      announcedDay: fromDay - ahead,
      value,
      rampDays,
      layer,
      file: "test",
      line: 1,
      path: "changes[0]",
    };
  });
const withSteps = (steps: readonly LeverStep[]): ResolvedScenario => ({ ...history, steps });

describe("what comes after the origin", () => {
  it("changes no byte of the lever paths: later steps, and ends that were not known", () => {
    fc.assert(
      fc.property(
        fc.array(stepArbitrary, { maxLength: 10 }),
        fc.array(stepArbitrary, { maxLength: 5 }),
        fc.integer({ min: firstDay, max: lastDay - 1 }),
        fc.integer({ min: 1, max: 300 }),
        (steps, others, origin, later) => {
          const known = steps
            .filter((step) => step.announcedDay <= origin)
            .map((step) =>
              step.untilDay !== null && step.untilDay > origin ? { ...step, untilDay: origin + later } : step,
            );
          const added = others.filter((step) => step.announcedDay > origin);
          const tampered = announcedBy(withSteps([...known, ...added]), origin);
          const given = announcedBy(withSteps(steps), origin);
          expect(bytesOf(leverPaths(tampered, firstDay, lastDay))).toBe(bytesOf(leverPaths(given, firstDay, lastDay)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("changes no byte of the paths of the history either", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: monthIndex("2020-09"), max: monthIndex("2024-08") }),
        fc.integer({ min: 0, max: 1 }),
        fc.boolean(),
        (month, value, drop) => {
          const origin = firstDayOfMonth(month + 1) - 1;
          const steps = history.steps.flatMap((step) => {
            if (step.announcedDay <= origin) return [step];
            return drop ? [] : [{ ...step, value, untilDay: null }];
          });
          const tampered = announcedBy(withSteps(steps), origin);
          const given = announcedBy(history, origin);
          expect(bytesOf(leverPaths(tampered, firstDay, lastDay))).toBe(bytesOf(leverPaths(given, firstDay, lastDay)));
        },
      ),
      { numRuns: 15 },
    );
  });
});
