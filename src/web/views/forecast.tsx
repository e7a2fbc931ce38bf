import { useEffect } from "preact/hooks";
import { monthLabel } from "../../engine/calendar.ts";
import { modelVersion } from "../../model/version.ts";
import { PastFanChart } from "../charts/past-fan.tsx";
import { address } from "../state/address.ts";
import {
  board,
  browse,
  browsed,
  followForecasts,
  forecast,
  problem,
  publishedFigures,
} from "../state/past-forecasts.ts";
import "../styles/forecast.css";
import { Scrolled } from "../charts/scrolled.tsx";
import { pastForecastCsv, scoresCsv } from "../view-model/past-csv.ts";
import { axisOf, type FanMonth, lastCome, type PastFan, pastFan, placeOf } from "../view-model/past-fan.ts";
import {
  firstOrigin,
  lastOrigin,
  lastTarget,
  type PastSeries,
  pastModes,
  pastSeries,
  strayedIn,
} from "../view-model/past-series.ts";
import { monthEnd, monthName, number, word } from "../words.ts";
import { CsvFiles } from "./csv-files.tsx";
import { AllSeries, Origins, Scorecard, WorstOrigins } from "./forecast-scores.tsx";
import { Pictures } from "./pictures.tsx";
import { Strayed } from "./strayed.tsx";

/** The name of a series where it stands alone. */
export const nameOf = ({ family, label }: PastSeries): string =>
  family === "sector" || family === "nationality" ? `${word("series_usbp")}, ${word(label)}` : word(label);

const families = ["total", "ports", "interceptions", "sector", "nationality"] as const;

function SeriesChoice() {
  return (
    <label>
      {word("forecast_series")}
      <select
        value={pastSeries[browsed.value.series].id}
        onChange={({ currentTarget }) =>
          browse({ series: pastSeries.findIndex(({ id }) => id === currentTarget.value) })
        }
      >
        {families.map((family) => (
          <optgroup key={family} label={word(`forecast_family_${family}`)}>
            {pastSeries
              .filter((series) => series.family === family)
              .map(({ id, label }) => (
                <option key={id} value={id}>
                  {word(label)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function OriginChoice() {
  const { origin } = browsed.value;
  const month = monthName(monthLabel(origin));
  const go = (to: number): void => browse({ origin: Math.min(Math.max(to, firstOrigin), lastOrigin) });
  return (
    <div class="origin-choice">
      <label for="forecast-origin">
        {word("forecast_origin")} <output for="forecast-origin">{month}</output>
      </label>
      <div>
        <button
          type="button"
          aria-label={word("forecast_earlier")}
          disabled={origin <= firstOrigin}
          onClick={() => go(origin - 1)}
        >
          ‹
        </button>
        <input
          id="forecast-origin"
          type="range"
          min={firstOrigin}
          max={lastOrigin}
          step={1}
          value={origin}
          aria-valuetext={month}
          onInput={(event) => go(Number(event.currentTarget.value))}
        />
        <button
          type="button"
          aria-label={word("forecast_later")}
          disabled={origin >= lastOrigin}
          onClick={() => go(origin + 1)}
        >
          ›
        </button>
      </div>
    </div>
  );
}

function ModeChoice() {
  return (
    <fieldset>
      <legend>{word("forecast_mode")}</legend>
      {pastModes.map((mode) => (
        <label key={mode}>
          <input
            type="radio"
            name="forecast-mode"
            checked={browsed.value.mode === mode}
            onChange={() => browse({ mode })}
          />
          {word(`forecast_mode_${mode}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** What was forecast, what came, and where that lay. */
function findingOf(shown: PastFan): string {
  const last = lastCome(shown);
  if (!last) return word("forecast_nothing_came");
  const { month, came } = last;
  return word("forecast_finding", {
    month: monthName(shown.months[month.at]),
    came: number(came),
    middle: number(month.middle, 2),
    low: number(month.low80, 2),
    high: number(month.high80, 2),
    place: word(`forecast_place_${placeOf(came, month)}`),
  });
}

const interval = (low: number, high: number): string => `${number(low)} – ${number(high)}`;

function Numbers({ shown }: { readonly shown: PastFan }) {
  const row = (one: FanMonth) => (
    <tr key={one.at}>
      <th scope="row">{monthName(shown.months[one.at])}</th>
      <td>{number(one.middle)}</td>
      <td>{interval(one.low50, one.high50)}</td>
      <td>{interval(one.low80, one.high80)}</td>
      <td>{interval(one.low90, one.high90)}</td>
      <td>{Number.isFinite(shown.observed[one.at]) ? number(shown.observed[one.at], 6) : "–"}</td>
    </tr>
  );
  return (
    <details class="numbers">
      <summary>{word("table")}</summary>
      <Scrolled label={word("table")}>
        <table>
          <thead>
            <tr>
              {["month", "forecast_median", "band50", "band80", "forecast_band90", "forecast_what_came"].map((key) => (
                <th key={key} scope="col">
                  {word(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{shown.fan.filter(({ at }) => at > shown.originAt).map(row)}</tbody>
        </table>
      </Scrolled>
    </details>
  );
}

function Chosen() {
  const { origin, mode, series } = forecast.value!;
  const chosen = browsed.value.series;
  const shown = pastFan(origin, series[chosen], publishedFigures.value![chosen]);
  const finding = findingOf(shown);
  const name = nameOf(pastSeries[chosen]);
  const made = `${word("forecast_made", { date: monthEnd(monthLabel(origin)) })} ${word(`forecast_mode_${mode}_long`)}`;
  return (
    <article class="chart" id="forecast-chart">
      <h2>{name}</h2>
      <p class="made">{made}</p>
      <p class="finding" aria-live="polite">
        {finding}
      </p>
      <PastFanChart shown={shown} height={320} label={`${name}. ${finding}`} />
      {axisOf(shown).cut && (
        <p class="note">
          {word("forecast_cut", { high: number(Math.max(...shown.fan.map(({ high90 }) => high90)), 2) })}
        </p>
      )}
      <div class="take">
        <Numbers shown={shown} />
        <Pictures
          name={name}
          file={`forecast-${monthLabel(origin)}-${pastSeries[chosen].id}`}
          said={[made, finding]}
          note={word("forecast_picture_note", { version: modelVersion })}
        />
      </div>
    </article>
  );
}

function Others() {
  const { origin, series } = forecast.value!;
  return (
    <section>
      <h2>{word("forecast_others", { date: monthEnd(monthLabel(origin)) })}</h2>
      <div class="families">
        {families.map((family) => (
          <section key={family} class={`family ${family}`} aria-label={word(`forecast_family_${family}`)}>
            <h3>{word(`forecast_family_${family}`)}</h3>
            <div class="multiples">
              {pastSeries.map((one, k) => {
                if (one.family !== family) return undefined;
                const shown = pastFan(origin, series[k], publishedFigures.value![k]);
                return (
                  <article key={one.id} class="chart small">
                    <h4>
                      <button type="button" class="plain" onClick={() => show(k)}>
                        {word(one.label)}
                      </button>
                    </h4>
                    <PastFanChart shown={shown} height={120} label={`${nameOf(one)}. ${findingOf(shown)}`} small />
                  </article>
                );
              })}
            </div>
          </section>
        ))}
      </div>
    </section>
  );
}

function show(series: number): void {
  browse({ series });
  document.getElementById("forecast-chart")?.scrollIntoView({ block: "start" });
}

/** Forecasts of the chosen date and all scores as files. */
function Files() {
  const { origin, mode, series } = forecast.value!;
  return (
    <CsvFiles
      ready={board.value !== undefined}
      files={[
        {
          key: "forecast_csv",
          name: `forecast-${monthLabel(origin)}-${mode}.csv`,
          write: () => pastForecastCsv(origin, mode, series, publishedFigures.value!),
        },
        { key: "forecast_csv_scores", name: "forecast-scores.csv", write: () => scoresCsv(board.value!) },
      ]}
    />
  );
}

/** Forecasts as they would have been made, what came, and how they scored. */
export function ForecastPage() {
  useEffect(followForecasts, []);
  const ready = forecast.value !== undefined && publishedFigures.value !== undefined;
  return (
    <main id="content" class="forecast" tabIndex={-1}>
      <h1>{word("forecast_title")}</h1>
      <p class="lede">{word("forecast_intro")}</p>
      <p class="caution">{word("forecast_honesty")}</p>
      {problem.value !== "" && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <Strayed part={strayedIn(address.value.shows)} />
      <div class="choices">
        <SeriesChoice />
        <OriginChoice />
        <ModeChoice />
      </div>
      {ready ? (
        <>
          <div class="beside">
            <div>
              <Chosen />
              {board.value && <Origins board={board.value} />}
            </div>
            {board.value ? <Scorecard board={board.value} /> : <p class="progress">{word("forecast_scoring")}</p>}
          </div>
          {board.value && (
            <div class="pair">
              <WorstOrigins board={board.value} />
              <AllSeries board={board.value} />
            </div>
          )}
          <Others />
          <Files />
          <section class="limits">
            <h2>{word("forecast_limits")}</h2>
            <p>{word("forecast_waiting")}</p>
            <p>
              <code>corridor forecast --origin {monthLabel(browsed.value.origin)}</code>
            </p>
            <p>{word("forecast_parts")}</p>
            <p>{word("forecast_last_target", { month: monthName(monthLabel(lastTarget)) })}</p>
          </section>
        </>
      ) : (
        <p class="progress">{word("loading")}</p>
      )}
    </main>
  );
}
