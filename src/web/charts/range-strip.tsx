import { acceptedPart, againstRange } from "../view-model/fact-scale.ts";

const height = 22;
const inset = 8;
const across =
  (width: number) =>
  (at: number): number =>
    inset + at * (width - 2 * inset);

const factWidth = 260;
const parameterWidth = 150;

interface FactStripProps {
  readonly low: number;
  readonly high: number;
  readonly observed: number;
  /** Null where the run has no such quantity. */
  readonly simulated: number | null;
  readonly inside: boolean;
}

/** The accepted range as a bar, what was observed as a dot, what is simulated as a diamond: filled inside the range, hollow outside. */
export function FactStrip({ low, high, observed, simulated, inside }: FactStripProps) {
  const middle = height / 2;
  const x = across(factWidth);
  const seen = againstRange(observed, low, high);
  const made = simulated === null ? undefined : againstRange(simulated, low, high);
  return (
    <svg class="strip-of-range" viewBox={`0 0 ${factWidth} ${height}`} aria-hidden="true">
      <line class="scale" x1={x(0)} x2={x(1)} y1={middle} y2={middle} />
      <rect
        class="accepted"
        x={x(acceptedPart.from)}
        y={middle - 6}
        width={x(acceptedPart.to) - x(acceptedPart.from)}
        height={12}
        rx={2}
      />
      {made && (
        <path
          class={inside ? "simulated" : "simulated outside"}
          transform={`translate(${x(made.at)} ${middle})`}
          d={made.beyond ? arrow(made.at) : "M0 -7L7 0L0 7L-7 0Z"}
        />
      )}
      <circle class="observed" cx={x(seen.at)} cy={middle} r={3.4} />
    </svg>
  );
}

/** A value far off the scale is drawn as an arrow at its end. */
const arrow = (at: number): string => (at > 0.5 ? "M7 0L-5 -7L-5 7Z" : "M-7 0L5 -7L5 7Z");

interface ParameterStripProps {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly fitted: readonly [number, number, number] | null;
}

/** The range of the prior as a pale bar with its value, and within it the range after the fit. */
export function ParameterStrip({ low, high, value, fitted }: ParameterStripProps) {
  const middle = height / 2;
  const x = across(parameterWidth);
  const at = (one: number): number => x((one - low) / (high - low));
  return (
    <svg class="strip-of-range narrow" viewBox={`0 0 ${parameterWidth} ${height}`} aria-hidden="true">
      <rect class="accepted" x={x(0)} y={middle - 6} width={x(1) - x(0)} height={12} rx={2} />
      {fitted && (
        <>
          <rect
            class="fitted"
            x={at(fitted[0])}
            y={middle - 3}
            width={Math.max(1.5, at(fitted[2]) - at(fitted[0]))}
            height={6}
          />
          <line class="median" x1={at(fitted[1])} x2={at(fitted[1])} y1={middle - 8} y2={middle + 8} />
        </>
      )}
      <circle class="observed" cx={at(value)} cy={middle} r={3} />
    </svg>
  );
}
