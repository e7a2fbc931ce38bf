import { useSignal } from "@preact/signals";
import { reckoning } from "../state/years.ts";
import type { Shown, Total } from "../view-model/bands.ts";
import { roundedBeside } from "../view-model/rounding.ts";
import type { YearTotals } from "../view-model/yearly.ts";
import { monthName, number, word, yearName } from "../words.ts";
import { Scrolled } from "./scrolled.tsx";

interface NumbersProps {
  readonly rows: Shown;
  readonly months: readonly string[];
  /** The same by year, in the years that the reader counts in: sums of a flow, ends of a stock. */
  readonly byYear?: { readonly kind: "flow" | "stock"; readonly totals: () => readonly YearTotals[] };
}

/** The table of a chart: the same numbers, month by month. It is made when it is opened, so that moving a slider writes no cells that nobody sees. */
export function Numbers(props: NumbersProps) {
  const open = useSignal(false);
  return (
    <details
      class="numbers"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{word("table")}</summary>
      {open.value && <Table {...props} />}
    </details>
  );
}

function Part({ name }: { readonly name: string }) {
  return (
    <tr>
      <th class="part" colSpan={5} scope="rowgroup">
        {name}
      </th>
    </tr>
  );
}

/** A year, with its months where it is not whole. */
function nameOf({ year, first, last, isWhole }: YearTotals["span"]): string {
  const name = yearName(year, reckoning.value === "fiscal");
  const count = last - first + 1;
  return isWhole ? name : word(count === 1 ? "years_part_one" : "years_part", { year: name, count });
}

function Table({ rows, months, byYear }: NumbersProps) {
  const largest = Math.max(...[...rows.base.middle, ...rows.scenario.middle].map(Math.abs));
  const cell = (value: number): string => number(roundedBeside(value, largest));
  const range = ({ band }: Shown["base"], m: number): string =>
    band ? `${cell(band.low80[m])} – ${cell(band.high80[m])}` : "";
  const interval = ({ low, high }: Total): string =>
    low === undefined || high === undefined ? "" : `${cell(low)} – ${cell(high)}`;
  return (
    <Scrolled label={word("table")}>
      <table>
        <thead>
          <tr>
            {["month", "baseline", "scenario", "difference"].map((key) => (
              <th key={key} scope="col">
                {word(key)}
              </th>
            ))}
            <th scope="col">{word("band80")}</th>
          </tr>
        </thead>
        {byYear && (
          <tbody>
            <Part name={word(byYear.kind === "flow" ? "years_sums" : "years_ends")} />
            {byYear.totals().map(({ span, baseTotal, total, change }) => (
              <tr key={span.year}>
                <th scope="row">{nameOf(span)}</th>
                <td>{cell(baseTotal.middle)}</td>
                <td>{cell(total.middle)}</td>
                <td>{cell(change.middle)}</td>
                <td>{interval(change)}</td>
              </tr>
            ))}
          </tbody>
        )}
        <tbody>
          {byYear && <Part name={word("month")} />}
          {months.map((month, m) => (
            <tr key={month}>
              <th scope="row">{monthName(month)}</th>
              <td>{cell(rows.base.middle[m])}</td>
              <td>{cell(rows.scenario.middle[m])}</td>
              <td>{cell(rows.difference.middle[m])}</td>
              <td>{range(rows.difference, m)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
