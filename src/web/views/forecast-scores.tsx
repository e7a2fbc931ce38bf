import { monthLabel } from "../../engine/calendar.ts";
import { OriginScores } from "../charts/origin-scores.tsx";
import { Scrolled } from "../charts/scrolled.tsx";
import type { Scoreboard } from "../forecast/past.ts";
import { browse, browsed } from "../state/past-forecasts.ts";
import { policyInWords } from "../view-model/change-words.ts";
import { keyOf } from "../view-model/names.ts";
import { pastSeries } from "../view-model/past-series.ts";
import { type BestOther, horizonRows, type Rival, rivals, seriesRows } from "../view-model/scorecard.ts";
import { monthName, number, percent, word } from "../words.ts";

interface Scores {
  readonly board: Scoreboard;
}

const whole = (value: number): string => number(Math.round(value), 9);
const ratioText = (value: number): string => value.toFixed(2);
const share = (value: number | undefined): string => (value === undefined ? "–" : percent(value));
const bestText = (best: BestOther | undefined): string => (best ? `${ratioText(best.ratio)} ${best.model}` : "–");
const forecasterOf = ({ name, own }: Rival): string => (own ? word(`forecast_corridor_${name}`) : name);

/** Heads of the columns that every table of scores has. */
const scoreKeys = ["forecast_wis", "forecast_over_naive"] as const;
const coverKeys = ["forecast_covers50", "forecast_covers90"] as const;

function Heads({ keys }: { readonly keys: readonly string[] }) {
  return (
    <thead>
      <tr>
        {keys.map((key) => (
          <th key={key} scope="col">
            {word(key)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function scoreFinding({ board }: Scores): string {
  const { mode, series } = browsed.value;
  const { byOrigin, overall } = board.modes[mode].series[series];
  return word(overall.ratioToNaive < 1 ? "forecast_score_better" : "forecast_score_worse", {
    origins: byOrigin.length,
    part: percent(Math.abs(1 - overall.ratioToNaive)),
    covered: percent(overall.coverage90),
  });
}

function RivalTable({ board }: Scores) {
  const { mode, series } = browsed.value;
  return (
    <Scrolled label={word("forecast_against")}>
      <table class="rivals">
        <Heads keys={["forecast_forecaster", ...scoreKeys, ...coverKeys]} />
        <tbody>
          {rivals(board, series).map((rival) => (
            <tr key={rival.name} class={rival.own ? (rival.name === mode ? "own chosen" : "own") : ""}>
              <th scope="row">{forecasterOf(rival)}</th>
              <td>{whole(rival.wis)}</td>
              <td>{ratioText(rival.ratio)}</td>
              <td>{share(rival.coverage50)}</td>
              <td>{share(rival.coverage90)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function HorizonTable({ board }: Scores) {
  const { mode, series } = browsed.value;
  return (
    <Scrolled label={word("forecast_by_horizon")}>
      <table>
        <Heads keys={["forecast_months_ahead", ...scoreKeys, "forecast_best_other", ...coverKeys]} />
        <tbody>
          {horizonRows(board, mode, series).map((row) => (
            <tr key={row.horizon}>
              <th scope="row">{row.horizon}</th>
              <td>{whole(row.wis)}</td>
              <td>{ratioText(row.ratio)}</td>
              <td>{bestText(row.best)}</td>
              <td>{share(row.coverage50)}</td>
              <td>{share(row.coverage90)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

/** How forecasts of the chosen series did, against the baselines and by months ahead. */
export function Scorecard({ board }: Scores) {
  const { mode } = browsed.value;
  const { model, data, policies } = board.madeWith;
  return (
    <aside class="scorecard" aria-label={word("forecast_scorecard")}>
      <h2>{word("forecast_scorecard")}</h2>
      <p class="finding">{scoreFinding({ board })}</p>
      <h3>{word("forecast_against")}</h3>
      <RivalTable board={board} />
      <h3>
        {word("forecast_by_horizon")}, {word(`forecast_mode_${mode}`)}
      </h3>
      <HorizonTable board={board} />
      <p class="note">{word("forecast_score_note")}</p>
      <p class="note">{word("forecast_made_with", { model, data, policies })}</p>
    </aside>
  );
}

/** How each origin scored; which were worst can be seen, and chosen. */
export function Origins({ board }: Scores) {
  const { mode, series, origin } = browsed.value;
  const { byOrigin } = board.modes[mode].series[series];
  const worst = byOrigin.reduce((a, b) => (b.wis > a.wis ? b : a));
  const better = byOrigin.filter(({ wis, naive }) => wis < naive).length;
  const finding = word("forecast_origins_finding", {
    better,
    origins: byOrigin.length,
    month: monthName(monthLabel(worst.origin)),
  });
  return (
    <article class="chart">
      <h3>{word("forecast_origins")}</h3>
      <p class="finding">{finding}</p>
      <OriginScores
        scores={byOrigin}
        chosen={origin}
        label={`${word("forecast_origins")}. ${finding}`}
        choose={(next) => browse({ origin: next })}
      />
      <p class="note">{word("forecast_origins_note")}</p>
      <details class="numbers">
        <summary>{word("table")}</summary>
        <Scrolled label={word("forecast_origins")}>
          <table>
            <Heads keys={["forecast_origin_month", "forecast_wis", "forecast_naive"]} />
            <tbody>
              {byOrigin.map((one) => (
                <tr key={one.origin}>
                  <th scope="row">{monthName(monthLabel(one.origin))}</th>
                  <td>{whole(one.wis)}</td>
                  <td>{whole(one.naive)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      </details>
    </article>
  );
}

const signed = (value: number): string => (value > 0 ? `+${number(value, 2)}` : number(value, 2));

/** The origins whose forecasts of the total missed most, and what had not been announced by then. */
export function WorstOrigins({ board }: Scores) {
  const { mode } = browsed.value;
  const { worst, news } = board.modes[mode];
  return (
    <section class="worst">
      <h2>{word("forecast_worst")}</h2>
      <p class="note">{word("forecast_worst_note")}</p>
      <ol>
        {worst.map((one, i) => {
          const month = monthName(monthLabel(one.origin));
          const nationalities = one.nationalities
            .map(({ name, error }) => `${word(`nationality_${keyOf(name)}`)} ${signed(error)}`)
            .join(", ");
          return (
            <li key={one.origin}>
              <button type="button" class="plain" onClick={() => browse({ origin: one.origin, series: 0 })}>
                {month}
              </button>
              {": "}
              {word("forecast_worst_line", {
                wis: whole(one.wis),
                naive: whole(one.naive),
                horizon: one.horizon,
                error: signed(one.error),
                nationalities,
              })}
              {mode === "announced" && news[i].length > 0 && (
                <details>
                  <summary>{word("forecast_not_announced", { count: news[i].length })}</summary>
                  <ul>
                    {[...new Set(news[i].map(policyInWords))].map((policy) => (
                      <li key={policy}>{policy}</li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Scores of every series in the chosen mode. */
export function AllSeries({ board }: Scores) {
  const { mode } = browsed.value;
  return (
    <section>
      <h2>
        {word("forecast_all_series")}, {word(`forecast_mode_${mode}`)}
      </h2>
      <Scrolled label={word("forecast_all_series")}>
        <table class="all-series">
          <Heads keys={["forecast_series", ...scoreKeys, "forecast_best_other", ...coverKeys]} />
          <tbody>
            {seriesRows(board, mode).map((row) => {
              const { id, label } = pastSeries[row.series];
              return (
                <tr key={id} class={row.series === browsed.value.series ? "chosen" : ""}>
                  <th scope="row">
                    <button type="button" class="plain" onClick={() => browse({ series: row.series })}>
                      {word(label)}
                    </button>
                  </th>
                  <td>{whole(row.wis)}</td>
                  <td class={row.ratio > 1 ? "lost" : ""}>{ratioText(row.ratio)}</td>
                  <td>{bestText(row.best)}</td>
                  <td>{share(row.coverage50)}</td>
                  <td>{share(row.coverage90)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
