import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Fan } from "../charts/fan.tsx";
import { Numbers } from "../charts/numbers.tsx";
import { drawsWanted, failure } from "../state/engines.ts";
import { answered, central, draws, follow, opening } from "../state/results.ts";
import { brokenLink, isChanged, isOlderLink, scenario } from "../state/workspace.ts";
import { shareAbove, type Total } from "../view-model/bands.ts";
import {
  byCity,
  byNationality,
  bySector,
  deaths,
  deathsAtBorder,
  encounters,
  type Indicator,
  others,
  strip,
} from "../view-model/indicators.ts";
import { signedCount, unitBeside } from "../view-model/sentence.ts";
import { monthName, number, percent, word } from "../words.ts";
import { CountedDeaths, UncountedDeaths } from "./counted-deaths.tsx";
import { findingOf, marksOf, monthsOf, numbersOf, useObserved, yearsOfWindow } from "./drawn.ts";
import { useCalmly, useInView } from "./in-view.ts";
import { Levers } from "./levers.tsx";
import { MapOfCorridor } from "./map.tsx";
import { Pictures } from "./pictures.tsx";
import { Policies } from "./policies.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { type ShelterPlaces, useShelterPlaces } from "./shelter.ts";
import { Toolbar } from "./toolbar.tsx";
import { Trouble } from "./trouble.tsx";

/** An 80% interval in words, once it is known. */
const intervalWords = ({ low, high }: Total, say: (value: number) => string): string =>
  low === undefined || high === undefined ? "" : `80%: ${say(low)} … ${say(high)}`;

/** The scenario over the window with its interval, or with what it changes and the interval of that. */
function StripNumber({ label, indicator }: { readonly label: string; readonly indicator: Indicator }) {
  const { total, change } = numbersOf(indicator);
  return (
    <a class={`number ${indicator.harm ? "harm" : ""}`} href={`#chart-${indicator.id}`} onClick={goTo(indicator.id)}>
      <span class="label">{word(label)}</span>
      <span>
        <span class="value">{number(total.middle)}</span>{" "}
        <span class="unit">{unitBeside(word(label), word(indicator.unit))}</span>
      </span>
      <span class="change">{isChanged.value ? signedCount(change.middle) : ""}</span>
      <span class="interval">
        {isChanged.value ? intervalWords(change, signedCount) : intervalWords(total, number)}
      </span>
    </a>
  );
}

const goTo = (id: string) => (event: Event) => {
  event.preventDefault();
  document.getElementById(`chart-${id}`)?.scrollIntoView({ block: "start" });
};

interface ChartProps {
  readonly indicator: Indicator;
  readonly size: "large" | "medium" | "small";
  /** What a stock may fill, month by month. */
  readonly limit?: Float64Array | undefined;
}

export function Chart({ indicator, size, limit }: ChartProps) {
  const dots = useObserved(indicator);
  const place = useRef<HTMLElement>(null);
  const rows = useCalmly(
    useComputed(() => numbersOf(indicator)),
    answered,
    useInView(place),
  ).value;
  const months = monthsOf();
  const name = word(indicator.name);
  const sentence = findingOf(indicator, rows);
  const marks = size === "small" ? [] : marksOf();
  return (
    <article ref={place} class={`chart ${size}`} id={`chart-${indicator.id}`}>
      <h3>{name}</h3>
      {size !== "small" && <p class="finding">{sentence}</p>}
      <Fan
        months={months}
        base={rows.base}
        {...(isChanged.value && { scenario: rows.scenario, changes: rows.difference })}
        name={name}
        observed={dots.value}
        limit={limit}
        harm={indicator.harm}
        marks={marks}
        numbered={size === "large"}
        height={size === "large" ? 300 : size === "medium" ? 190 : 130}
        label={`${name}. ${sentence}`}
      />
      {size === "large" && isChanged.value && (
        <Fan
          months={months}
          difference={rows.difference}
          name={`${word("difference")}: ${name}`}
          marks={marks}
          harm={indicator.harm}
          height={150}
          label={`${word("difference")}: ${name}. ${sentence}`}
        />
      )}
      {size === "large" && <Policies marks={marks} />}
      {indicator === deaths && <UncountedDeaths />}
      {indicator === deathsAtBorder && <CountedDeaths observed={dots.value} rows={rows} />}
      {size !== "small" && (
        <div class="take">
          <Numbers
            rows={rows}
            months={months}
            byYear={{ kind: indicator.kind, totals: () => yearsOfWindow(indicator) }}
          />
          <Pictures name={name} file={indicator.id} said={[sentence]} />
        </div>
      )}
    </article>
  );
}

function Group({ title, indicators }: { readonly title: string; readonly indicators: readonly Indicator[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <div class="multiples">
        {indicators.map((indicator) => (
          <Chart key={indicator.id} indicator={indicator} size="small" />
        ))}
      </div>
    </section>
  );
}

/** How likely people wait without a place in a shelter, in the month when it is likeliest; nothing where places are not known. */
function Overflow({ indicator, places }: { readonly indicator: Indicator; readonly places: Float64Array }) {
  const share = useComputed(() => {
    const { linked, outcomes } = draws.value;
    const own = linked === scenario.value ? outcomes.map((one) => one.scenario) : [];
    return shareAbove(indicator, own, places);
  }).value;
  const most = share && Math.max(...share.filter(Number.isFinite), -1);
  if (share === undefined || most === undefined || most < 0) return undefined;
  if (most === 0) return <p class="overflow">{word("city_no_overflow")}</p>;
  // a month is named only if it stands out
  const months = share.filter((one) => one === most).length;
  const month = monthName(monthsOf()[share.indexOf(most)]);
  const key = months === 1 ? "city_overflow" : "city_overflow_months";
  return <p class="overflow">{word(key, { share: percent(most), month, months, all: share.length })}</p>;
}

/** People waiting by city, against the places in its shelters. */
function Cities({ shelterPlaces }: { readonly shelterPlaces: ShelterPlaces }) {
  const places = shelterPlaces.value;
  return (
    <section>
      <h2>{word("series_waiting")}</h2>
      <p class="note">{word("city_note")}</p>
      <div class="multiples">
        {byCity.map((indicator, k) => {
          const own = places?.filter((_, i) => i % byCity.length === k);
          const known = own?.some((count) => count > 0) ? own : undefined;
          return (
            <div key={indicator.id}>
              <Chart indicator={indicator} size="small" limit={known} />
              {known && <Overflow indicator={indicator} places={known} />}
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** What the engine has answered: six numbers that stay in view, charts and the map. */
function Answers() {
  const shelterPlaces = useShelterPlaces();
  const { linked, outcomes } = draws.value;
  const done = linked === scenario.value ? outcomes.length : 0;
  return (
    <>
      <nav class="strip" aria-label={word("scenario")}>
        {strip.map((one) => (
          <StripNumber key={one.label} {...one} />
        ))}
      </nav>
      <p class={done < drawsWanted ? "progress" : "progress done"} aria-live="polite">
        {word(done < drawsWanted ? "simulator_progress" : "simulator_done", { done, total: drawsWanted })}
      </p>
      <h2 class="unseen">{word("what_happens")}</h2>
      <Chart indicator={encounters} size="large" />
      <MapOfCorridor shelterPlaces={shelterPlaces} />
      <div class="pairs">
        {others.map((indicator) => (
          <Chart key={indicator.id} indicator={indicator} size="medium" />
        ))}
      </div>
      <Group title={word("series_usbpBySector")} indicators={bySector} />
      <Group title={word("what_encounters_by_nationality")} indicators={byNationality} />
      <Cities shelterPlaces={shelterPlaces} />
    </>
  );
}

/** The page on which everything answers to levers. */
export function SimulatorPage() {
  useEffect(follow, []);
  const ready = opening.value !== undefined && central.value !== undefined;
  return (
    <main id="content" class="simulator" tabIndex={-1}>
      <h1 class="unseen">{word("nav_simulator")}</h1>
      <Levers />
      <div class="answers">
        <Toolbar />
        {brokenLink.value !== "" && (
          <p class="problem" role="alert">
            {word("error_link", { reason: brokenLink.value })}
          </p>
        )}
        {isOlderLink.value && (
          <p class="notice" role="status">
            {word("older_link")}
          </p>
        )}
        <Trouble />
        {ready && <Answers />}
        {!ready && failure.value === "" && <p class="progress">{word("loading")}</p>}
      </div>
      {ready && <PrintSheet />}
    </main>
  );
}
