import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../data/fingerprint.ts";
import { dayOf, firstDayOfMonth, isoOf, monthIndex } from "../engine/calendar.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import { type LeverId, leverKeys, levers } from "../model/levers.ts";
import { announcedBy } from "./announced.ts";
import { type LeverStep, loadScenario, type ResolvedScenario } from "./load.ts";
import { leverOf } from "./schema.ts";
import { leverPaths } from "./timeline.ts";

const history = loadScenario("history");
const { firstDay, lastDay } = history.window;
const asOf = (date: string) => announcedBy(history, dayOf(date));
const stepOf = (scenario: ResolvedScenario, id: string) => scenario.steps.find((step) => step.id === id);
const isoOrStands = (day: number | null) => (day === null ? "stands" : isoOf(day));
const until = (date: string, id: string) => isoOrStands(stepOf(asOf(date), id)!.untilDay);
const knownDay = (step: LeverStep) => step.knownDay ?? step.announcedDay;
const lastOfMonth = (month: number) => firstDayOfMonth(month + 1) - 1;

/** Tells the paths and announcements of all levers apart. */
function printOf(paths: LeverPaths): string {
  const byLever = Object.entries(paths.paths).map(([id, path]) => [id, path.width, [...path.values], [...path.row]]);
  return fingerprint(JSON.stringify([paths.announcements, byLever]));
}

/** Levers that have another value on some day up to the last. */
function differingUpTo(a: LeverPaths, b: LeverPaths, last: number): readonly LeverId[] {
  const rowsOf = ({ paths, firstDay }: LeverPaths, id: LeverId) => {
    const { width, values, row } = paths[id];
    return Array.from(row.subarray(0, last - firstDay + 1), (at) => values.subarray(at * width, (at + 1) * width));
  };
  return levers
    .map(({ id }) => id)
    .filter((id) => fingerprint(rowsOf(a, id).join(";")) !== fingerprint(rowsOf(b, id).join(";")));
}

/** What a forecast lacks of the steps that began up to six months after its origin, and the ends that it has otherwise. */
function ignorance(origin: string): { missing: readonly string[]; ends: Readonly<Record<string, string>> } {
  const last = lastOfMonth(monthIndex(origin));
  const horizon = lastOfMonth(monthIndex(origin) + 6);
  const cut = announcedBy(history, last);
  const ends: Record<string, string> = {};
  for (const { id, untilDay } of cut.steps) {
    if (untilDay !== stepOf(history, id!)!.untilDay) ends[id!] = isoOrStands(untilDay);
  }
  const missing = history.steps.filter(({ id, fromDay }) => fromDay <= horizon && stepOf(cut, id!) === undefined);
  return { missing: missing.map(({ id }) => id!), ends };
}

describe("announcedBy", () => {
  it("keeps a step that is announced and takes effect later, from the day of the announcement", () => {
    expect(stepOf(asOf("2021-08-19"), "visa-ecuador")).toBeUndefined();
    expect(stepOf(asOf("2021-08-20"), "visa-ecuador")).toEqual(stepOf(history, "visa-ecuador"));
    expect(stepOf(asOf("2023-01-04"), "appointments-2023-01")).toBeUndefined();
    expect(stepOf(asOf("2023-01-05"), "appointments-2023-01")).toEqual(stepOf(history, "appointments-2023-01"));
  });

  it("drops a step without an announcement until it begins", () => {
    expect(stepOf(asOf("2023-05-18"), "transfers-2023")).toBeUndefined();
    expect(stepOf(asOf("2023-05-19"), "transfers-2023")).toEqual(stepOf(history, "transfers-2023"));
  });

  it("drops a step whose value was counted afterwards, so that the one before it stands", () => {
    const completions = (date: string) => {
      const { paths } = leverPaths(asOf(date), firstDay, lastDay);
      const { row, values } = paths.completionsPerJudge;
      return values[row[dayOf(date) - firstDay]];
    };
    expect(stepOf(asOf("2022-09-29"), "completions-fy2022")).toBeUndefined();
    expect(["2022-09-29", "2022-09-30"].map(completions)).toEqual([213, 521]);
  });

  it("keeps a step that was public before people are taken to act on it, and then lets them act from the next day", () => {
    expect(stepOf(asOf("2023-02-20"), "asylum-rule-2023")).toBeUndefined();
    expect(stepOf(asOf("2023-02-21"), "asylum-rule-2023")!.announcedDay).toBe(dayOf("2023-02-22"));
    expect(stepOf(asOf("2023-05-01"), "asylum-rule-2023")!.announcedDay).toBe(dayOf("2023-05-02"));
    expect(stepOf(asOf("2023-08-31"), "asylum-rule-2023")).toEqual(stepOf(history, "asylum-rule-2023"));
  });

  it("takes away an end that came as nobody had said, until it has come", () => {
    expect(until("2023-11-30", "eagle-pass-2023-11")).toBe("stands");
    expect(until("2024-01-02", "eagle-pass-2023-11")).toBe("stands");
    expect(until("2024-01-03", "eagle-pass-2023-11")).toBe("2024-01-03");
  });

  it("keeps an end that was public, from that day", () => {
    expect(until("2020-09-30", "election-2020")).toBe("2020-11-03");
    expect(until("2020-09-30", "election-2024")).toBe("2024-11-05");
    expect(until("2023-01-29", "title-42")).toBe("stands");
    expect(until("2023-01-30", "title-42")).toBe("2023-05-11");
    expect(until("2023-01-30", "acceptance-central-america")).toBe("2023-05-11");
  });

  it("puts an end that was expected in its place, from its announcement until it is withdrawn", () => {
    const days = ["2022-03-31", "2022-04-01", "2022-05-19", "2022-05-20", "2022-11-14", "2022-11-15", "2022-12-19"];
    expect(days.map((day) => until(day, "title-42"))).toEqual([
      "stands",
      "2022-05-22",
      "2022-05-22",
      "stands",
      "stands",
      "2022-12-20",
      "stands",
    ]);
    expect(["2023-01-31", "2023-05-01", "2023-05-02"].map((day) => until(day, "return-quota"))).toEqual([
      "2023-05-11",
      "2023-05-11",
      "stands",
    ]);
  });

  it.each([
    [
      "2021-09",
      [
        "supplements-2022",
        "comar-2021",
        "visa-brazil",
        "visa-venezuela",
        "mpp-2021-12",
        "mpp-2022-01",
        "mpp-2022-02",
        "mpp-2022-03",
        "ports-fy2022",
        "judges-2018",
        "completions-fy2022",
        "appropriation-2022",
      ],
      { "title-42": "stands", "acceptance-central-america": "stands" },
    ],
    [
      "2022-04",
      [
        "supplements-2022",
        "acceptance-cuba-2022",
        "acceptance-nicaragua-2022",
        "acceptance-venezuela",
        "mpp-2022-03",
        "mpp-2022-07",
        "ports-fy2022",
        "ports-2022-10",
        "parole-venezuela-2022",
        "judges-2018",
        "completions-fy2022",
        "completions-fy2023",
      ],
      { "title-42": "2022-05-22", "acceptance-central-america": "2022-05-22" },
    ],
    [
      "2023-04",
      [
        "deal-2023-05",
        "deal-2023-09",
        "ferromex-halt-2023",
        "train-security-2023-09",
        "transfers-2023",
        "transit-permits-stopped",
        "comar-2023",
        "daily-cap-2023",
        "appointments-2023-05",
        "appointments-2023-06",
        "appointments-2023-07",
        "ports-2023-05",
        "eagle-pass-2023-09",
        "rail-2023-09",
        "removal-flights-venezuela",
        "judges-2023",
        "completions-fy2023",
        "completions-fy2024",
      ],
      {
        "acceptance-venezuela": "2023-05-11",
        "acceptance-cuba-haiti-nicaragua": "2023-05-11",
        "return-quota": "2023-05-11",
      },
    ],
    [
      "2023-12",
      [
        "deal-2024-04",
        "supplements-2024",
        "visa-peru",
        "asylum-rule-2024",
        "ports-2023-05",
        "removal-flights-venezuela",
        "completions-fy2024",
      ],
      {
        "eagle-pass-2023-11": "stands",
        "lukeville-2023": "stands",
        "pedwest-2023": "stands",
        "notice-waived-venezuela-2023": "stands",
      },
    ],
  ])("knows on the last day of %s exactly what was public", (origin, missing, ends) => {
    const found = ignorance(origin);
    expect([...found.missing].sort()).toEqual([...missing].sort());
    expect(found.ends).toEqual(ends);
  });

  it("gives the whole history on the last day of the record, but for a budget that was counted later", () => {
    const missing = history.steps.filter(({ id }) => stepOf(announcedBy(history, lastDay), id!) === undefined);
    expect(missing.map(({ id }) => id)).toEqual(["supplements-2024"]);
    expect(announcedBy(history, dayOf("2025-02-11"))).toEqual(history);
  });

  it("leaves everything but the steps of a scenario as it is", () => {
    const { steps: _, ...rest } = history;
    const { steps: __, ...cut } = asOf("2021-06-30");
    expect(cut).toEqual(rest);
  });

  it("changes the past only of levers whose values were counted afterwards, at the ends of quarters", () => {
    const counted = new Set(history.steps.filter((step) => knownDay(step) > step.fromDay).map(({ lever }) => lever));
    expect([...counted].sort()).toEqual([
      "acceptance",
      "comarCapacity",
      "completionsPerJudge",
      "custodyPlaces",
      "darienClosure",
      "interceptionOfficers",
      "judges",
      "mppPlaces",
      "parolePlaces",
      "portEntries",
      "removalFlightSeats",
      "supplements",
    ]);
    const whole = leverPaths(history, firstDay, lastDay);
    for (let month = monthIndex("2020-09"); month <= monthIndex("2024-08"); month += 3) {
      const last = lastOfMonth(month);
      const cut = leverPaths(announcedBy(history, last), firstDay, lastDay);
      expect(differingUpTo(cut, whole, last).filter((lever) => !counted.has(lever))).toEqual([]);
      expect(cut.announcements.every(({ announcedDay }) => announcedDay <= last + 1)).toBe(true);
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
    counted: fc.option(fc.integer({ min: -120, max: 400 })),
    lasts: fc.option(fc.integer({ min: 0, max: 400 })),
    endAhead: fc.option(fc.nat(200)),
    expected: fc.option(fc.integer({ min: 2, max: 400 })),
    rampDays: fc.nat(40),
    value: fc.integer({ min: 0, max: 1 }),
    layer: fc.nat(1),
  })
  .map(({ lever, member, fromDay, ahead, counted, lasts, endAhead, expected, rampDays, value, layer }) => {
    const keys = leverKeys(lever.by);
    const end = (days: number) => ({
      untilDay: fromDay + days,
      announcedDay: fromDay,
      withdrawnDay: fromDay + days - 1,
    });
    return {
      lever: lever.id as LeverId,
      members: keys.length === 0 ? [] : [keys[member % keys.length]],
      fromDay,
      untilDay: lasts === null ? null : fromDay + lasts,
      announcedDay: fromDay - ahead,
      ...(counted !== null && { knownDay: fromDay + counted }),
      ...(lasts !== null && endAhead !== null && { untilAnnouncedDay: fromDay + lasts - endAhead }),
      ...(expected !== null && { untilExpected: [end(expected)] }),
      value,
      rampDays,
      layer,
      file: "test",
      line: 1,
      path: "changes[0]",
    };
  });
const withSteps = (steps: readonly LeverStep[]): ResolvedScenario => ({ ...history, steps });

/** The step with everything changed of which nothing could be known on a day: value, days, ends. */
function tamper(step: LeverStep, day: number, value: number, later: number): LeverStep {
  if (knownDay(step) > day) return { ...step, value, untilDay: null, knownDay: day + later };
  const secret = step.untilDay !== null && Math.min(step.untilDay, step.untilAnnouncedDay ?? step.untilDay) > day;
  const ends = (step.untilExpected ?? []).map((end) => {
    if (end.announcedDay > day) return { untilDay: 0, announcedDay: day + later, withdrawnDay: day + later + 1 };
    return end.withdrawnDay > day ? { ...end, withdrawnDay: day + later } : end;
  });
  return {
    ...step,
    ...(secret && { untilDay: day + later + 1, untilAnnouncedDay: day + later }),
    ...(step.announcedDay > day && { announcedDay: day + later }),
    untilExpected: ends,
  };
}

describe("what comes after the origin", () => {
  const expectSame = (tampered: readonly LeverStep[], steps: readonly LeverStep[], origin: number) => {
    const [a, b] = [tampered, steps].map((some) => announcedBy(withSteps(some), origin));
    expect(printOf(leverPaths(a, firstDay, lastDay))).toBe(printOf(leverPaths(b, firstDay, lastDay)));
  };

  it("changes no byte of the lever paths: later steps, values counted later, and ends that were not public", () => {
    fc.assert(
      fc.property(
        fc.array(stepArbitrary, { maxLength: 10 }),
        fc.array(stepArbitrary, { maxLength: 5 }),
        fc.integer({ min: firstDay, max: lastDay - 1 }),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 1, max: 300 }),
        (steps, others, origin, value, later) => {
          const tampered = steps.map((step) => tamper(step, origin, value, later));
          const added = others.filter((step) => knownDay(step) > origin);
          expectSame([...tampered, ...added], steps, origin);
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
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (month, value, later, drop) => {
          const origin = lastOfMonth(month);
          const kept = history.steps.filter((step) => !drop || knownDay(step) <= origin);
          const tampered = kept.map((step) => tamper(step, origin, value, later));
          expectSame(tampered, history.steps, origin);
        },
      ),
      { numRuns: 15 },
    );
  });
});
