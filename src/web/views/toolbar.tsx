import { examples } from "../state/examples.ts";
import { preset } from "../state/results.ts";
import { canRedo, canUndo, isChanged, redo, resetAll, set, undo } from "../state/workspace.ts";
import { keyOf } from "../view-model/names.ts";
import { word } from "../words.ts";
import { Share } from "./share.tsx";

/** Steps back and forth, and the scenario to take away. */
export function Toolbar() {
  return (
    <div class="toolbar">
      <select
        aria-label={word("presets")}
        value=""
        onChange={(event) => void preset(event.currentTarget.value).then((found) => set(found))}
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
  );
}
