import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { word } from "../words.ts";

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
              const next = window && { ...window, [key]: value };
              const within = /^\d{4}-\d{2}$/.test(value) && value >= firstMonth && value <= lastMonth;
              if (next && within && next.from <= next.to) onChange(next);
            }}
          />
        </label>
      ))}
    </>
  );
}
