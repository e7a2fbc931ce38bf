import { area, line } from "d3-shape";
import { letters } from "../view-model/compare-address.ts";
import type { Compared } from "../view-model/comparison.ts";
import { ticks } from "../view-model/scale.ts";
import { MonthAxis, monthAxisHeight } from "./month-axis.tsx";
import { useWidth } from "./use-width.ts";
import { ValueAxis } from "./value-axis.tsx";

/** Months of up to four scenarios from zero, with 80% bands; each has a letter at its end and a stroke of its own. */
interface ComparedLinesProps {
  readonly months: readonly string[];
  readonly compared: readonly Compared[];
  readonly label: string;
}

const height = 186;
const margin = { left: 46, right: 20, top: 8, bottom: monthAxisHeight };
const apart = 13;

/** Heights of the letters, moved apart so that none covers another; by scenario. */
function letterHeights(ends: readonly number[]): number[] {
  const order = ends.map((_, k) => k).sort((a, b) => ends[a] - ends[b]);
  const out = [...ends];
  order.forEach((k, i) => {
    if (i > 0) out[k] = Math.max(out[k], out[order[i - 1]] + apart);
  });
  const over = Math.max(0, Math.max(...out) - (height - margin.bottom));
  return out.map((at) => at - over);
}

export function ComparedLines({ months, compared, label }: ComparedLinesProps) {
  const { width, place } = useWidth();
  const values = compared.flatMap(({ line: { middle, band } }) => [...middle, ...(band?.high80 ?? [])]);
  const lowest = Math.min(0, ...compared.flatMap(({ line: { middle, band } }) => [...middle, ...(band?.low80 ?? [])]));
  const top = Math.max(1e-9, ...values);
  const end = months.length - 1;
  const room = width - margin.left - margin.right;
  const x = (m: number): number => margin.left + (m / Math.max(end, 1)) * room;
  const y = (value: number): number =>
    margin.top + (1 - (value - lowest) / (top - lowest)) * (height - margin.top - margin.bottom);
  const path = line<number>(
    (_, m) => x(m),
    (value) => y(value),
  );
  const between = (low: Float64Array, high: Float64Array): string =>
    area<number>(
      (_, m) => x(m),
      (_, m) => y(low[m]),
      (value) => y(value),
    )([...high]) ?? "";
  const heights = letterHeights(compared.map(({ line: { middle } }) => y(middle[end])));
  return (
    <div ref={place}>
      <svg class="fan compared" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <ValueAxis values={ticks(lowest, top, 2)} y={y} left={margin.left} right={width - margin.right} />
        <MonthAxis months={months} x={x} bottom={height - margin.bottom} />
        {compared.map(({ line: { band } }, s) =>
          band ? (
            <path key={letters[s]} class={`range ${letters[s]}`} d={between(band.low80, band.high80)} />
          ) : undefined,
        )}
        {compared.map(({ line: { middle } }, s) => (
          <path key={letters[s]} class={`stroke ${letters[s]}`} d={path([...middle]) ?? ""} />
        ))}
        {compared.map((_, s) => (
          <text key={letters[s]} class={`letter ${letters[s]}`} x={x(end) + 6} y={heights[s] + 4}>
            {letters[s]}
          </text>
        ))}
      </svg>
    </div>
  );
}
