import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { ComparedLines } from "../charts/compared-lines.tsx";
import { Differences } from "../charts/differences.tsx";
import { hashOf } from "../state/address.ts";
import {
  type Answer,
  addCurrent,
  addExample,
  addPasted,
  answer,
  exampleOf,
  failure,
  followComparison,
  holdAgainst,
  leftOut,
  olderLinks,
  remove,
  setWindow,
  side,
  understood,
  windows,
} from "../state/comparison.ts";
import { drawsWanted } from "../state/engines.ts";
import { examples } from "../state/examples.ts";
import { scenario } from "../state/workspace.ts";
import "../styles/compare.css";
import { linkOf } from "../../scenario/link.ts";
import { Scrolled } from "../charts/scrolled.tsx";
import type { Policy } from "../simulation/simulator.ts";
import { changeInWords, policyInWords } from "../view-model/change-words.ts";
import { doesOf, letters, mostScenarios } from "../view-model/compare-address.ts";
import { type ComparisonShown, comparedMonthsCsv, comparisonCsv } from "../view-model/compare-csv.ts";
import { chanceText, changeSentence } from "../view-model/compare-sentence.ts";
import { type Compared, comparison } from "../view-model/comparison.ts";
import { encounters, type Indicator, others } from "../view-model/indicators.ts";
import { keyOf } from "../view-model/names.ts";
import { endBeside } from "../view-model/sentence.ts";
import { monthName, number, short, word } from "../words.ts";
import { CsvFiles } from "./csv-files.tsx";
import { Pictures } from "./pictures.tsx";
import { WindowFields } from "./window-fields.tsx";

/** Flows and the harm beside them. */
const indicators: readonly Indicator[] = [encounters, ...others];
const ofHeadline: readonly Indicator[] = indicators.filter(({ id }) =>
  ["encounters", "deaths", "attacks"].includes(id),
);

const titleOf = (name: string): string => word(`scenario_${keyOf(name)}_title`);

/** The title of a scenario that the page ships with, else its name. */
const baseTitle = (base: string): string => (examples.includes(base) || base === "history" ? titleOf(base) : base);

function nameOf(linked: LinkedScenario): string {
  const does = doesOf(linked);
  const example = exampleOf.value.get(does);
  if (example !== undefined) return titleOf(example);
  if (linked.remove.length + linked.changes.length === 0) return baseTitle(linked.base);
  return word(does === doesOf(scenario.value) ? "compare_set" : "compare_own");
}

/** What a scenario changes, in a line, when it is known what it takes out of the record. */
function changesOf({ base, changes }: LinkedScenario, takenOut: readonly Policy[]): string {
  const named = changes.slice(0, 3).map(changeInWords);
  const more = changes.length > 3 ? [word("compare_more_changes", { count: changes.length - 3 })] : [];
  const without =
    takenOut.length > 0 ? [word("compare_without", { list: takenOut.map(policyInWords).join("; ") })] : [];
  const on =
    base === "history" || takenOut.length + changes.length === 0
      ? []
      : [word("compare_base", { base: baseTitle(base) })];
  return [...on, ...without, ...named, ...more].join("; ");
}

function Slot({ linked, at }: { readonly linked: LinkedScenario; readonly at: number }) {
  const name = nameOf(linked);
  const takenOut = understood.value.get(doesOf(linked));
  return (
    <li>
      <span class={`letter ${letters[at]}`}>{letters[at]}</span>
      <div>
        <a href={hashOf({ page: "simulator", shows: linkOf(linked) })}>{name}</a>
        <p class="note">{takenOut === undefined ? word("loading") : changesOf(linked, takenOut)}</p>
      </div>
      <button
        type="button"
        aria-label={`${word("compare_remove")}: ${letters[at]} ${name}`}
        disabled={side.value.scenarios.length < 2}
        onClick={() => remove(at)}
      >
        ×
      </button>
    </li>
  );
}

/** Ways to add a scenario: an example, what is set in the simulator, a link. */
function Adding() {
  const pasted = useSignal("");
  const refused = useSignal("");
  const put = async (added: Promise<string>): Promise<void> => {
    refused.value = await added;
    if (refused.value === "") pasted.value = "";
  };
  const full = side.value.scenarios.length >= mostScenarios;
  return (
    <div class="adding">
      <label>
        {word("compare_add_example")}
        <select
          value=""
          disabled={full}
          onChange={({ currentTarget }) => {
            void put(addExample(currentTarget.value));
            currentTarget.value = "";
          }}
        >
          <option value="" disabled>
            {word("presets")}
          </option>
          {["history", ...examples].map((name) => (
            <option key={name} value={name}>
              {titleOf(name)}
            </option>
          ))}
        </select>
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void put(addPasted(pasted.value));
        }}
      >
        <label>
          {word("compare_add_link")}
          <input
            type="text"
            value={pasted.value}
            disabled={full}
            placeholder="…#v=1&base=history&change=…"
            onInput={({ currentTarget }) => {
              pasted.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit" disabled={full || pasted.value.trim() === ""}>
          {word("compare_add")}
        </button>
      </form>
      <button type="button" disabled={full} onClick={() => void put(addCurrent())}>
        {word("compare_add_current")}
      </button>
      {full && <p class="note">{word("compare_full", { count: mostScenarios })}</p>}
      {refused.value !== "" && (
        <p class="problem" role="alert">
          {word("compare_refused", { reason: refused.value })}
        </p>
      )}
    </div>
  );
}

function Settings() {
  const { scenarios, partner } = side.value;
  return (
    <div class="settings">
      <label>
        {word("compare_against")}
        <select value={partner} onChange={({ currentTarget }) => holdAgainst(Number(currentTarget.value))}>
          {scenarios.map((one, s) => (
            <option key={letters[s]} value={s}>
              {letters[s]} {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      <WindowFields window={answer.value?.window} onChange={setWindow} />
    </div>
  );
}

/** What is not alike in the links, and what was done about it. */
function Unlike({ shown }: { readonly shown: Answer }) {
  const { window, scenarios } = shown;
  const span = (from: string, to: string): string => `${monthName(from)} – ${monthName(to)}`;
  const odd = windows.value.flatMap(({ from, to }, s) =>
    from === window.from && to === window.to ? [] : [`${letters[s]} (${span(from, to)})`],
  );
  const bases = new Set(scenarios.map(({ base }) => base));
  return (
    <>
      {odd.length > 0 && (
        <p class="caution">{word("compare_windows", { window: span(window.from, window.to), list: odd.join(", ") })}</p>
      )}
      {bases.size > 1 && <p class="caution">{word("compare_bases", { list: [...bases].map(baseTitle).join(", ") })}</p>}
    </>
  );
}

interface Simulated {
  readonly shown: Answer;
  readonly partner: number;
}

const comparedOf = (indicator: Indicator, { shown, partner }: Simulated): Compared[] =>
  comparison(indicator, shown.central, shown.draws, partner);

/** A sentence for each scenario but the partner. */
function Headline(simulated: Simulated) {
  const { shown, partner } = simulated;
  const { from, to } = shown.window;
  const found = ofHeadline.map((indicator) => ({ indicator, all: comparedOf(indicator, simulated) }));
  return (
    <ul class="headline">
      {shown.scenarios.map((linked, s) =>
        s === partner ? undefined : (
          <li key={letters[s]}>
            <strong>
              <span class={`letter ${letters[s]}`}>{letters[s]}</span> {nameOf(linked)}
            </strong>
            {", "}
            {word("compare_against_window", {
              partner: `${letters[partner]} ${nameOf(shown.scenarios[partner])}`,
              from: monthName(from),
              to: monthName(to),
            })}
            {": "}
            {found.map(({ indicator, all }) => changeSentence(indicator, all[s], shown.draws.length)).join("; ")}.
          </li>
        ),
      )}
    </ul>
  );
}

const signed = (value: number): string => (value > 0 ? `+${number(value, 2)}` : number(value, 2));
const signedShort = (value: number): string => (value > 0 ? `+${short(value)}` : short(value));
const interval = (low: number | undefined, high: number | undefined, text: (value: number) => string): string =>
  low === undefined || high === undefined ? "" : `${text(endBeside(low, high))} … ${text(endBeside(high, low))}`;

function Cells({ one, draws }: { readonly one: Compared; readonly draws: number }) {
  const { total, change, chance } = one;
  return (
    <>
      <td>
        {number(total.middle)}
        <span>{interval(total.low, total.high, short)}</span>
      </td>
      <td>
        {signed(change.middle)}
        <span>{interval(change.low, change.high, signedShort)}</span>
      </td>
      <td>
        {chance === undefined ? "…" : chance.higher + chance.lower === 0 ? "=" : chanceText(chance.higher, draws)}
      </td>
    </>
  );
}

function Summary(simulated: Simulated) {
  const { shown, partner } = simulated;
  return (
    <Scrolled label={word("compare_table")}>
      <table class="summary">
        <thead>
          <tr>
            <td />
            {shown.scenarios.map((linked, s) => (
              <th key={letters[s]} scope="colgroup" colSpan={s === partner ? 1 : 3}>
                <span class={`letter ${letters[s]}`}>{letters[s]}</span> {nameOf(linked)}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{word("compare_indicator")}</th>
            {shown.scenarios.map((_, s) => [
              <th key={`${letters[s]} value`} scope="col">
                {word("compare_value")}
              </th>,
              s !== partner && (
                <th key={`${letters[s]} change`} scope="col">
                  {word("compare_difference", { letter: letters[partner] })}
                </th>
              ),
              s !== partner && (
                <th key={`${letters[s]} chance`} class="chance" scope="col">
                  P({letters[s]} &gt; {letters[partner]})
                </th>
              ),
            ])}
          </tr>
        </thead>
        <tbody>
          {indicators.map((indicator) => (
            <tr key={indicator.id} class={indicator.harm ? "harm" : ""}>
              <th scope="row">
                {word(indicator.name)}
                <span>
                  {word(indicator.unit)}
                  {indicator.kind === "stock" ? `, ${word("compare_at_end")}` : ""}
                </span>
              </th>
              {comparedOf(indicator, simulated).map((one, s) =>
                s === partner ? (
                  <td key={letters[s]}>
                    {number(one.total.middle)}
                    <span>{interval(one.total.low, one.total.high, short)}</span>
                  </td>
                ) : (
                  <Cells key={letters[s]} one={one} draws={shown.draws.length} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

const monthsOf = ({ window: { from, to } }: Answer): string[] =>
  Array.from({ length: monthIndex(to) - monthIndex(from) + 1 }, (_, m) => monthLabel(monthIndex(from) + m));

const shownOf = ({ shown, partner }: Simulated): ComparisonShown => ({
  indicators: indicators.map((indicator) => ({ indicator, compared: comparedOf(indicator, { shown, partner }) })),
  names: shown.scenarios.map(nameOf),
  partner,
  months: monthsOf(shown),
  draws: shown.draws.length,
});

/** The table and the charts as files, once all draws are there. */
function Files(simulated: Simulated) {
  return (
    <CsvFiles
      ready={simulated.shown.draws.length === drawsWanted}
      files={[
        { key: "compare_csv", name: "comparison.csv", write: () => comparisonCsv(shownOf(simulated)) },
        { key: "compare_csv_months", name: "compared-months.csv", write: () => comparedMonthsCsv(shownOf(simulated)) },
      ]}
    />
  );
}

function Card({ indicator, shown, partner }: Simulated & { readonly indicator: Indicator }) {
  const compared = comparedOf(indicator, { shown, partner });
  const months = monthsOf(shown);
  const finding = compared
    .flatMap((one, s) =>
      s === partner ? [] : [`${letters[s]}: ${changeSentence(indicator, one, shown.draws.length)}`],
    )
    .join("; ");
  const name = word(indicator.name);
  const key = shown.scenarios.map((linked, s) => `${letters[s]}: ${nameOf(linked)}`).join(". ");
  return (
    <article class="chart" id={`compare-${indicator.id}`}>
      <h3 class={indicator.harm ? "harm" : ""}>{name}</h3>
      <p class="finding">{finding}.</p>
      <ComparedLines months={months} compared={compared} label={`${name}, ${word("per_month")}. ${finding}.`} />
      {compared.length > 1 && (
        <Differences
          compared={compared}
          partner={partner}
          label={`${name}, ${word("compare_difference", { letter: letters[partner] })}. ${finding}.`}
        />
      )}
      <Pictures name={name} file={`compare-${indicator.id}`} said={[`${finding}.`, `${key}.`]} />
    </article>
  );
}

/** Up to four scenarios side by side, under the same draws. */
export function ComparePage() {
  useEffect(followComparison, []);
  const shown = answer.value;
  const { scenarios, partner } = side.value;
  const current = shown?.scenarios === scenarios;
  return (
    <main id="content" class="compare" tabIndex={-1}>
      <h1>{word("compare_title")}</h1>
      <p class="lede">{word("compare_intro", { draws: drawsWanted })}</p>
      {failure.value !== "" && (
        <p class="problem" role="alert">
          {failure.value}
        </p>
      )}
      {olderLinks.value && <p class="caution">{word("older_link")}</p>}
      {leftOut.value.map((problem) => (
        <p key={problem} class="problem" role="alert">
          {word("compare_refused", { reason: problem })}
        </p>
      ))}
      <div class="bench">
        <ol class="slots" aria-label={word("compare_scenarios")}>
          {scenarios.map((linked, at) => (
            <Slot key={`${at} ${linkOf(linked)}`} linked={linked} at={at} />
          ))}
        </ol>
        <Adding />
      </div>
      <Settings />
      {shown ? (
        <>
          <Unlike shown={shown} />
          <p class="progress" aria-live="polite">
            {!current
              ? word("loading")
              : shown.draws.length < drawsWanted
                ? word("bands_progress", { done: shown.draws.length, total: drawsWanted })
                : ""}
          </p>
          <Headline shown={shown} partner={current ? partner : 0} />
          <Summary shown={shown} partner={current ? partner : 0} />
          <Files shown={shown} partner={current ? partner : 0} />
          <p class="note">{word("compare_reading", { draws: shown.draws.length })}</p>
          <h2>{word("compare_charts")}</h2>
          <div class="cards">
            {indicators.map((indicator) => (
              <Card key={indicator.id} indicator={indicator} shown={shown} partner={current ? partner : 0} />
            ))}
          </div>
        </>
      ) : (
        <p class="progress">{word("loading")}</p>
      )}
    </main>
  );
}
