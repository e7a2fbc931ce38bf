import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, isoOf } from "../engine/calendar.ts";
import type { Announcement, LeverPaths } from "../model/lever-paths.ts";
import { type LeverId, leverKeys, levers } from "../model/levers.ts";
import { loadScenario, scenarioNames } from "./load.ts";
import { leverOf } from "./schema.ts";
import { denseValues, leverPaths } from "./timeline.ts";

const firstDay = dayOf("2023-01-01");
const lastDay = dayOf("2024-09-30");
const head = "corridor: 1\ntitle: test\nwindow: {from: 2023-01, to: 2024-09}\n";

function pathsOf(text: string, bases: Record<string, string> = {}): LeverPaths {
  return leverPaths(loadScenario(text, { read: (path) => bases[path] }), firstDay, lastDay);
}

function valueOn(paths: LeverPaths, lever: LeverId, date: string, member = 0): number {
  const path = paths.paths[lever];
  return path.values[path.row[dayOf(date) - paths.firstDay] * path.width + member];
}

describe("leverPaths", () => {
  it("holds every lever at its initial value without steps", () => {
    const paths = pathsOf(head);
    for (const lever of levers) {
      const path = paths.paths[lever.id];
      expect([...path.values]).toEqual(new Array(Math.max(1, leverKeys(lever.by).length)).fill(lever.initial));
      expect(path.row.every((row) => row === 0)).toBe(true);
      expect(path.row).toHaveLength(lastDay - firstDay + 1);
    }
    expect(paths.announcements).toEqual([]);
  });

  it("steps, ramps and expires on the right days", () => {
    const paths = pathsOf(`${head}changes:
- {lever: transferSeats, from: 2023-01-10, value: 50}
- {lever: transferSeats, from: 2023-02-01, value: 150, ramp: 10}
- {lever: transferSeats, from: 2023-03-01, until: 2023-03, value: 0}
`);
    expect(valueOn(paths, "transferSeats", "2023-01-09")).toBe(150);
    expect(valueOn(paths, "transferSeats", "2023-01-10")).toBe(50);
    expect(valueOn(paths, "transferSeats", "2023-02-01")).toBe(50);
    expect(valueOn(paths, "transferSeats", "2023-02-06")).toBe(100);
    expect(valueOn(paths, "transferSeats", "2023-02-11")).toBe(150);
    expect(valueOn(paths, "transferSeats", "2023-03-31")).toBe(0);
    expect(valueOn(paths, "transferSeats", "2023-04-01")).toBe(150);
  });

  it("applies steps of one file in order of date, not of the file", () => {
    const paths = pathsOf(`${head}changes:
- {lever: appointments, from: 2023-06-01, value: 1250}
- {lever: appointments, from: 2023-05-12, value: 1000}
`);
    expect(valueOn(paths, "appointments", "2023-05-20")).toBe(1000);
    expect(valueOn(paths, "appointments", "2024-01-01")).toBe(1250);
  });

  it("changes only the members that are named", () => {
    const paths = pathsOf(
      `${head}changes: [{lever: visaRequired, for: [Ecuador, Venezuela], from: 2023-01, value: 1}]\n`,
    );
    const members = leverKeys("nationality").filter((_, k) => valueOn(paths, "visaRequired", "2023-01-01", k) === 1);
    expect(members).toEqual(["Venezuela", "Ecuador"]);
  });

  it("multiplies what the base has on each day, and goes back to the base afterwards", () => {
    const base = `${head}changes:
- {lever: appointments, from: 2023-05-12, value: 1000}
- {lever: appointments, from: 2023-06-01, value: 1250}
- {lever: appointments, from: 2023-07-01, value: 1450}
`;
    const paths = pathsOf(
      "corridor: 1\ntitle: t\nbase: ./base.yaml\nchanges: [{lever: appointments, from: 2023-05-20, until: 2023-06-15, multiply: 2}]\n",
      { "base.yaml": base },
    );
    expect(valueOn(paths, "appointments", "2023-05-19")).toBe(1000);
    expect(valueOn(paths, "appointments", "2023-05-20")).toBe(2000);
    expect(valueOn(paths, "appointments", "2023-06-10")).toBe(2500);
    expect(valueOn(paths, "appointments", "2023-06-16")).toBe(1250);
    expect(valueOn(paths, "appointments", "2023-07-01")).toBe(1450);
  });

  it("stores each distinct row once", () => {
    const paths = pathsOf(`${head}changes:
- {lever: deal, from: 2023-01-10, until: 2023-01-10, value: 1}
- {lever: deal, from: 2023-03-10, until: 2023-03-10, value: 1}
`);
    expect([...paths.paths.deal.values]).toEqual([0, 1]);
    expect(paths.paths.deal.row.filter((row) => row === 1)).toHaveLength(2);
  });
});

describe("announcements", () => {
  const rule = `${head}changes: [{id: rule, lever: asylumRule, from: 2024-06-05, announced: 2024-06-01, value: 1}]\n`;
  const on = (changes: string) =>
    pathsOf(`corridor: 1\ntitle: t\nbase: ./rule.yaml\n${changes}\n`, { "rule.yaml": rule }).announcements;
  const announced = (from: string, known: string, withdrawn: string | null = null): Announcement => ({
    lever: "asylumRule",
    announcedDay: dayOf(known),
    fromDay: dayOf(from),
    tightens: true,
    untilDay: null,
    withdrawnDay: withdrawn === null ? null : dayOf(withdrawn),
  });

  it("lists a change that comes", () => {
    expect(on("")).toEqual([announced("2024-06-05", "2024-06-01")]);
  });

  it("forgets a change that is removed", () => {
    expect(on("remove: [rule]")).toEqual([]);
  });

  it("adds nothing for a change that changes nothing", () => {
    expect(on("changes: [{lever: asylumRule, from: 2024-06-05, value: 1}]")).toEqual([
      announced("2024-06-05", "2024-06-01"),
    ]);
    expect(on("changes: [{lever: asylumRule, from: 2024-01, until: 2024-03, value: 0}]")).toHaveLength(1);
  });

  it("never announces what an earlier change keeps from coming", () => {
    expect(on("changes: [{lever: asylumRule, from: 2024-05-01, value: 0}]")).toEqual([]);
  });

  it("withdraws on the day on which it is known that the change will not come", () => {
    expect(on("changes: [{lever: asylumRule, from: 2024-06-04, announced: 2024-06-03, value: 0}]")).toEqual([
      announced("2024-06-05", "2024-06-01", "2024-06-03"),
    ]);
  });

  it("replaces a change by another on the same day", () => {
    expect(on("changes: [{lever: asylumRule, from: 2024-06-05, announced: 2024-06-03, value: 0.5}]")).toEqual([
      announced("2024-06-05", "2024-06-01", "2024-06-03"),
      announced("2024-06-05", "2024-06-03"),
    ]);
  });

  it("tells a loosening from a tightening", () => {
    const [, end] = on("changes: [{lever: asylumRule, from: 2024-08-01, value: 0}]");
    expect(end.tightens).toBe(false);
  });

  it("moves a change forward", () => {
    expect(on("changes: [{lever: asylumRule, from: 2024-05-20, value: 1}]")).toEqual([
      announced("2024-05-20", "2024-05-20"),
    ]);
  });
});

/** Few levers, one per dimension and kind, so that a change often meets a step of the base. */
const fewLevers = ["asylumRule", "deal", "transferSeats", "acceptance", "agents", "interceptionOfficers"] as const;

/** One random, valid step; the steps of one file have a lever each, so that none contradicts another. */
const stepArbitrary = fc
  .record({
    lever: fc.constantFrom(...fewLevers).map(leverOf),
    member: fc.nat(10),
    all: fc.boolean(),
    from: fc.integer({ min: firstDay - 400, max: lastDay }),
    lasts: fc.option(fc.integer({ min: 0, max: 300 })),
    ahead: fc.integer({ min: 0, max: 60 }),
    ramp: fc.nat(40),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ lever, member, all, from, lasts, ahead, ramp, share }) => {
    const keys = leverKeys(lever.by);
    const whole = lever.whole === true;
    const raw = lever.min + share * (Math.min(lever.max, 4 * lever.initial + 1) - lever.min);
    const announcedDay = Math.max(0, from - ahead);
    return {
      announcedDay,
      step: {
        lever: lever.id,
        ...(keys.length > 0 && !all && { for: keys[member % keys.length] }),
        from: isoOf(from),
        announced: isoOf(announcedDay),
        ...(lasts !== null && { until: isoOf(from + lasts) }),
        ...(!whole && ramp <= (lasts ?? 40) && { ramp }),
        value: whole ? Math.round(raw) : raw,
      },
    };
  });
const stepsArbitrary = fc.uniqueArray(stepArbitrary, { maxLength: 12, selector: ({ step }) => step.lever });
const file = (content: object) => JSON.stringify({ corridor: 1, title: "t", ...content });
const root = (steps: readonly { step: object }[]) =>
  file({ window: { from: "2023-01", to: "2024-09" }, changes: steps.map(({ step }) => step) });

function bytesOf(paths: LeverPaths): string {
  return JSON.stringify({
    announcements: paths.announcements,
    paths: Object.entries(paths.paths).map(([id, path]) => [id, path.width, [...path.values], [...path.row]]),
  });
}

/** Every value before a day, and every announcement made before it (withdrawals from that day on do not count). */
function knownBefore(paths: LeverPaths, day: number): string {
  const days = Math.max(0, day - paths.firstDay);
  return JSON.stringify({
    announcements: paths.announcements
      .filter((announcement) => announcement.announcedDay < day)
      .map((announcement) => ({
        ...announcement,
        withdrawnDay:
          announcement.withdrawnDay !== null && announcement.withdrawnDay < day ? announcement.withdrawnDay : null,
      })),
    values: Object.values(paths.paths).map((path) =>
      Array.from(path.row.subarray(0, days), (row) => [
        ...path.values.subarray(row * path.width, (row + 1) * path.width),
      ]),
    ),
  });
}

describe("laws of changes", () => {
  it("a lever set to the value that it has changes no byte", () => {
    fc.assert(
      fc.property(
        stepsArbitrary,
        fc.constantFrom(...levers),
        fc.integer({ min: firstDay, max: lastDay }),
        (steps, lever, from) => {
          const base = root(steps);
          const dense = denseValues(loadScenario(base).steps, lever.id as LeverId, firstDay, lastDay);
          const keys = leverKeys(lever.by);
          const width = Math.max(1, keys.length);
          const changes = Array.from({ length: width }, (_, k) => {
            const value = dense[(from - firstDay) * width + k];
            let until = from;
            while (until < lastDay && dense[(until + 1 - firstDay) * width + k] === value) until++;
            return {
              lever: lever.id,
              from: isoOf(from),
              until: isoOf(until),
              value,
              ...(keys.length > 0 && { for: keys[k] }),
            };
          });
          const same = pathsOf(file({ base: "./base.json", changes }), { "base.json": base });
          expect(bytesOf(same)).toBe(bytesOf(pathsOf(base)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a change announced on a day alters nothing before that day", () => {
    fc.assert(
      fc.property(stepsArbitrary, stepArbitrary, (steps, added) => {
        const base = root(steps);
        const changed = pathsOf(file({ base: "./base.json", changes: [added.step] }), { "base.json": base });
        expect(knownBefore(changed, added.announcedDay)).toBe(knownBefore(pathsOf(base), added.announcedDay));
      }),
      { numRuns: 300 },
    );
  });

  it("values stay within the range of the lever", () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        const paths = pathsOf(root(steps));
        for (const [id, path] of Object.entries(paths.paths)) {
          const lever = leverOf(id as LeverId);
          expect(path.values.every((value) => value >= lever.min && value <= lever.max)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a scenario beside another whose paths are known", () => {
  it.each(scenarioNames())("%s has the paths that it has alone", (name) => {
    const history = loadScenario("history");
    const known = { scenario: history, paths: leverPaths(history, firstDay, lastDay) };
    const scenario = loadScenario(name);
    expect(leverPaths(scenario, firstDay, lastDay, known)).toEqual(leverPaths(scenario, firstDay, lastDay));
  });
});
