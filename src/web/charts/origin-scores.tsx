import { monthLabel } from "../../engine/calendar.ts";
import type { OriginScore } from "../forecast/past.ts";
import { ticks } from "../view-model/scale.ts";
import { monthName, short } from "../words.ts";
import { useWidth } from "./fan.tsx";

/** Score of every origin as a bar, the naive forecast's as a mark across it; a bar can be clicked to see its forecast. */
interface OriginScoresProps {
  readonly scores: readonly OriginScore[];
  readonly chosen: number;
  readonly label: string;
  readonly choose: (origin: number) => void;
}

const height = 130;
const margin = { left: 46, right: 8, top: 8, bottom: 22 };

export function OriginScores({ scores, chosen, label, choose }: OriginScoresProps) {
  const { width, place } = useWidth();
  const top = Math.max(1e-9, ...scores.flatMap(({ wis, naive }) => [wis, naive]));
  const step = (width - margin.left - margin.right) / scores.length;
  const y = (value: number): number => margin.top + (1 - value / top) * (height - margin.top - margin.bottom);
  const left = (i: number): number => margin.left + i * step;
  const gap = Math.min(2, step / 4);
  return (
    <div ref={place}>
      <svg class="fan origin-scores" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {ticks(0, top, 2).map((value) => (
          <g key={value}>
            <line
              class={value === 0 ? "axis" : "grid"}
              x1={margin.left}
              x2={width - margin.right}
              y1={y(value)}
              y2={y(value)}
            />
            <text class="tick" x={margin.left - 6} y={y(value) + 4} text-anchor="end">
              {short(value)}
            </text>
          </g>
        ))}
        {scores.map(({ origin, wis, naive }, i) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the slider beside the chart does the same by keyboard
          <g key={origin} class={origin === chosen ? "score chosen" : "score"} onClick={() => choose(origin)}>
            <rect class="reach" x={left(i)} y={margin.top} width={step} height={height - margin.top - margin.bottom} />
            <rect class="bar" x={left(i) + gap} y={y(wis)} width={step - 2 * gap} height={y(0) - y(wis)} />
            <line class="naive" x1={left(i)} x2={left(i) + step} y1={y(naive)} y2={y(naive)} />
            {monthLabel(origin).endsWith("-01") && (
              <text class="tick" x={left(i)} y={height - 5} text-anchor="middle">
                {monthName(monthLabel(origin))}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
