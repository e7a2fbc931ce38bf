import { monthIndex } from "../../engine/calendar.ts";
import { reckoning } from "../state/years.ts";
import { labelled, yearsOf } from "../view-model/years.ts";
import { shortMonth, yearName } from "../words.ts";

interface MonthAxisProps {
  readonly months: readonly string[];
  /** Place of a month, counted from 0, in CSS pixels. */
  readonly x: (month: number) => number;
  /** Where the chart ends below. */
  readonly bottom: number;
}

/** Height of the labels below a chart: months, and years below them. */
export const monthAxisHeight = 38;
/** CSS pixels from one label to the next. */
const apart = { months: 40, years: 46 } as const;

/** Months below a chart, and the years in which they lie, each from its first month on. */
export function MonthAxis({ months, x, bottom }: MonthAxisProps) {
  const from = monthIndex(months[0]);
  const isFiscal = reckoning.value === "fiscal";
  const pixels = months.length > 1 ? x(1) - x(0) : apart.months;
  const spans = yearsOf(from, months.length, reckoning.value);
  return (
    <>
      {months.map((month, m) =>
        labelled(from + m, pixels, apart.months, reckoning.value) ? (
          <text key={month} class="tick" x={x(m)} y={bottom + 16} text-anchor="middle">
            {shortMonth(month)}
          </text>
        ) : undefined,
      )}
      {spans.map(({ year, first, last }, i) => {
        const start = i === 0 ? x(first) : x(first) - pixels / 2;
        const room = x(last) - start + (i === spans.length - 1 ? apart.years : 0);
        return (
          <g key={year}>
            {i > 0 && <line class="grid" x1={start} x2={start} y1={bottom} y2={bottom + monthAxisHeight - 4} />}
            {room >= apart.years && (
              <text class="tick year" x={start + (i > 0 ? 4 : 0)} y={bottom + 32}>
                {yearName(year, isFiscal)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}
