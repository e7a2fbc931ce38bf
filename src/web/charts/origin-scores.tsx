import { monthLabel } from "../../engine/calendar.ts";
import type { OriginScore } from "../forecast/past.ts";
import { ticks } from "../view-model/scale.ts";
import { monthName } from "../words.ts";
import { useWidth } from "./use-width.ts";
import { ValueAxis } from "./value-axis.tsx";

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
        <ValueAxis values={ticks(0, top, 2)} y={y} left={margin.left} right={width - margin.right} />
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
