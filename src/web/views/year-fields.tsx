import { reckonIn, reckoning } from "../state/years.ts";
import { reckonings, yearWindows } from "../view-model/years.ts";
import { word, yearName } from "../words.ts";

interface YearFieldsProps {
  readonly window: { readonly from: string; readonly to: string } | undefined;
  readonly onChange: (window: { readonly from: string; readonly to: string }) => void;
}

/** How years are counted, and the years to choose for a window. */
export function YearFields({ window, onChange }: YearFieldsProps) {
  const isFiscal = reckoning.value === "fiscal";
  const presets = yearWindows(reckoning.value).map(({ year, from, to }) => ({
    name: year === undefined ? word("years_record") : yearName(year, isFiscal),
    from,
    to,
  }));
  const chosen = presets.find(({ from, to }) => from === window?.from && to === window.to);
  return (
    <>
      <select
        class="year"
        aria-label={word("years_window")}
        value={chosen?.name ?? ""}
        onChange={(event) => {
          const found = presets.find(({ name }) => name === event.currentTarget.value);
          if (found) onChange({ from: found.from, to: found.to });
        }}
      >
        <option value="" disabled>
          {word("years_window")}
        </option>
        {presets.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <select
        class="year"
        aria-label={word("years_reckoning")}
        value={reckoning.value}
        onChange={(event) => {
          const next = reckonings.find((one) => one === event.currentTarget.value);
          if (next) reckonIn(next);
        }}
      >
        {reckonings.map((one) => (
          <option key={one} value={one}>
            {word(`years_${one}`)}
          </option>
        ))}
      </select>
    </>
  );
}
