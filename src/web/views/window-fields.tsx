import { useSignal } from "@preact/signals";
import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { monthName, word } from "../words.ts";

interface Window {
  readonly from: string;
  readonly to: string;
}

interface WindowFieldsProps {
  /** Undefined before it is known. */
  readonly window: Window | undefined;
  readonly onChange: (next: Window) => void;
}

/** First and last month of what is simulated. */
export function WindowFields({ window, onChange }: WindowFieldsProps) {
  const refused = useSignal("");
  const take = (next: Window): void => {
    const within = [next.from, next.to].every((month) => month >= firstMonth && month <= lastMonth);
    const inOrder = next.from <= next.to;
    const problem = within ? "window_order" : "window_beyond";
    refused.value =
      within && inOrder ? "" : word(problem, { first: monthName(firstMonth), last: monthName(lastMonth) });
    if (within && inOrder) onChange(next);
  };
  return (
    <>
      {(["from", "to"] as const).map((key) => (
        <label key={key} class="month">
          {word(`window_${key}`)}
          <input
            type="month"
            min={firstMonth}
            max={lastMonth}
            value={window?.[key] ?? ""}
            onChange={({ currentTarget: { value } }) => {
              if (window && /^\d{4}-\d{2}$/.test(value)) take({ ...window, [key]: value });
            }}
          />
        </label>
      ))}
      <span class="refused" role="status">
        {refused.value}
      </span>
    </>
  );
}
