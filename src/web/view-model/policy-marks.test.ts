import { describe, expect, it } from "vitest";
import { dayOf, monthIndex } from "../../engine/calendar.ts";
import type { Policy } from "../simulation/simulator.ts";
import { policyMarks } from "./policy-marks.ts";

const policy = (id: string, date: string, lever: Policy["lever"]): Policy => ({ id, day: dayOf(date), lever });
const window = { firstMonth: monthIndex("2023-11"), months: 4 };
const nothing = { remove: [], changes: [] };

describe("the dates that charts mark", () => {
  it("are those within the window, each once with its levers, in order", () => {
    const policies = [
      policy("late", "2023-12-16", "railClosure"),
      policy("north", "2023-12-01", "portClosure"),
      policy("deal", "2023-12-01", "deal"),
      policy("west", "2023-12-01", "portClosure"),
      policy("before", "2023-10-31", "deal"),
      policy("after", "2024-03-01", "deal"),
    ];
    expect(policyMarks(policies, nothing, window)).toEqual([
      { kind: "recorded", day: dayOf("2023-12-01"), levers: ["portClosure", "deal"], month: 1, at: 0.5, group: 1 },
      {
        kind: "recorded",
        day: dayOf("2023-12-16"),
        levers: ["railClosure"],
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
    expect(marks.map(({ kind, levers, group }) => [kind, ...levers, group])).toEqual([
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

  it("stay on the axis", () => {
    const [first] = policyMarks([policy("a", "2023-11-01", "deal")], nothing, window);
    expect(first.at).toBe(0);
  });
});
