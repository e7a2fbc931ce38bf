import { area, line } from "d3-shape";
import { axisOf, type FanMonth, type PastFan } from "../view-model/past-fan.ts";
import { ticks } from "../view-model/scale.ts";
import { monthName, word } from "../words.ts";
import { useWidth } from "./use-width.ts";
import { ValueAxis } from "./value-axis.tsx";

/** A past forecast: what was known as dots before its origin, bands and median from there, and what came as rings. */
interface PastFanProps {
  readonly shown: PastFan;
  readonly height: number;
  readonly label: string;
  /** Small charts name no bands and fewer months. */
  readonly small?: boolean;
}

const margins = {
  large: { left: 46, right: 62, top: 22, bottom: 24 },
  small: { left: 40, right: 8, top: 8, bottom: 20 },
} as const;

const bands = [
  ["band90", "low90", "high90"],
  ["band80", "low80", "high80"],
  ["band50", "low50", "high50"],
] as const;

/** Names at the ends of bands, moved apart so that none covers another. */
function endLabels(last: FanMonth, y: (value: number) => number): { readonly text: string; readonly at: number }[] {
  const wanted = [
    { text: "90%", at: y(last.high90) },
    { text: "80%", at: y(last.high80) },
    { text: "50%", at: y(last.high50) },
    { text: word("forecast_median"), at: y(last.middle) },
  ];
  const apart = 14;
  let above = Number.NEGATIVE_INFINITY;
  return wanted.map(({ text, at }) => {
    above = Math.max(at, above + apart);
    return { text, at: above };
  });
}

export function PastFanChart({ shown, height, label, small = false }: PastFanProps) {
  const { width, place } = useWidth();
  const margin = small ? margins.small : margins.large;
  const { months, originAt, observed, fan } = shown;
  const { top } = axisOf(shown);
  const room = width - margin.left - margin.right;
  const x = (m: number): number => margin.left + (m / (months.length - 1)) * room;
  const y = (value: number): number =>
    margin.top + (1 - Math.min(value, top) / top) * (height - margin.top - margin.bottom);
  const between = (low: "low90" | "low80" | "low50", high: "high90" | "high80" | "high50"): string =>
    area<FanMonth>(
      ({ at }) => x(at),
      (one) => y(one[low]),
      (one) => y(one[high]),
    )([...fan]) ?? "";
  const median = line<FanMonth>(
    ({ at }) => x(at),
    ({ middle }) => y(middle),
  )([...fan]);
  const every = small ? (room > 150 ? 12 : months.length) : room > 480 ? 3 : room > 320 ? 6 : 12;
  return (
    <div ref={place}>
      <svg class="fan past-fan" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <ValueAxis values={ticks(0, top, small ? 2 : 4)} y={y} left={margin.left} right={width - margin.right} />
        {months.map((month, m) =>
          (m - originAt) % every === 0 ? (
            <text key={month} class="tick" x={x(m)} y={height - 5} text-anchor="middle">
              {monthName(month)}
            </text>
          ) : undefined,
        )}
        {bands.map(([kind, low, high]) => (
          <path key={kind} class={`${kind} flow`} d={between(low, high)} />
        ))}
        <path class="line flow median" d={median ?? ""} />
        <line class="origin" x1={x(originAt)} x2={x(originAt)} y1={margin.top - 8} y2={height - margin.bottom} />
        {!small && (
          <>
            <text class="tick" x={x(originAt) - 6} y={margin.top - 8} text-anchor="end">
              {word("forecast_known")}
            </text>
            <text class="tick" x={x(originAt) + 6} y={margin.top - 8}>
              {word("forecast_came")}
            </text>
            {endLabels(fan[fan.length - 1], y).map(({ text, at }) => (
              <text key={text} class="end flow" x={x(months.length - 1) + 5} y={at + 4}>
                {text}
              </text>
            ))}
          </>
        )}
        {observed.map((value, m) =>
          Number.isFinite(value) ? (
            <circle
              key={months[m]}
              class={m <= originAt ? "observed" : small ? "came few" : "came"}
              cx={x(m)}
              cy={y(value)}
              r={small ? "2.2" : m > originAt ? "3.6" : "2.8"}
            />
          ) : undefined,
        )}
      </svg>
    </div>
  );
}
