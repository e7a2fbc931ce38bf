import { signal } from "@preact/signals";
import { monthLabel } from "../../engine/calendar.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { failed, preset } from "../state/engines.ts";
import { examples } from "../state/examples.ts";
import { opening } from "../state/results.ts";
import { canRedo, canUndo, isChanged, redo, resetAll, scenario, set, undo } from "../state/workspace.ts";
import { keyOf } from "../view-model/names.ts";
import { word } from "../words.ts";
import { Share } from "./share.tsx";
import { WindowFields } from "./window-fields.tsx";
import { YearFields } from "./year-fields.tsx";

/** The window of the link, or else that of the base, once it has been read. */
function shownWindow(): LinkedScenario["window"] {
  const { window } = scenario.value;
  if (window || !opening.value) return window;
  const { firstMonth, months } = opening.value;
  return { from: monthLabel(firstMonth), to: monthLabel(firstMonth + months - 1) };
}

/** The example that was chosen last, and the scenario that it is. */
const chosen = signal<{ readonly name: string; readonly linked: LinkedScenario } | undefined>(undefined);

/** Examples, steps back and forth, the window, and the scenario to take away. */
export function Toolbar() {
  return (
    <div class="toolbar">
      <div class="row">
        <select
          aria-label={word("presets")}
          value={chosen.value?.linked === scenario.value ? chosen.value.name : ""}
          onChange={({ currentTarget: { value: name } }) =>
            void preset(name).then((linked) => {
              chosen.value = { name, linked };
              set(linked);
            }, failed)
          }
        >
          <option value="" disabled>
            {word("presets")}
          </option>
          {examples.map((name) => (
            <option key={name} value={name}>
              {word(`scenario_${keyOf(name)}_title`)}
            </option>
          ))}
        </select>
        <button type="button" disabled={!canUndo.value} onClick={undo}>
          {word("undo")}
        </button>
        <button type="button" disabled={!canRedo.value} onClick={redo}>
          {word("redo")}
        </button>
        <button type="button" disabled={!isChanged.value} onClick={resetAll}>
          {word("reset_all")}
        </button>
        <Share />
      </div>
      <div class="row">
        <WindowFields window={shownWindow()} onChange={(window) => set({ ...scenario.value, window })} />
        <YearFields window={shownWindow()} onChange={(window) => set({ ...scenario.value, window })} />
      </div>
    </div>
  );
}
