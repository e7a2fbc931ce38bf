import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { madeNow } from "../../scenario/link.ts";
import { Fan } from "../charts/fan.tsx";
import { drawsWanted } from "../state/engines.ts";
import { draws, takenOut } from "../state/results.ts";
import { isChanged, scenario, scenarioLink } from "../state/workspace.ts";
import { changeInWords, policyInWords } from "../view-model/change-words.ts";
import { encounters, type Indicator, others, strip } from "../view-model/indicators.ts";
import { signedCount, unitBeside } from "../view-model/sentence.ts";
import { dayName, monthName, number, word } from "../words.ts";
import "../styles/print.css";
import { findingOf, marksOf, monthsOf, numbersOf, useObserved } from "./drawn.ts";
import { PolicyList } from "./policies.tsx";
import { siteWith } from "./share.tsx";

/** More changes than this would take the room of the numbers. */
const mostChanges = 12;

/** What the paper has room for besides the headline: harm beside flow. */
const printed: readonly Indicator[] = others.slice(0, 6);
/** CSS pixels of charts on paper, in which their letters stay as large as the rest. */
const widths = { wide: 680, half: 330 } as const;

/** One or two sheets of paper for whoever decides; only there while the page is printed. */
export function PrintSheet() {
  const printing = useSignal(false);
  useEffect(() => {
    const begin = (): void => {
      printing.value = true;
    };
    const end = (): void => {
      printing.value = false;
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing.value ? <Sheet /> : undefined;
}

function Sheet() {
  const months = monthsOf();
  const window = { from: monthName(months[0]), to: monthName(months[months.length - 1]) };
  const done = draws.value.linked === scenario.value ? draws.value.outcomes.length : 0;
  const today = new Date().toISOString().slice(0, 10);
  const marks = marksOf();
  return (
    <section class="paper">
      <p class="origin">
        Corridor · {word("print_made", { date: dayName(today) })} · {word("honest_scenario")}
      </p>
      <h1>{word(isChanged.value ? "print_title" : "print_title_recorded", window)}</h1>
      <h2>{word("print_changed")}</h2>
      <Changes />
      <h2>{word("print_six")}</h2>
      <SixNumbers />
      <Headline />
      <div class="second">
        <h2>{word("print_rest")}</h2>
        <p class="small">{word("print_small_note")}</p>
        <div class="halves">
          {printed.map((indicator) => (
            <SmallChart key={indicator.id} indicator={indicator} />
          ))}
        </div>
        {marks.length > 0 && (
          <div class="policies">
            <h2>{word("print_marks")}</h2>
            <PolicyList marks={marks} />
          </div>
        )}
        <p class="small">
          {word("honest_scenario")} {word("honest_events")}{" "}
          {word("print_versions", { model: madeNow.model, data: madeNow.data, done, total: drawsWanted })}
        </p>
        <p class="small link">
          {word("print_link")} {siteWith({ page: "simulator", shows: scenarioLink.value })}
        </p>
      </div>
    </section>
  );
}

function Changes() {
  const removed = takenOut.value.map((policy) => `${policyInWords(policy)} (${word("print_mark_removed")})`);
  const all = [...scenario.value.changes.map(changeInWords), ...removed];
  if (all.length === 0) return <p>{word("print_nothing_changed")}</p>;
  return (
    <>
      <ul class="changes">
        {all.slice(0, mostChanges).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {all.length > mostChanges && <p>{word("print_more", { count: all.length - mostChanges })}</p>}
    </>
  );
}

function SixNumbers() {
  const heads = isChanged.value ? ["baseline", "scenario", "difference", "print_interval"] : ["baseline"];
  return (
    <table>
      <thead>
        <tr>
          <td />
          {heads.map((key) => (
            <th key={key} scope="col">
              {word(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strip.map(({ label, indicator }) => {
          const { baseTotal, total, change } = numbersOf(indicator);
          const interval =
            change.low === undefined || change.high === undefined
              ? ""
              : `${signedCount(change.low)} … ${signedCount(change.high)}`;
          const cells = [number(baseTotal.middle), number(total.middle), signedCount(change.middle), interval];
          return (
            <tr key={label}>
              <th scope="row">
                {word(label)} <small>{unitBeside(word(label), word(indicator.unit))}</small>
              </th>
              {heads.map((key, i) => (
                <td key={key}>{cells[i]}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The first chart, with its difference below. */
function Headline() {
  const rows = numbersOf(encounters);
  const dots = useObserved(encounters);
  const name = word(encounters.name);
  const sentence = findingOf(encounters, rows);
  const months = monthsOf();
  const marks = marksOf();
  return (
    <article>
      <h2>{name}</h2>
      {isChanged.value && <p>{sentence}</p>}
      <Fan
        months={months}
        base={rows.base}
        {...(isChanged.value && { scenario: rows.scenario })}
        observed={dots.value}
        harm={false}
        height={230}
        width={widths.wide}
        marks={marks}
        numbered={true}
        label={`${name}. ${sentence}`}
      />
      {isChanged.value && (
        <Fan
          months={months}
          difference={rows.difference}
          harm={false}
          height={130}
          width={widths.wide}
          marks={marks}
          label={`${word("difference")}: ${name}. ${sentence}`}
        />
      )}
    </article>
  );
}

function SmallChart({ indicator }: { readonly indicator: Indicator }) {
  const rows = numbersOf(indicator);
  const dots = useObserved(indicator);
  const name = word(indicator.name);
  const sentence = findingOf(indicator, rows);
  return (
    <article>
      <h3>{name}</h3>
      {isChanged.value && <p>{sentence}</p>}
      <Fan
        months={monthsOf()}
        base={rows.base}
        {...(isChanged.value && { scenario: rows.scenario })}
        observed={dots.value}
        harm={indicator.harm}
        height={118}
        width={widths.half}
        marks={marksOf()}
        label={`${name}. ${sentence}`}
      />
    </article>
  );
}
