import { monthOf } from "./calendar.ts";
import type { Recorder } from "./recorder.ts";

/** What the loop drives: one step per day, one look at the stocks per month. */
export interface DailyModel {
  step(day: number): void;
  observe(recorder: Recorder): void;
}

/**
 * Steps every day from `firstDay` to `lastDay`, both included, in order. The recorder stands at the day's month during the step;
 * `observe` runs after the last day of each month and after `lastDay`, then `onMonth` with the month since 2018-01.
 * Throws RangeError when a day lies outside the recorder's months.
 */
export function runDays(
  model: DailyModel,
  recorder: Recorder,
  firstDay: number,
  lastDay: number,
  onMonth?: (month: number) => void,
): void {
  let begun: number | undefined;
  for (let day = firstDay; day <= lastDay; day++) {
    const month = monthOf(day);
    if (month !== begun) {
      recorder.beginMonth(month - recorder.firstMonth);
      begun = month;
    }
    model.step(day);
    if (day === lastDay || monthOf(day + 1) !== month) {
      model.observe(recorder);
      onMonth?.(month);
    }
  }
}
