import { useSignal } from "@preact/signals";
import type { Shown } from "../view-model/bands.ts";
import { monthName, number, word } from "../words.ts";
import { Scrolled } from "./scrolled.tsx";

interface NumbersProps {
  readonly rows: Shown;
  readonly months: readonly string[];
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

function Table({ rows, months }: NumbersProps) {
  const cell = (value: number): string => number(value);
  const range = ({ band }: Shown["base"], m: number): string =>
    band ? `${cell(band.low80[m])} – ${cell(band.high80[m])}` : "";
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
        <tbody>
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
