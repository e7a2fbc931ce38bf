import { markWords } from "../view-model/mark-words.ts";
import type { PolicyMark } from "../view-model/policy-marks.ts";
import { word } from "../words.ts";
import "../styles/policies.css";

/** What the numbers on a chart stand for, by date. */
export function PolicyList({ marks }: { readonly marks: readonly PolicyMark[] }) {
  return (
    <ul>
      {marks.map((mark) => (
        <li key={`${mark.kind} ${mark.ends} ${mark.day}`} class={mark.kind}>
          <span class="group">{mark.group}</span> {markWords(mark)}
        </li>
      ))}
    </ul>
  );
}

/** The same below a chart, open where there is room. */
export function Policies({ marks }: { readonly marks: readonly PolicyMark[] }) {
  if (marks.length === 0) return undefined;
  return (
    <details class="policies" open={matchMedia("(min-width: 68.01rem)").matches}>
      <summary>{word("print_marks")}</summary>
      <p>{word("print_marks_how")}</p>
      <PolicyList marks={marks} />
    </details>
  );
}
