import { describe, expect, it } from "vitest";
import { dayOf, monthIndex } from "../../engine/calendar.ts";
import type { Policy } from "../simulation/simulator.ts";
import { policyMarks } from "./policy-marks.ts";

const policy = (
  id: string,
  date: string,
  lever: Policy["lever"],
  { members = [], until }: { readonly members?: readonly string[]; readonly until?: string } = {},
): Policy => ({ id, day: dayOf(date), lever, members, untilDay: until === undefined ? null : dayOf(until) });
const window = { firstMonth: monthIndex("2023-11"), months: 4 };
const nothing = { remove: [], changes: [] };

describe("the dates that charts mark", () => {
  it("are those within the window, each once with its levers, in order", () => {
    const policies = [
      policy("late", "2023-12-16", "railClosure"),
      policy("north", "2023-12-01", "portClosure", { members: ["Piedras Negras"] }),
      policy("deal", "2023-12-01", "deal"),
      policy("west", "2023-12-01", "portClosure", { members: ["Tijuana"] }),
      policy("before", "2023-10-31", "deal"),
      policy("after", "2024-03-01", "deal"),
    ];
    expect(policyMarks(policies, nothing, window)).toEqual([
      {
        kind: "recorded",
        ends: false,
        day: dayOf("2023-12-01"),
        steps: [
          { lever: "portClosure", members: ["Piedras Negras", "Tijuana"] },
          { lever: "deal", members: [] },
        ],
        month: 1,
        at: 0.5,
        group: 1,
      },
      {
        kind: "recorded",
        ends: false,
        day: dayOf("2023-12-16"),
        steps: [{ lever: "railClosure", members: [] }],
        month: 1,
        at: 1 + 15 / 31 - 0.5,
        group: 2,
      },
    ]);
  });

  it("tell apart what is recorded, what is taken out and what the reader sets", () => {
    const policies = [policy("a", "2023-12-01", "deal"), policy("b", "2023-12-01", "portClosure")];
    const marks = policyMarks(
      policies,
      { remove: ["b"], changes: [{ lever: "effort", from: "2023-12", value: 0 }] },
      window,
    );
    expect(marks.map(({ kind, steps, group }) => [kind, ...steps.map(({ lever }) => lever), group])).toEqual([
      ["recorded", "deal", 1],
      ["removed", "portClosure", 1],
      ["own", "effort", 1],
    ]);
  });

  it("share eight numbers at most, neighbours the same", () => {
    const year = { firstMonth: monthIndex("2023-01"), months: 12 };
    const dates = ["01-01", "01-02", "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01", "09-15"];
    const marks = policyMarks(
      dates.map((date) => policy(date, `2023-${date}`, "deal")),
      nothing,
      year,
    );
    expect(marks.map(({ group }) => group)).toEqual([1, 1, 2, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("hold the last days of policies, also of those that began before", () => {
    const policies = [
      policy("before", "2022-01-01", "portClosure", { members: ["Tijuana"], until: "2023-12-20" }),
      policy("after", "2022-01-01", "trainSecurity", { until: "2024-06-01" }),
      policy("taken out", "2022-01-01", "deal", { until: "2023-12-25" }),
      policy("of a day", "2023-12-21", "deal", { until: "2023-12-21" }),
    ];
    const marks = policyMarks(
      policies,
      { remove: ["taken out"], changes: [{ lever: "effort", from: "2023-12", until: "2024-01", value: 0 }] },
      window,
    );
    expect(marks.map(({ kind, ends, day, steps: [{ lever }] }) => [kind, ends, day, lever])).toEqual([
      ["own", false, dayOf("2023-12-01"), "effort"],
      ["recorded", true, dayOf("2023-12-20"), "portClosure"],
      ["recorded", false, dayOf("2023-12-21"), "deal"],
      ["own", true, dayOf("2024-01-31"), "effort"],
    ]);
  });

  it("hold no end of what gives way to the next step for the same place", () => {
    const closed = (until: string, members: readonly string[]): Policy =>
      policy("first", "2022-01-01", "portClosure", { members, until });
    const next = policy("next", "2023-12-16", "portClosure", { members: ["Tijuana"] });
    const ends = (policies: readonly Policy[]): number =>
      policyMarks(policies, nothing, window).filter((mark) => mark.ends).length;
    expect(ends([closed("2023-12-15", ["Tijuana"]), next])).toBe(0);
    expect(ends([closed("2023-12-15", ["Matamoros"]), next])).toBe(1);
    expect(ends([closed("2023-12-14", ["Tijuana"]), next])).toBe(1);
  });

  it("stay on the axis", () => {
    const [first] = policyMarks([policy("a", "2023-11-01", "deal")], nothing, window);
    expect(first.at).toBe(0);
  });
});
