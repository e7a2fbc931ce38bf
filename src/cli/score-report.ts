import { type Mode, modes } from "../analysis/forecast/hindcasts.ts";
import type { Rolling } from "../analysis/forecast/record.ts";
import { eras } from "../analysis/forecast/rolling.ts";
import { type ModeScores, type Scores, type TargetScore, unannounced } from "../analysis/forecast/scoreboard.ts";
import { type BaselineScore, baseline, sectorMean } from "../data/baseline-scores.ts";
import { baselineModels } from "../data/schemas.ts";
import { monthLabel } from "../engine/calendar.ts";
import { sectors } from "../model/geography.ts";
import { about, compact, compactSigned, exact, percent } from "./numbers.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "./terminal.ts";

const modeNames: Readonly<Record<Mode, string>> = { announced: "as announced", happened: "as they happened" };

const right = (head: string): TableColumn => ({ head, align: "right" });
const ratio = (value: number): string => value.toFixed(2);
const corridorRow = (mode: Mode): string => paint("bold", `Corridor, ${modeNames[mode]}`);

function totalTable(scores: Scores): string {
  const naive = baseline("naive", "all", null)?.wis ?? Number.NaN;
  const line = (name: string, score: TargetScore, meanSector: number): string[] => [
    name,
    exact(Math.round(score.wis)),
    ratio(score.wis / naive),
    percent(score.coverage50),
    percent(score.coverage90),
    exact(Math.round(meanSector)),
    ratio(meanSector / sectorMean("naive")),
  ];
  const rows = [
    ...modes.map((mode) => line(corridorRow(mode), scores[mode].total, scores[mode].sectors.wis)),
    ...baselineModels.map((model) => {
      const row = baseline(model, "all", null);
      return [
        model,
        exact(Math.round(row?.wis ?? Number.NaN)),
        ratio((row?.wis ?? Number.NaN) / naive),
        percent(row?.coverage50 ?? Number.NaN),
        percent(row?.coverage90 ?? Number.NaN),
        exact(Math.round(sectorMean(model))),
        ratio(sectorMean(model) / sectorMean("naive")),
      ];
    }),
  ];
  return table(
    [
      { head: "Forecaster" },
      right("WIS,\ntotal"),
      right("over\nnaive"),
      right("50%\ncovers"),
      right("90%\ncovers"),
      right("WIS, mean\nof sectors"),
      right("over\nnaive"),
    ],
    rows,
  );
}

function horizonTable(scores: Scores): string {
  const horizons = scores.happened.totalByHorizon.map((_, at) => at + 1);
  const wis = (value: number): string => compact(value);
  return table(
    [{ head: "WIS of the total, months ahead" }, ...horizons.map((horizon) => right(`${horizon}`))],
    [
      ...modes.flatMap((mode) => [
        [corridorRow(mode), ...scores[mode].totalByHorizon.map((score) => wis(score.wis))],
        ["  over naive", ...scores[mode].totalByHorizon.map((score) => ratio(score.ratioToNaive))],
        [
          "  p, equal to naive",
          ...scores[mode].tests.map(({ pValue }) => (pValue < 0.01 ? "<0.01" : about(pValue, 2))),
        ],
      ]),
      ...baselineModels.map((model) => [
        model,
        ...horizons.map((horizon) => wis(baseline(model, "all", horizon)?.wis ?? Number.NaN)),
      ]),
    ],
  );
}

function sectorTable(scores: Scores): string {
  return table(
    [
      { head: "Sector" },
      ...modes.flatMap((mode) => [right(`WIS,\n${mode}`), right("over\nnaive"), right("90%\ncovers")]),
      right("naive"),
      right("best\nother"),
    ],
    sectors.map((sector, s) => {
      const others = baselineModels.filter((model) => model !== "naive");
      const best = Math.min(...others.map((model) => baseline(model, sector, null)?.wis ?? Number.NaN));
      const cells = modes.flatMap((mode) => {
        const score = scores[mode].bySector[s];
        return [exact(Math.round(score.wis)), ratio(score.ratioToNaive), percent(score.coverage90)];
      });
      return [
        sector,
        ...cells,
        exact(Math.round(baseline("naive", sector, null)?.wis ?? Number.NaN)),
        exact(Math.round(best)),
      ];
    }),
  );
}

function othersTable(scores: Scores): string {
  return table(
    [{ head: "Other series" }, ...modes.flatMap((mode) => [right(`WIS over naive,\n${mode}`), right("90%\ncovers")])],
    scores.happened.others.map(({ target }, i) => [
      target,
      ...modes.flatMap((mode) => {
        const score = scores[mode].others[i];
        return [ratio(score.ratioToNaive), percent(score.coverage90)];
      }),
    ]),
  );
}

function pitLine(mode: Mode, { pit }: ModeScores): string {
  const shares = pit.map((share) => percent(share)).join(" ");
  return `${modeNames[mode]}: ${shares}`;
}

function worstLines(mode: Mode, { worst }: ModeScores): string[] {
  return worst.map((one) => {
    const parts = one.nationalities.map(({ name, error }) => `${name} ${compactSigned(error)}`).join(", ");
    const policies = mode === "announced" ? unannounced(one).map(({ id }) => id) : [];
    const shown = policies.slice(0, 4).join(", ") + (policies.length > 4 ? ` and ${policies.length - 4} more` : "");
    const news = policies.length === 0 ? "" : `; not announced by then: ${shown}`;
    return wrap(
      `${monthLabel(one.origin)}: WIS ${compact(one.wis)} (naive ${compact(one.naive)}); ${one.horizon} months ahead ${compactSigned(one.error)} (${parts})${news}`,
      terminalWidth() - 2,
      "  ",
    );
  });
}

const honesty =
  "Pseudo-out-of-sample: no forecast reads a figure published after its origin, and parameters were fitted each September to the figures so far; but the " +
  "processes, the priors and the record of policies were written by people who know what came later, and four constants of the forecasts were chosen while " +
  "looking at these scores. Errors to learn from before September 2020 use the parameters of that month.";

/** What a person reads. */
export function scoreText(rolling: Rolling, scores: Scores): string {
  const { members, steps, seed } = rolling.settings;
  const { total } = scores.happened;
  const intro = `${total.forecasts} forecasts of each series from 48 origins, September 2020 to August 2024, one to six months ahead. WIS: weighted interval score in encounters, mean over 23 quantiles of twice the pinball loss; lower is better. Naive: the last month goes on; snaive: the same month of last year; ets, arima and theta: time series models of the R package forecast.`;
  const made = `Model version ${rolling.stamp.model}, figures ${rolling.stamp.data}, policies ${rolling.stamp.policies}, seed ${seed}; ${eras.length - 1} fits of ${steps} steps, each with a central member and ${members} around it.`;
  return [
    paint("bold", "Scoreboard"),
    wrap(intro, terminalWidth()),
    totalTable(scores),
    horizonTable(scores),
    wrap(
      "p: Diebold and Mariano's test of equal accuracy with the naive forecast, corrected for small samples, two-sided.",
      terminalWidth(),
    ),
    sectorTable(scores),
    othersTable(scores),
    [
      paint("bold", "What came, by tenths of the forecast of the total (10% each if calibrated)"),
      ...modes.map((mode) => pitLine(mode, scores[mode])),
    ].join("\n"),
    ...modes.map((mode) =>
      [paint("bold", `Worst origins, policies ${modeNames[mode]}`), ...worstLines(mode, scores[mode])].join("\n"),
    ),
    wrap(honesty, terminalWidth()),
    wrap(made, terminalWidth()),
  ].join("\n\n");
}

const digits = (value: number): number => Number(value.toPrecision(6));

function scoreJson({
  forecasts,
  wis,
  ratioToNaive,
  absoluteError,
  absoluteLogError,
  coverage50,
  coverage90,
}: TargetScore) {
  return {
    wis: digits(wis),
    ratio_to_naive: digits(ratioToNaive),
    coverage50: digits(coverage50),
    coverage90: digits(coverage90),
    absolute_error: digits(absoluteError),
    absolute_log_error: digits(absoluteLogError),
    forecasts,
  };
}

/** Everything, for programs. `sectors` holds means over the nine. */
export function scoresJson(rolling: Rolling, scores: Scores): Record<string, unknown> {
  const each = <Value>(of: (scores: ModeScores, mode: Mode) => Value) =>
    Object.fromEntries(modes.map((mode) => [mode, of(scores[mode], mode)]));
  return {
    total: each(({ total }) => scoreJson(total)),
    sectors: each(({ sectors: all }) => scoreJson(all)),
    total_by_horizon: each(({ totalByHorizon }) => totalByHorizon.map(scoreJson)),
    by_sector: each(({ bySector }) => Object.fromEntries(bySector.map((one) => [one.sector, scoreJson(one)]))),
    other_series: each(({ others }) => Object.fromEntries(others.map((one) => [one.target, scoreJson(one)]))),
    equal_to_naive: each(({ tests }) =>
      tests.map(({ meanDifference, statistic, pValue, weights }) => ({
        mean_difference: digits(meanDifference),
        statistic: digits(statistic),
        p: digits(pValue),
        weights,
      })),
    ),
    pit: each(({ pit }) => pit.map(digits)),
    worst_origins: each(({ worst }, mode) =>
      worst.map((one) => ({
        ...one,
        origin: monthLabel(one.origin),
        wis: digits(one.wis),
        naive: digits(one.naive),
        error: digits(one.error),
        nationalities: one.nationalities.map(({ name, error }) => ({ name, error: digits(error) })),
        not_announced: mode === "announced" ? unannounced(one).map(({ id }) => id) : [],
      })),
    ),
    baselines: baselineModels.map((model) => {
      const { wis, coverage50, coverage90 } = baseline(model, "all", null) as BaselineScore;
      return { model, wis, coverage50, coverage90, mean_sector_wis: digits(sectorMean(model)) };
    }),
    made_with: { ...rolling.stamp, ...rolling.settings },
    note: honesty,
  };
}
