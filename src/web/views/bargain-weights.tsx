import type { Weight } from "../../analysis/bargain/load.ts";
import { sides } from "../../analysis/bargain/sides.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import { show, type Valued } from "../state/bargain.ts";
import { sideName } from "../view-model/bargain-names.ts";
import { mostPoints } from "../view-model/bargain-place.ts";
import { capital, number, word } from "../words.ts";
import { NumberEntry } from "./number-entry.tsx";

/** What the points of a weight are for: so many of the outcome. */
function unitOf({ outcome, per }: Weight): string {
  const isMoney = outcome.length === 0 || outcome.some((label) => /Spending$|^tradeLoss$/.test(label));
  if (isMoney) return word("bargain_unit_billion");
  return per === 1 ? word("bargain_unit_index") : word("bargain_unit_amount", { per: number(per) });
}

/** A slider goes a good way beyond the usual range, from nothing on. */
function sliderRange({ low, high }: Weight): readonly [number, number] {
  return [Math.min(0, 1.5 * low, 1.5 * high), Math.max(0, 1.5 * low, 1.5 * high)];
}

/** About a 150th of the slider: 1, 2 or 5 of some power of ten, so that usual values are among its steps. */
function stepOf(from: number, to: number): number {
  const wanted = (to - from) / 150;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [5, 2, 1].map((one) => one * power).find((one) => one <= wanted) ?? power;
  return Number(step.toPrecision(1));
}

interface WeightProps {
  readonly weight: Weight;
  readonly words: BargainWords["weights"][string];
  readonly chosen: number | undefined;
  readonly onChoose: (points: number | undefined) => void;
}

const strip = { width: 100, height: 8 };

/** Where the usual range lies along the slider. */
function RangeStrip({ weight }: { readonly weight: Weight }) {
  const [from, to] = sliderRange(weight);
  const x = (points: number): number => ((points - from) / (to - from)) * strip.width;
  return (
    <svg
      class="weight-range"
      viewBox={`0 0 ${strip.width} ${strip.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="range" x={x(weight.low)} y={2} width={x(weight.high) - x(weight.low)} height={4} />
      <rect class="usual" x={x(weight.usual) - 0.4} y={0} width={0.8} height={8} />
    </svg>
  );
}

function WeightField({ weight, words, chosen, onChoose }: WeightProps) {
  const { low, usual, high, id } = weight;
  const value = chosen ?? usual;
  const unit = unitOf(weight);
  if (low === high)
    return (
      <div class="weight">
        <p class="name">{capital(words.title)}</p>
        <p class="usual">{word("bargain_yardstick", { points: number(usual), unit })}</p>
      </div>
    );
  const [from, to] = sliderRange(weight);
  const put = (text: string): void => {
    const points = Number(text);
    if (text.trim() === "" || !Number.isFinite(points)) return;
    onChoose(Math.min(Math.max(points, -mostPoints), mostPoints));
  };
  return (
    <div class={chosen === undefined ? "weight" : "weight changed"}>
      <label class="name" for={`weight-${id}`}>
        {capital(words.title)}
      </label>
      <div class="control">
        <div class="slide">
          <input
            id={`weight-${id}`}
            type="range"
            min={from}
            max={to}
            step={stepOf(from, to)}
            value={value}
            aria-valuetext={`${number(value)} ${word("bargain_points", { unit })}`}
            onInput={(event) => put(event.currentTarget.value)}
          />
          <RangeStrip weight={weight} />
        </div>
        <NumberEntry
          min={-mostPoints}
          max={mostPoints}
          value={value}
          label={`${words.title}, ${word("value")}`}
          onEnter={put}
        />
        {chosen !== undefined && (
          <button
            type="button"
            aria-label={word("bargain_reset_weight", { weight: words.title })}
            onClick={() => onChoose(undefined)}
          >
            ×
          </button>
        )}
      </div>
      <p class="usual">
        {capital(word("bargain_points", { unit }))}.{" "}
        {word("bargain_usual", { usual: number(usual), low: number(low), high: number(high) })}.
      </p>
      <details>
        <summary>{word("bargain_why")}</summary>
        <p>{words.why}</p>
      </details>
    </div>
  );
}

interface WeightsProps {
  readonly valued: Valued;
  readonly words: BargainWords;
}

/** Weights of both sides, to be set by the reader; each with its usual range. */
export function Weights({ valued: { read, chosen }, words }: WeightsProps) {
  const put = (id: string, points: number | undefined): void => {
    const { [id]: _, ...others } = chosen;
    show({ weights: points === undefined ? others : { ...chosen, [id]: points } });
  };
  return (
    <section class="weights" aria-labelledby="weights-head">
      <h2 id="weights-head">{word("bargain_weights")}</h2>
      <p class="caution">{word("bargain_weights_are")}</p>
      <p class="note">{word("bargain_usual_range")}</p>
      <button type="button" disabled={Object.keys(chosen).length === 0} onClick={() => show({ weights: {} })}>
        {word("bargain_reset_weights")}
      </button>
      {sides.map((side) => (
        <details key={side} class="side" open={matchMedia("(min-width: 68.01rem)").matches}>
          <summary>{word("bargain_weights_of", { side: sideName(side) })}</summary>
          {read.terms.weights
            .filter((weight) => weight.side === side)
            .map((weight) => (
              <WeightField
                key={weight.id}
                weight={weight}
                words={words.weights[weight.id]}
                chosen={chosen[weight.id]}
                onChoose={(points) => put(weight.id, points)}
              />
            ))}
        </details>
      ))}
    </section>
  );
}
