import { useSignal, useSignalEffect } from "@preact/signals";
import { monthLabel } from "../../engine/calendar.ts";
import { answered, observed, opening, policies } from "../state/results.ts";
import { isChanged, scenario } from "../state/workspace.ts";
import { reckoning } from "../state/years.ts";
import { type Shown, shown, type Total } from "../view-model/bands.ts";
import type { Indicator } from "../view-model/indicators.ts";
import { type PolicyMark, policyMarks } from "../view-model/policy-marks.ts";
import { finding, level } from "../view-model/sentence.ts";
import { totalsOver, type YearTotals, yearly } from "../view-model/yearly.ts";
import { type Stretch, yearsOf } from "../view-model/years.ts";
import { monthName, word } from "../words.ts";

/** What charts on the screen and on paper are drawn from. */

export const monthsOf = (): string[] => {
  const { firstMonth, months } = opening.value!;
  return Array.from({ length: months }, (_, m) => monthLabel(firstMonth + m));
};

export const numbersOf = (indicator: Indicator): Shown => {
  const { central, draws, linked } = answered.value;
  return shown(indicator, central!, draws.outcomes, draws.linked === linked);
};

/** The baseline over a stretch of the window, as it was when the charts were drawn last. */
export const baseOver = (indicator: Indicator, stretch: Stretch): Total => {
  const { central, draws, linked } = answered.peek();
  return totalsOver(indicator, central!, draws.outcomes, draws.linked === linked, stretch).baseTotal;
};

/** The same by year, in the years that the reader counts in. */
export const yearsOfWindow = (indicator: Indicator): YearTotals[] => {
  const { firstMonth, months } = opening.value!;
  const { central, draws, linked } = answered.value;
  const spans = yearsOf(firstMonth, months, reckoning.value);
  return yearly(indicator, central!, draws.outcomes, draws.linked === linked, spans);
};

export const marksOf = (): PolicyMark[] => policyMarks(policies.value, scenario.value, opening.value!);

export function findingOf({ id, kind, what, unit }: Indicator, { total, change }: Shown): string {
  const months = monthsOf();
  const [from, to] = [monthName(months[0]), monthName(months[months.length - 1])];
  const subject = { kind, what: what && word(what), unit: word(unit), isWait: id === "wait", from, to };
  return isChanged.value ? finding(subject, total, change) : level(subject, total);
}

/** Published figures that have been asked for, so that paper, which cannot wait, has them at once. */
const answeredBefore = new Map<string, Float64Array | undefined>();

/** Published figures of an indicator over the window, once the worker has answered. */
export function useObserved({ id, published }: Indicator) {
  const keyOf = ({ firstMonth, months }: NonNullable<typeof opening.value>): string => `${id} ${firstMonth} ${months}`;
  const dots = useSignal(answeredBefore.get(keyOf(opening.value!)));
  useSignalEffect(() => {
    const window = opening.value;
    if (published && window)
      void observed(window, published.name, published.member).then((values) => {
        answeredBefore.set(keyOf(window), values);
        dots.value = values;
      });
  });
  return dots;
}
