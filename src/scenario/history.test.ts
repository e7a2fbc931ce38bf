import { describe, expect, it } from "vitest";
import { unsourcedSteps } from "../../test/support/sources.ts";
import { dayOf } from "../engine/calendar.ts";
import { nationalities } from "../model/geography.ts";
import type { LeverId } from "../model/levers.ts";
import { loadScenario } from "./load.ts";
import { leverPaths } from "./timeline.ts";

const history = loadScenario("history");
const planted = (extra: string) =>
  loadScenario(
    `corridor: 1\ntitle: t\nbase: history\nchanges: [{id: planted, lever: transferSeats, from: 2024-01, value: 9${extra}}]\n`,
  );

describe("unsourcedSteps", () => {
  it("lists no step of the recorded history", () => {
    expect(unsourcedSteps(history).map((step) => `${step.id} (line ${step.line}): ${step.source}`)).toEqual([]);
  });

  it.each([
    ["no source", ", magnitude: recorded"],
    ["no magnitude", ', source: "data/timeline.csv 2023-12-21"'],
    ["a table that does not exist", ', magnitude: recorded, source: "data/rumours.csv 2023-12-21"'],
    ["a row that does not exist", ', magnitude: recorded, source: "data/timeline.csv 2023-12-20"'],
    [
      "cells of two rows",
      ', magnitude: recorded, source: "data/cbp_one.csv 2023-05-12 / appointments offered at Nogales"',
    ],
    ["a second citation that is wrong", ', magnitude: recorded, source: "data/timeline.csv 2023-12-21; a newspaper"'],
  ])("lists a planted step with %s", (_, extra) => {
    expect(unsourcedSteps(planted(extra)).map((step) => step.id)).toEqual(["planted"]);
  });

  it("does not list a planted step with a good source", () => {
    expect(unsourcedSteps(planted(', magnitude: recorded, source: "data/timeline.csv 2023-12-21"'))).toEqual([]);
  });
});

describe("history", () => {
  const paths = leverPaths(history, history.window.firstDay, history.window.lastDay);
  const value = (lever: LeverId, date: string, member = 0): number => {
    const path = paths.paths[lever];
    return path.values[path.row[dayOf(date) - paths.firstDay] * path.width + member];
  };
  const venezuela = nationalities.indexOf("Venezuela");

  it("covers October 2018 to September 2024", () => {
    expect(history.window).toMatchObject({ from: "2018-10", to: "2024-09" });
  });

  it("names every step, so that scenarios can remove it", () => {
    expect(history.steps.filter((step) => step.id === undefined)).toEqual([]);
  });

  it("follows the record on its days", () => {
    expect(
      ["2020-03-19", "2020-03-20", "2023-05-11", "2023-05-12"].map((day) => value("expulsionAuthority", day)),
    ).toEqual([0, 1, 1, 0]);
    expect(["2023-03-14", "2023-03-15"].map((day) => value("custodyLimitHours", day))).toEqual([360, 36]);
    expect(["2023-05-12", "2023-06-01", "2023-06-30"].map((day) => value("appointments", day))).toEqual([
      1000, 1250, 1450,
    ]);
    expect(
      ["2023-11-30", "2023-12-01", "2023-12-20", "2023-12-21"].map((day) => value("paymentsSuspended", day)),
    ).toEqual([0, 1, 1, 0]);
    expect(["2023-12-20", "2023-12-21", "2023-12-22"].map((day) => value("deal", day))).toEqual([0, 1, 0]);
    expect(["2022-10-11", "2022-10-12", "2024-01-01"].map((day) => value("acceptance", day, venezuela))).toEqual([
      0, 1, 1,
    ]);
    expect(["2023-05-10", "2023-05-11", "2024-06-05"].map((day) => value("asylumRule", day))).toEqual([0, 0.5, 1]);
  });

  it("announces the Ecuadorian visa two weeks ahead", () => {
    expect(paths.announcements).toContainEqual({
      lever: "visaRequired",
      announcedDay: dayOf("2021-08-20"),
      fromDay: dayOf("2021-09-04"),
      tightens: true,
      untilDay: null,
      withdrawnDay: null,
    });
  });
});
