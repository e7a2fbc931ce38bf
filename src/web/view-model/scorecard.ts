import type { Mode } from "../../analysis/forecast/hindcasts.ts";
import type { BaselineScore } from "../../data/baseline-scores.ts";
import type { Scoreboard } from "../forecast/past.ts";
import { pastModes, pastSeries } from "./past-series.ts";

/** One forecaster's scores of a series; coverages are undefined where they were not recorded. */
export interface Rival {
  /** A mode of the model, or the name of a baseline. */
  readonly name: Mode | string;
  readonly own: boolean;
  readonly wis: number;
  readonly ratio: number;
  readonly coverage50: number | undefined;
  readonly coverage90: number | undefined;
}

/** The name that the table of baselines has for a series; undefined if they were not scored on it. */
function inBaselines(series: number): string | undefined {
  const { name, family } = pastSeries[series];
  if (family === "total") return "all";
  return family === "sector" ? name : undefined;
}

const baselinesOf = ({ baselines }: Scoreboard, series: number, horizon: number | null): BaselineScore[] => {
  const sector = inBaselines(series);
  return baselines.filter((row) => row.sector === sector && row.horizon === horizon);
};

/** The best baseline besides the naive one, and its score over the naive one's. */
export interface BestOther {
  readonly model: string;
  readonly ratio: number;
}

function bestOther(board: Scoreboard, series: number, horizon: number | null): BestOther | undefined {
  const rows = baselinesOf(board, series, horizon);
  const naive = rows.find(({ model }) => model === "naive");
  const [best] = rows.filter(({ model }) => model !== "naive").sort((a, b) => a.wis - b.wis);
  return best && naive && { model: best.model, ratio: best.wis / naive.wis };
}

/** Score of the naive forecast of a series, as the record has it. */
function naiveOf(board: Scoreboard, series: number): number {
  const { wis, ratioToNaive } = board.modes.announced.series[series].overall;
  return wis / ratioToNaive;
}

/**
 * All forecasters of a series, the best first. Baselines were scored on the total and the sectors; on others the naive forecast alone,
 * which the record is held against.
 */
export function rivals(board: Scoreboard, series: number): Rival[] {
  const own = pastModes.map((mode): Rival => {
    const { wis, ratioToNaive: ratio, coverage50, coverage90 } = board.modes[mode].series[series].overall;
    return { name: mode, own: true, wis, ratio, coverage50, coverage90 };
  });
  const rows = baselinesOf(board, series, null);
  const naive = rows.find(({ model }) => model === "naive")?.wis ?? naiveOf(board, series);
  const others =
    rows.length > 0
      ? rows.map(
          ({ model, wis, coverage50, coverage90 }): Rival => ({
            name: model,
            own: false,
            wis,
            ratio: wis / naive,
            coverage50,
            coverage90,
          }),
        )
      : [{ name: "naive", own: false, wis: naive, ratio: 1, coverage50: undefined, coverage90: undefined }];
  return [...own, ...others].sort((a, b) => a.wis - b.wis);
}

/** Scores of a series some months ahead. */
export interface HorizonRow {
  readonly horizon: number;
  readonly forecasts: number;
  readonly wis: number;
  readonly ratio: number;
  readonly coverage50: number;
  readonly coverage90: number;
  /** Undefined where no other was scored. */
  readonly best: BestOther | undefined;
}

export function horizonRows(board: Scoreboard, mode: Mode, series: number): HorizonRow[] {
  return board.modes[mode].series[series].byHorizon.map((score, at) => {
    return {
      horizon: at + 1,
      forecasts: score.forecasts,
      wis: score.wis,
      ratio: score.ratioToNaive,
      coverage50: score.coverage50,
      coverage90: score.coverage90,
      best: bestOther(board, series, at + 1),
    };
  });
}

/** One line of the table of all series. */
export interface SeriesRow extends Omit<HorizonRow, "horizon" | "forecasts"> {
  readonly series: number;
}

export function seriesRows(board: Scoreboard, mode: Mode): SeriesRow[] {
  return pastSeries.map((_, series) => {
    const { wis, ratioToNaive: ratio, coverage50, coverage90 } = board.modes[mode].series[series].overall;
    return {
      series,
      wis,
      ratio,
      coverage50,
      coverage90,
      best: bestOther(board, series, null),
    };
  });
}
