import { short } from "../words.ts";

interface ValueAxisProps {
  readonly values: readonly number[];
  /** Place of a value, and of the ends of its line, in CSS pixels. */
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
}

/** A line across the chart for each value, the one of zero stronger, with the value on its left. */
export function ValueAxis({ values, y, left, right }: ValueAxisProps) {
  return (
    <>
      {values.map((value) => (
        <g key={value}>
          <line class={value === 0 ? "axis" : "grid"} x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text class="tick" x={left - 6} y={y(value) + 4} text-anchor="end">
            {short(value)}
          </text>
        </g>
      ))}
    </>
  );
}
