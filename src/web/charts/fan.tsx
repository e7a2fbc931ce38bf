import { useSignal } from "@preact/signals";
import { area, line } from "d3-shape";
import type { Band, Line } from "../view-model/bands.ts";
import type { PolicyMark } from "../view-model/policy-marks.ts";
import { reading } from "../view-model/reading.ts";
import { ticks } from "../view-model/scale.ts";
import { word } from "../words.ts";
import { MonthAxis, monthAxisHeight } from "./month-axis.tsx";
import { MonthCursor } from "./month-cursor.tsx";
import { useWidth } from "./use-width.ts";
import { ValueAxis } from "./value-axis.tsx";

/** Lines with bands, from zero: observed dots, the base in grey, the scenario in one hue; or a difference about zero. Medians are dashed. */
interface FanProps {
  readonly months: readonly string[];
  readonly base?: Line;
  readonly scenario?: Line;
  readonly difference?: Line;
  readonly observed?: Float64Array | undefined;
  /** What a stock may fill, month by month. */
  readonly limit?: Float64Array | undefined;
  readonly harm: boolean;
  readonly height: number;
  readonly label: string;
  /** With a name months can be chosen by keyboard or pointer and are said in words. */
  readonly name?: string;
  /** Differences to say of a month where both lines are drawn. */
  readonly changes?: Line;
  /** Dates of policies to mark. */
  readonly marks?: readonly PolicyMark[];
  /** Whether the marks have their numbers, which a list beside the chart explains. */
  readonly numbered?: boolean;
  /** CSS pixels, until the page has been laid out. */
  readonly width?: number;
}

const margin = { left: 44, right: 70, top: 10, bottom: monthAxisHeight };
/** Height of the row of numbers above a chart whose marks have them. */
const numberRow = 14;
const finite = (values: Iterable<number>): number[] => [...values].filter(Number.isFinite);

function extent({ base, scenario, difference, observed, limit }: FanProps): readonly [number, number] {
  const all = [base, scenario, difference].flatMap((one) =>
    one ? [one.middle, one.band?.low80 ?? [], one.band?.high80 ?? []] : [],
  );
  const values = finite([...all.flatMap((one) => [...one]), ...(observed ?? []), ...(limit ?? [])]);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return high > low ? [low, high] : [0, 1];
}

/** Where the number of each group of marks stands: above the middle of them. */
function groupCentres(marks: readonly PolicyMark[]): (readonly [number, number])[] {
  return [...new Set(marks.map(({ group }) => group))].map((group) => {
    const own = marks.filter((mark) => mark.group === group);
    return [group, (own[0].at + own[own.length - 1].at) / 2];
  });
}

export function Fan(props: FanProps) {
  const { months, base, scenario, difference, observed, limit, harm, height, label, name, changes } = props;
  const { marks = [], numbered = false } = props;
  const top = margin.top + (numbered ? numberRow : 0);
  const chosen = useSignal<number | undefined>(undefined);
  const [low, high] = extent(props);
  const { width, place } = useWidth(props.width);
  const x = (m: number): number =>
    margin.left + (m / Math.max(months.length - 1, 1)) * (width - margin.left - margin.right);
  const y = (value: number): number => top + (1 - (value - low) / (high - low)) * (height - top - margin.bottom);
  const path = line<number>(
    (_, m) => x(m),
    (value) => y(value),
  );
  const between = (from: Float64Array, to: Float64Array): string =>
    area<number>(
      (_, m) => x(m),
      (_, m) => y(from[m]),
      (value) => y(value),
    )([...to]) ?? "";
  const bands = (kind: string, band: Band | undefined) =>
    band && (
      <>
        <path class={`band80 ${kind}`} d={between(band.low80, band.high80)} />
        <path class={`band50 ${kind}`} d={between(band.low50, band.high50)} />
      </>
    );
  /** Medians of draws are dashed, the answer of one set of parameters is not. */
  const middle = (kind: string, { middle: values, band }: Line) => (
    <path class={`line ${kind}${band ? " median" : ""}`} d={path([...values]) ?? ""} />
  );
  const hue = harm ? "harm" : "flow";
  const end = months.length - 1;
  const ends = [
    base && { text: word("baseline"), at: y(base.middle[end]), kind: "base" },
    scenario && { text: word("scenario"), at: y(scenario.middle[end]), kind: hue },
    difference && { text: word("difference"), at: y(difference.middle[end]), kind: hue },
  ].filter((one) => one !== undefined);
  if (ends.length === 2 && Math.abs(ends[0].at - ends[1].at) < 14) {
    const [upper, lower] = ends[0].at <= ends[1].at ? ends : [ends[1], ends[0]];
    const middle = (upper.at + lower.at) / 2;
    upper.at = middle - 7;
    lower.at = middle + 7;
  }
  return (
    <div class="plot" ref={place}>
      <svg class="fan" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <ValueAxis
          values={ticks(low, high, height > 180 ? 4 : 2)}
          y={y}
          left={margin.left}
          right={width - margin.right}
        />
        <MonthAxis months={months} x={x} bottom={height - margin.bottom} />
        {marks.map(({ kind, ends, day, at }) => (
          <line
            key={`${kind} ${ends} ${day}`}
            class={`policy${kind === "recorded" ? "" : ` own ${hue}`}${ends ? " ends" : ""}`}
            x1={x(at)}
            x2={x(at)}
            y1={kind === "recorded" && !numbered ? height - margin.bottom - 8 : top}
            y2={height - margin.bottom}
          />
        ))}
        {numbered &&
          groupCentres(marks).map(([group, at]) => (
            <text key={group} class="tick" x={x(at)} y={margin.top + 4} text-anchor="middle">
              {group}
            </text>
          ))}
        {bands("base", base?.band)}
        {bands(hue, scenario?.band ?? difference?.band)}
        {limit && <path class="limit" d={path([...limit]) ?? ""} />}
        {base && middle("base", base)}
        {scenario && middle(hue, scenario)}
        {difference && middle(hue, difference)}
        {observed &&
          [...observed].map((value, m) =>
            Number.isFinite(value) ? (
              <circle key={months[m]} class="observed" cx={x(m)} cy={y(value)} r="2.6" />
            ) : undefined,
          )}
        {chosen.value !== undefined && (
          <line class="chosen" x1={x(chosen.value)} x2={x(chosen.value)} y1={top} y2={height - margin.bottom} />
        )}
        {ends.map(({ text, at, kind }) => (
          <text key={text} class={`end ${kind}`} x={x(end) + 6} y={at + 4}>
            {text}
          </text>
        ))}
      </svg>
      {name !== undefined && (
        <MonthCursor
          months={months}
          name={name}
          first={x(0)}
          last={x(end)}
          read={(m) => reading({ months, base, scenario, difference: difference ?? changes, observed, marks }, m)}
          onMove={(m) => {
            chosen.value = m;
          }}
        />
      )}
    </div>
  );
}
