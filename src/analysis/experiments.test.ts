import { describe, expect, it } from "vitest";
import { defaultParameters } from "../../test/support/parameters.ts";
import { monthIndex } from "../engine/calendar.ts";
import { Recorder } from "../engine/recorder.ts";
import { nationalities, sectors } from "../model/geography.ts";
import { columns, o } from "../model/observables.ts";
import { loadScenario } from "../scenario/load.ts";
import { experiments, type Laboratory, type LeverChange, openLaboratory, ratioOfReductions } from "./experiments.ts";
import { prepare, runOnce } from "./run.ts";

describe("openLaboratory", () => {
  const recorded = loadScenario("history");
  const history = { ...recorded, window: { ...recorded.window, from: "2018-10", to: "2019-03" } };
  const lab = openLaboratory({}, history);
  const rowsBefore = (record: Recorder, label: string): Float64Array =>
    record.values.subarray(0, (monthIndex(label) - record.firstMonth) * columns.length);

  it("freezes latent paths as a run of its own does", () => {
    const frozenFrom = monthIndex("2019-01");
    const whole = runOnce(prepare(history, { frozenFrom }), 0, true);
    expect(lab.history(frozenFrom).values).toEqual(whole.values);
  });

  it("changes no number with a lever at its own value", () => {
    const inert = lab.under([{ lever: "agents", members: sectors, multiply: 1 }], "2018-12", "2019-03");
    expect(inert.values).toEqual(lab.history().values);
  });

  it("changes nothing before the change and something from its month on", () => {
    const arm = lab.under([{ lever: "agents", members: ["Tucson"], multiply: 3 }], "2019-01", "2019-02");
    expect(arm.months).toBe(5);
    expect(rowsBefore(arm, "2019-01")).toEqual(rowsBefore(lab.history(), "2019-01"));
    const tucson = o.gotaways + sectors.indexOf("Tucson");
    const row = (monthIndex("2019-01") - arm.firstMonth) * columns.length;
    expect(arm.values[row + tucson]).toBeLessThan(lab.history().values[row + tucson]);
  });

  it("makes each run once", () => {
    const change: LeverChange = { lever: "workVisas", multiply: 2 };
    expect(lab.under([change], "2019-03", "2019-03")).toBe(lab.under([{ ...change }], "2019-03", "2019-03"));
    expect(lab.history(monthIndex("2019-02"))).toBe(lab.history(monthIndex("2019-02")));
  });

  it("refuses months outside the window", () => {
    expect(() => lab.history(monthIndex("2018-09"))).toThrow(RangeError);
    expect(() => lab.under([], "2019-01", "2019-04")).toThrow(RangeError);
  });
});

const firstMonth = monthIndex("2018-10");
type Levels = Readonly<Record<number, number>>;

/** A record with the same values in every month. */
function steady(levels: Levels): Recorder {
  const record = new Recorder(columns, firstMonth, monthIndex("2024-09") - firstMonth + 1);
  for (const [column, value] of Object.entries(levels)) {
    for (let month = 0; month < record.months; month++) record.values[month * columns.length + Number(column)] = value;
  }
  return record;
}

interface Arm {
  readonly changes: readonly LeverChange[];
  readonly from: string;
  readonly to: string;
}

/** A laboratory in which every arm is what `respond` makes of its change. */
function staged(history: Levels, respond: (change: LeverChange) => Levels): { lab: Laboratory; arms: Arm[] } {
  const arms: Arm[] = [];
  const lab: Laboratory = {
    parameters: defaultParameters,
    history: () => steady(history),
    under(changes, from, to) {
      arms.push({ changes, from, to });
      return steady({ ...history, ...respond(changes[0]) });
    },
  };
  return { lab, arms };
}

const elPaso = sectors.indexOf("El Paso");

describe("experiments", () => {
  const anything: Levels = Object.fromEntries(columns.map((_, column) => [column, 1 + (column % 7)]));

  it.each(Object.entries(experiments))("%s changes one lever at a time", (_, experiment) => {
    const { lab, arms } = staged(anything, () => ({}));
    experiment(lab);
    expect(arms.map(({ changes }) => changes.length)).toEqual(arms.map(() => 1));
    expect(arms.length).toBeGreaterThan(0);
  });

  it("read effects of agents on attempts and on the fee", () => {
    const { lab, arms } = staged({ [o.evadingAttempts + 2]: 1000, [o.smugglingFee]: 10000 }, () => ({
      [o.evadingAttempts + 2]: 900,
      [o.smugglingFee]: 11000,
    }));
    expect(experiments.F46(lab)).toBeCloseTo(-0.1, 12);
    expect(experiments.F47(lab)).toBeCloseTo(0.1, 12);
    expect(arms[0]).toEqual(arms[1]);
    expect(arms[0].changes).toEqual([{ lever: "agents", members: sectors, multiply: 3 }]);
  });

  it("set the effect of beds against that of agents", () => {
    const { lab } = staged({ [o.evadingAttempts]: 1000 }, ({ lever }) => ({
      [o.evadingAttempts]: lever === "detentionBeds" ? 940 : 980,
    }));
    expect(experiments.F48(lab)).toBeCloseTo(3, 9);
    expect(ratioOfReductions(0.02, -0.01)).toBe(-2);
    expect(ratioOfReductions(0.02, 0.01)).toBeNaN();
  });

  it("count sectors that hold 3% when the busiest route is raided", () => {
    const foreign = (s: number): number => o.usbpBySectorNationality + s * nationalities.length + 4;
    const delRio = sectors.indexOf("Del Rio");
    const history = {
      [o.usbpBySector + delRio]: 900,
      [o.usbpBySector]: 80,
      [o.usbpBySector + 5]: 20,
      [foreign(delRio)]: 750,
      [foreign(0)]: 250,
      [o.interceptions + 3]: 3620,
      [o.effort]: 0.5,
    };
    const { lab, arms } = staged(history, () => ({ [o.usbpBySector + delRio]: 500 }));
    expect(experiments.F49(lab)).toBe(1);
    const [{ lever, members, value }] = arms[0].changes;
    expect([lever, members]).toEqual(["raids", ["Ciudad Acuña", "Piedras Negras"]]);
    // 3,620 interceptions a month for six months of 181 days: 90 a day on the route that three in four foreigners take
    expect(value).toBeCloseTo(90 / (defaultParameters.raidRate * 0.5) / 2, 9);
  });

  it("compare repeat encounters of Mexicans under more and fewer sanctions", () => {
    const { lab, arms } = staged({ [o.usbp]: 100 }, ({ value }) => ({
      [o.usbpRepeatMexican]: value === 0.85 ? 14 : 20,
    }));
    expect(experiments.F50(lab)).toBeCloseTo(-0.06, 12);
    for (const { to } of arms) expect(to < "2020-03").toBe(true);
  });

  it("read all encounters of the tenth month", () => {
    const { lab, arms } = staged({ [o.usbp]: 30, [o.usbp + 4]: 70 }, () => ({ [o.usbp + 4]: 67 }));
    expect(experiments.F51(lab)).toBeCloseTo(-0.03, 12);
    expect(monthIndex(arms[0].to) - monthIndex(arms[0].from) + 1).toBe(10);
  });

  it("add encounters and got-aways of the sector with the barrier, and of no other", () => {
    const { lab } = staged({ [o.usbpBySector + elPaso]: 80, [o.gotaways + elPaso]: 20 }, () => ({
      [o.usbpBySector + elPaso]: 70,
      [o.gotaways + elPaso]: 5,
      [o.usbpBySector + elPaso + 1]: 30,
    }));
    expect(experiments.F52(lab)).toBeCloseTo(-0.25, 12);
  });
});
