/** Something that is simulated: observables of one kind, added. */
export interface Outcome {
  /** `usbp`, or `deathsBySector+deathsInTransit`. */
  readonly key: string;
  readonly unit: string;
  /** A flow is summed over the horizon; of a stock the month ends are averaged. */
  readonly kind: "flow" | "stock";
  readonly columns: readonly number[];
  /** False if it is followed month by month in deals that were simulated, and not expected of packages that were not. */
  readonly expected: boolean;
}

/** Name of observables that are added. */
export function outcomeKey(labels: readonly string[]): string {
  return labels.join("+");
}
