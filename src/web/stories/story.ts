import type { ObservableName } from "../../model/observables.ts";

/** A story: steps of text, each beside a scenario that is simulated on the page. Texts are messages, made of the ids. */
export interface Story {
  /** Part of the address and, with `_` for `-`, of message keys. */
  readonly id: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly id: string;
  /** The scenario, as the part of an address after `#`. */
  readonly link: string;
  /** Two months that the sentence compares where a step only shows the history; the whole window if left out. */
  readonly between?: readonly [string, string];
  /** First and last of the months over which the sentence sums a change, as the text does; the whole window if left out. */
  readonly over?: readonly [string, string];
  readonly charts: readonly ChartOf[];
  /** Figures that the text quotes, by the name they have in it. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** What else the text rests on, written like the source of a figure. */
  readonly sources: readonly string[];
}

/** A series, whole or of some members, or of all members but one. */
export interface ChartOf {
  readonly series: ObservableName;
  readonly of?: string;
  readonly allBut?: string;
}

/**
 * A published number. `source` is `data/table.csv cell / cell` of a row in which the number stands, a section such as `docs/model.md#facts`,
 * or `scenario`, where the step's own link sets it. A `share` is shown in percent, a `fall` is a ratio shown as the percent by which less, a `rise` one shown
 * as the percent by which more; `undone` is a share lost, shown as the percent by which there is more without the loss.
 */
export interface Figure {
  readonly value: number;
  readonly as?: "share" | "fall" | "rise" | "undone";
  readonly source: string;
}
