import type { Shown } from "../view-model/bands.ts";
import { monthName, number, word } from "../words.ts";

/** The table of a chart: the same numbers, month by month. */
export function Numbers({ rows, months }: { readonly rows: Shown; readonly months: readonly string[] }) {
  const cell = (value: number): string => number(value);
  const range = ({ band }: Shown["base"], m: number): string =>
    band ? `${cell(band.low80[m])} – ${cell(band.high80[m])}` : "";
  return (
    <details class="numbers">
      <summary>{word("table")}</summary>
      <div class="scroll">
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
      </div>
    </details>
  );
}
