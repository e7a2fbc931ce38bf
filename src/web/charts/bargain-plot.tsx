import { useSignal } from "@preact/signals";
import { line } from "d3-shape";
import type { Point } from "../../analysis/bargain/solutions.ts";
import type { Mark } from "../view-model/bargain-marks.ts";
import { dotsOf, nearestTo, placeLabels, plotOf } from "../view-model/bargain-plot.ts";
import { ticks } from "../view-model/scale.ts";
import { number, word } from "../words.ts";
import { useWidth } from "./use-width.ts";

interface BargainPlotProps {
  /** Gain of the United States and of Mexico by package. */
  readonly gains: readonly Point[];
  readonly isExact: (p: number) => boolean;
  /** From the best for Mexico to the best for the United States. */
  readonly frontier: readonly number[];
  readonly zone: readonly number[];
  readonly marks: readonly Mark[];
  readonly shown: number;
  /** A package in words. */
  readonly read: (p: number) => string;
  readonly onChoose: (p: number) => void;
}

const margin = { left: 46, right: 16, top: 26, bottom: 42 };
/** Pixels within which a finger or a pointer finds a package. */
const reach = 24;
/** A cross, a disc, a diamond, a square and a ring: marks differ by form, not by colour alone. */
const forms: Readonly<Record<Mark["kind"], string>> = {
  "no-deal": "M-6 -6L6 6M-6 6L6 -6",
  nash: "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z",
  "kalai-smorodinsky": "M0 -8L8 0L0 8L-8 0Z",
  recorded: "M-6.5 -6.5H6.5V6.5H-6.5Z",
  own: "M-3.5 0A3.5 3.5 0 1 1 3.5 0A3.5 3.5 0 1 1 -3.5 0Z",
};

/** Every package by what it gives each side: the zone, the frontier and what has a name. Arrows go along the frontier. */
export function BargainPlot({ gains, isExact, frontier, zone, marks, shown, read, onChoose }: BargainPlotProps) {
  const { width, place } = useWidth(760);
  const pointed = useSignal<number | undefined>(undefined);
  const height = Math.round(Math.min(440, Math.max(340, width * 0.72)));
  const box = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const plot = plotOf(gains, box);
  const { x, y } = plot;
  const all = [...gains.keys()];
  const edge = [...frontier].reverse();
  const path = line<number>(
    (p) => x(gains[p][1]),
    (p) => y(gains[p][0]),
  );
  const at = edge.indexOf(shown);
  const labels = placeLabels(
    marks.map(({ package: p, name }) => ({ text: name, x: x(gains[p][1]), y: y(gains[p][0]) })),
    box,
  );
  const step = (key: string): number | undefined => {
    const now = Math.max(at, 0);
    const next: Readonly<Record<string, number>> = {
      ArrowRight: at < 0 ? 0 : now + 1,
      ArrowDown: at < 0 ? 0 : now + 1,
      ArrowLeft: now - 1,
      ArrowUp: now - 1,
      Home: 0,
      End: edge.length - 1,
    };
    return next[key] === undefined ? undefined : edge[Math.min(Math.max(next[key], 0), edge.length - 1)];
  };
  const find = (event: PointerEvent): number | undefined => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    return nearestTo(gains, plot, { left: event.clientX - left, top: event.clientY - top }, reach);
  };
  const said = pointed.value !== undefined && pointed.value < gains.length ? pointed.value : undefined;
  const inZone = new Set(zone);
  return (
    <div class="plot">
      <div class="field" ref={place}>
        <svg class="fan gains" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={word("bargain_plot_label")}>
          <rect class="zone" x={x(0)} y={box.top} width={box.right - x(0)} height={y(0) - box.top} />
          {ticks(plot.mexico[0], plot.mexico[1], width > 500 ? 8 : 4).map((value) => (
            <g key={`mexico ${value}`}>
              <line class={value === 0 ? "axis" : "grid"} x1={x(value)} x2={x(value)} y1={box.top} y2={box.bottom} />
              <text class="tick" x={x(value)} y={box.bottom + 16} text-anchor="middle">
                {number(value)}
              </text>
            </g>
          ))}
          {ticks(plot.unitedStates[0], plot.unitedStates[1], 5).map((value) => (
            <g key={`us ${value}`}>
              <line class={value === 0 ? "axis" : "grid"} x1={box.left} x2={box.right} y1={y(value)} y2={y(value)} />
              <text class="tick" x={box.left - 6} y={y(value) + 4} text-anchor="end">
                {number(value)}
              </text>
            </g>
          ))}
          <path
            class="dots"
            d={dotsOf(
              gains,
              all.filter((p) => !isExact(p) && !inZone.has(p)),
              plot,
            )}
          />
          <path
            class="dots in"
            d={dotsOf(
              gains,
              all.filter((p) => !isExact(p) && inZone.has(p)),
              plot,
            )}
          />
          <path class="dots exact" d={dotsOf(gains, all.filter(isExact), plot)} />
          <path class="frontier" d={path(edge) ?? ""} />
          <path class="dots frontier-dots" d={dotsOf(gains, edge, plot)} />
          {said !== undefined && <circle class="pointed" cx={x(gains[said][1])} cy={y(gains[said][0])} r={7} />}
          <circle class="chosen" cx={x(gains[shown][1])} cy={y(gains[shown][0])} r={11} />
          {marks.map(({ package: p, kind }) => (
            <path
              key={kind}
              class={`mark ${kind}`}
              d={forms[kind]}
              transform={`translate(${x(gains[p][1]).toFixed(1)} ${y(gains[p][0]).toFixed(1)})`}
            />
          ))}
          {labels.map(({ text, x: from, y: to, left, base, end }) => (
            <g key={text}>
              {Math.abs(base - 5 - to) > 1 && <line class="leader" x1={from} y1={to} x2={left} y2={base - 5} />}
              <text class="label" x={left} y={base} text-anchor={end ? "end" : "start"}>
                {text}
              </text>
            </g>
          ))}
          <text class="tick" x={box.right} y={height - 6} text-anchor="end">
            {word("bargain_axis_mexico")}
          </text>
          <text class="tick" x={0} y={14}>
            {word("bargain_axis_us")}
          </text>
        </svg>
        <div
          class="packages"
          role="slider"
          tabIndex={0}
          aria-label={word("bargain_cursor")}
          aria-valuemin={1}
          aria-valuemax={Math.max(1, edge.length)}
          aria-valuenow={at < 0 ? 1 : at + 1}
          aria-valuetext={read(shown)}
          onPointerMove={(event) => {
            pointed.value = find(event);
          }}
          onPointerLeave={() => {
            pointed.value = undefined;
          }}
          onClick={(event) => {
            const found = find(event as unknown as PointerEvent);
            if (found !== undefined) onChoose(found);
          }}
          onKeyDown={(event) => {
            const next = step(event.key);
            if (next === undefined) return;
            event.preventDefault();
            onChoose(next);
          }}
        />
      </div>
      <p class="gain-reading" aria-hidden="true">
        {said === undefined ? word("bargain_plot_help") : read(said)}
      </p>
    </div>
  );
}
