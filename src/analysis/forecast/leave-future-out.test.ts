import { csvFormatRows, csvParseRows } from "d3-dsv";
import { afterEach, describe, expect, it, vi } from "vitest";
import { files } from "../../data/embedded.ts";
import { firstDayOfMonth, monthIndex } from "../../engine/calendar.ts";
import { loadScenario, type ResolvedScenario } from "../../scenario/load.ts";

const origin = monthIndex("2020-01");

/** Every row of a month after the origin with other numbers in it. */
function later(text: string): string {
  const [header, ...rows] = csvParseRows(text);
  const month = header.includes("as_of") ? header.indexOf("as_of") : header.indexOf("month");
  if (month < 0) return text;
  const changed = rows.map((row) =>
    /^\d{4}-\d{2}$/.test(row[month]) && monthIndex(row[month]) > origin
      ? row.map((cell) => (/^\d+$/.test(cell) ? String(3 * Number(cell) + 17) : cell))
      : row,
  );
  return csvFormatRows([header, ...changed]);
}

/** Steps that nobody knew of at the origin, with other values. */
function otherPolicies(history: ResolvedScenario, day: number): ResolvedScenario {
  return {
    ...history,
    steps: history.steps.map((step) =>
      (step.knownDay ?? step.announcedDay) > day && step.value !== undefined
        ? { ...step, value: step.value / 2 }
        : step,
    ),
  };
}

/** All that a fit is given, and a forecast as announced, with the modules that are loaded now. */
async function everything() {
  const { publishedProblem } = await import("../fit/fit.ts");
  const { structuralSeries, upstream } = await import("../fit/observation-model.ts");
  const { flatPaths } = await import("../fit/flat-paths.ts");
  const { defaultParameters } = await import("../../../test/support/parameters.ts");
  const { createSources, hindcasts } = await import("./hindcasts.ts");
  const { predictives } = await import("./distributions.ts");
  const { knownAt } = await import("../../data/as-of.ts");
  const { known, policies } = publishedProblem(origin);
  const latent = flatPaths(known);
  const member = { parameters: defaultParameters, latent };
  const task = { member, from: origin - 1, to: origin, start: "level", ahead: 6 } as const;
  const [before, now] = hindcasts(task, createSources());
  const of = (one: typeof now) => ({ origin: one.origin, ahead: 6, growth: one.growth.announced });
  return {
    fit: { series: structuralSeries(known), upstream: upstream(known), steps: policies.steps, latent },
    before: of(before),
    now: of(now),
    distributions: predictives(of(now), [of(before)], knownAt(origin)),
    happened: now.growth.happened,
  };
}

describe("what came after the origin", () => {
  afterEach(() => {
    vi.doUnmock("../../data/embedded.ts");
    vi.doUnmock("../../scenario/load.ts");
    vi.resetModules();
  });

  it("changes no byte of what a fit is given or of a forecast, neither as figures nor as policies that nobody knew of", async () => {
    const plain = await everything();
    const changed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, later(text)]));
    expect(Object.keys(files).filter((name) => changed[name] !== files[name]).length).toBeGreaterThan(10);
    const history = loadScenario("history");
    const policies = otherPolicies(history, firstDayOfMonth(origin + 1) - 1);
    vi.resetModules();
    vi.doMock("../../data/embedded.ts", () => ({ files: changed }));
    vi.doMock("../../scenario/load.ts", async (original) => ({
      ...(await original<typeof import("../../scenario/load.ts")>()),
      loadScenario: (name: string) => (name === "history" ? policies : loadScenario(name)),
    }));
    const tampered = await everything();
    const { happened: after, ...asAnnounced } = tampered;
    const { happened: before, ...expected } = plain;
    expect(asAnnounced).toEqual(expected);
    expect(after, "other policies change what comes of policies as they happened").not.toEqual(before);
  });
});
