import { describe, expect, it } from "vitest";
import { scoresOfRecord } from "../../src/analysis/forecast/scoreboard.ts";
import { shippedForecasts } from "../../src/analysis/forecast/shipped.ts";
import { quantileLevels, weightedIntervalScore } from "../../src/analysis/scores.ts";
import { scoresJson } from "../../src/cli/score-report.ts";
import { sectors } from "../../src/model/geography.ts";
import { pastForecast, published, scoreboard } from "../../src/web/forecast/past.ts";
import { firstOrigin, pastModes, pastSeries } from "../../src/web/view-model/past-series.ts";
import { horizonRows, rivals, seriesRows } from "../../src/web/view-model/scorecard.ts";

interface Line {
  readonly wis: number;
  readonly ratio_to_naive: number;
  readonly coverage50: number;
  readonly coverage90: number;
}

/** The fields that these tests read of what `corridor score --json` prints. */
interface Printed {
  readonly total: Record<string, Line>;
  readonly total_by_horizon: Record<string, Line[]>;
  readonly by_sector: Record<string, Record<string, Line>>;
  readonly other_series: Record<string, Record<string, Line>>;
  readonly baselines: readonly { model: string; wis: number; coverage50: number; coverage90: number }[];
  readonly worst_origins: Record<string, readonly { wis: number; not_announced: readonly string[] }[]>;
}

const rolling = shippedForecasts();
const printed = scoresJson(rolling, scoresOfRecord(rolling.record)) as unknown as Printed;
const board = scoreboard();
const digits = (value: number): number => Number(value.toPrecision(6));

interface Row {
  readonly wis: number;
  readonly ratio: number;
  readonly coverage50: number | undefined;
  readonly coverage90: number | undefined;
}
const asPrinted = ({ wis, ratio, coverage50, coverage90 }: Row): Line => ({
  wis: digits(wis),
  ratio_to_naive: digits(ratio),
  coverage50: digits(coverage50!),
  coverage90: digits(coverage90!),
});
const line = ({ wis, ratio_to_naive, coverage50, coverage90 }: Line): Line => ({
  wis,
  ratio_to_naive,
  coverage50,
  coverage90,
});

describe.each(pastModes)("the scorecard, policies %s, beside corridor score --json", (mode) => {
  const rows = seriesRows(board, mode).map(asPrinted);

  it("has the same total, sectors and other series", () => {
    const others = pastSeries.filter(({ family }) => family !== "total" && family !== "sector");
    expect(rows).toEqual([
      line(printed.total[mode]),
      ...sectors.map((sector) => line(printed.by_sector[mode][sector])),
      ...others.map(({ name }) => line(printed.other_series[mode][name])),
    ]);
  });

  it("has the same scores by months ahead", () => {
    expect(horizonRows(board, mode, 0).map(asPrinted)).toEqual(printed.total_by_horizon[mode].map(line));
  });

  it("has the same worst origins, with what had not been announced", () => {
    const { worst, news } = board.modes[mode];
    const expected = printed.worst_origins[mode];
    expect(worst.map(({ wis }) => digits(wis))).toEqual(expected.map(({ wis }) => wis));
    if (mode === "announced")
      expect(news.map((steps) => steps.map(({ id }) => id))).toEqual(
        expected.map(({ not_announced }) => not_announced),
      );
  });

  it("has forecasts whose scores are those of the board", () => {
    const series = pastForecast(firstOrigin, mode);
    expect(series).toHaveLength(pastSeries.length);
    const figures = published();
    series.forEach((months, k) => {
      const { firstMonth, values } = figures[k];
      const scores = months.flatMap((quantiles, h) => {
        const observed = values[firstOrigin + 1 + h - firstMonth];
        return Number.isFinite(observed) ? [weightedIntervalScore({ quantiles, observed })] : [];
      });
      expect(months[0]).toHaveLength(quantileLevels.length);
      const mean = scores.reduce((sum, x) => sum + x, 0) / scores.length;
      expect(mean).toBeCloseTo(board.modes[mode].series[k].byOrigin[0].wis, 6);
    });
  });
});

describe("the forecasters of a series", () => {
  it("are both modes and all baselines where these were scored, the best first", () => {
    const all = rivals(board, 0);
    const baselines = all.filter(({ own }) => !own);
    expect(
      baselines.map(({ name, wis, coverage50, coverage90 }) => ({ model: name, wis, coverage50, coverage90 })),
    ).toEqual(
      [...printed.baselines]
        .sort((a, b) => a.wis - b.wis)
        .map(({ model, wis, coverage50, coverage90 }) => ({
          model,
          wis,
          coverage50,
          coverage90,
        })),
    );
    expect(all.map(({ wis }) => wis)).toEqual(all.map(({ wis }) => wis).sort((a, b) => a - b));
    expect(all).toHaveLength(7);
  });

  it("are both modes and the naive forecast elsewhere", () => {
    const names = rivals(
      board,
      pastSeries.findIndex(({ name }) => name === "Venezuela"),
    ).map(({ name }) => name);
    expect(names.sort()).toEqual(["announced", "happened", "naive"]);
  });
});

it("refuses an origin that the record does not have", () => {
  expect(() => pastForecast(1000, "announced")).toThrow(RangeError);
});
