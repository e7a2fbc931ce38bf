import { letters } from "../view-model/compare-address.ts";
import type { Compared } from "../view-model/comparison.ts";
import { ticks } from "../view-model/scale.ts";
import { short } from "../words.ts";
import { useWidth } from "./use-width.ts";

/** Differences from the partner over the window, about zero: the central member as a dot, the 80% interval as a bar. */
interface DifferencesProps {
  readonly compared: readonly Compared[];
  readonly partner: number;
  readonly label: string;
}

const margin = { left: 46, right: 20, top: 8, bottom: 20 };
const row = 22;

export function Differences({ compared, partner, label }: DifferencesProps) {
  const { width, place } = useWidth();
  const shown = compared.flatMap((one, s) => (s === partner ? [] : [{ ...one.change, letter: letters[s] }]));
  const ends = shown.flatMap(({ middle, low = middle, high = middle }) => [middle, low, high]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = high - low || 1;
  const height = margin.top + shown.length * row + margin.bottom;
  const x = (value: number): number =>
    margin.left + 8 + ((value - low) / span) * (width - margin.left - margin.right - 16);
  const y = (i: number): number => margin.top + (i + 0.5) * row;
  return (
    <div ref={place}>
      <svg class="fan compared" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {ticks(low, high, 4).map((value) => (
          <g key={value}>
            <line
              class={value === 0 ? "axis" : "grid"}
              x1={x(value)}
              x2={x(value)}
              y1={margin.top}
              y2={height - margin.bottom}
            />
            <text class="tick" x={x(value)} y={height - 4} text-anchor="middle">
              {value === 0 ? `= ${letters[partner]}` : short(value)}
            </text>
          </g>
        ))}
        {shown.map(({ letter, middle, low: from = middle, high: to = middle }, i) => (
          <g key={letter}>
            <text class={`letter ${letter}`} x={margin.left - 14} y={y(i) + 4} text-anchor="end">
              {letter}
            </text>
            <line class={`interval ${letter}`} x1={x(from)} x2={x(to)} y1={y(i)} y2={y(i)} />
            <circle class={`dot ${letter}`} cx={x(middle)} cy={y(i)} r="4.5" />
          </g>
        ))}
      </svg>
    </div>
  );
}
