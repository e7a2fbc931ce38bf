import { useSignal } from "@preact/signals";
import { monthName, word } from "../words.ts";
import "../styles/month-cursor.css";

interface MonthCursorProps {
  readonly months: readonly string[];
  /** Name of the chart. */
  readonly name: string;
  /** Where the first and the last month stand, in CSS pixels from the left. */
  readonly first: number;
  readonly last: number;
  /** A month in words. */
  readonly read: (month: number) => string;
  readonly onMove: (month: number | undefined) => void;
}

const year = 12;
/** Where a key leads; undefined for keys that lead nowhere. */
function keyed(key: string, at: number, end: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - year,
    PageUp: at + year,
    Home: 0,
    End: end,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.min(Math.max(next, 0), end);
}

/** Lies over a chart: arrow keys, a pointer or a finger choose a month, whose numbers are said in words. */
export function MonthCursor({ months, name, first, last, read, onMove }: MonthCursorProps) {
  const end = months.length - 1;
  const at = useSignal<number | undefined>(undefined);
  const move = (month: number | undefined): void => {
    at.value = month;
    onMove(month);
  };
  const point = (event: PointerEvent): void => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - left - first) / (last - first);
    move(Math.min(Math.max(Math.round(share * end), 0), end));
  };
  const leave = (event: Event): void => move(document.activeElement === event.currentTarget ? at.value : undefined);
  const now = at.value ?? end;
  return (
    <>
      <div
        class="months"
        role="slider"
        tabIndex={0}
        aria-label={`${name}: ${word("month")}`}
        aria-valuemin={0}
        aria-valuemax={end}
        aria-valuenow={now}
        aria-valuetext={at.value === undefined ? monthName(months[now]) : read(now)}
        onFocus={() => move(at.value ?? end)}
        onBlur={() => move(undefined)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={leave}
        onKeyDown={(event) => {
          const next = event.key === "Escape" ? undefined : keyed(event.key, now, end);
          if (next === undefined && event.key !== "Escape") return;
          event.preventDefault();
          move(next);
        }}
      />
      {at.value !== undefined && (
        <p class="reading" aria-hidden="true">
          {read(at.value)}
        </p>
      )}
    </>
  );
}
