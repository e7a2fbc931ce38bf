import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isContested } from "../../analysis/contested.ts";
import { type Lever, type LeverId, leverKeys, levers } from "../../model/levers.ts";
import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { address } from "../state/address.ts";
import { recorded, takenOut } from "../state/results.ts";
import { changesFrom, isOf, resetLever, scenario, setLever, takeBack } from "../state/workspace.ts";
import { bandWords } from "../view-model/band-words.ts";
import { changeInWords, policyInWords } from "../view-model/change-words.ts";
import { keyOf } from "../view-model/names.ts";
import { sliderStep } from "../view-model/slider.ts";
import { monthName, number, word } from "../words.ts";
import "../styles/lever-sheet.css";
import "../styles/levers.css";
import { Bands, useBands } from "./lever-bands.tsx";
import { contestedWords, Evidence, useEvidence } from "./lever-evidence.tsx";
import { NumberEntry } from "./number-entry.tsx";

const all: readonly Lever[] = levers;
const actors = ["Mexico", "United States", "shared"] as const;
const prefixOf = { nationality: "nationality", city: "city", sector: "sector", region: "region", all: "" } as const;

const titleOf = (id: string): string => word(`lever_${id}_title`);
const wordsOf = (id: string): string =>
  `${titleOf(id)} ${word(`lever_${id}_effect`)} ${word(`lever_${id}_guide`)} ${id}`;
const plain = (text: string): string => keyOf(text).replaceAll("_", " ");

/** A slider ends where values are still plausible: four times what was recorded, or the lever's own end if that is nearer. */
function sliderEnd({ max, whole, initial }: Lever, now: number): number {
  if (whole && max === 1) return 1;
  const wide = Math.max(4 * now, 4 * initial);
  return wide > 0 ? Math.min(max, Number(wide.toPrecision(2))) : max;
}

/** Most of a multiple that can be typed. */
const largestMultiple = 1000;

interface Setting {
  readonly lever: Lever;
  /** The member that is set; undefined for all of them. */
  readonly member: string | undefined;
}

/** What is set, in the unit of the lever or, for all members at once, as a multiple of what was recorded. */
function Control({ lever, member }: Setting) {
  const { id, by, min, max } = lever;
  const multiple = by !== "all" && member === undefined && max !== 1;
  const values = recorded.value?.[id as LeverId] ?? [];
  const at = member === undefined ? 0 : leverKeys(by).indexOf(member);
  const before = multiple ? 1 : (values[at] ?? 0);
  const change = scenario.value.changes.find(isOf(id as LeverId, member));
  const value = (multiple ? change?.multiply : change?.value) ?? before;
  const end = multiple ? 4 : sliderEnd(lever, before);
  const step = max === 1 && lever.whole ? 1 : multiple ? 0.05 : sliderStep(end);
  const [low, high] = multiple ? [0, largestMultiple] : [min, max];
  const unit = multiple ? word("times_recorded") : word(`lever_${id}_unit`);
  const beyond = useSignal("");
  const put = (text: string, drag: boolean): void => {
    const given = Number(text);
    if (text.trim() === "" || !Number.isFinite(given)) return;
    const within = Math.min(Math.max(given, low), high);
    beyond.value =
      within === given
        ? ""
        : word("lever_beyond", { given: number(given), low: number(low), high: number(high), unit });
    setLever(id as LeverId, member, multiple ? { multiply: within } : { value: within }, drag);
  };
  const bands = useBands(id as LeverId, member).value;
  const list = `bands-${id}`;
  const name = member === undefined ? titleOf(id) : `${titleOf(id)}, ${word(`${prefixOf[by]}_${keyOf(member)}`)}`;
  return (
    <>
      <div class="control">
        <input
          type="range"
          min={low}
          max={end}
          step={step}
          value={value}
          aria-label={name}
          aria-valuetext={`${number(value)} ${unit}`}
          onInput={(event) => put(event.currentTarget.value, true)}
          onChange={(event) => put(event.currentTarget.value, false)}
        />
        <NumberEntry
          min={low}
          max={high}
          value={Number(value.toPrecision(6))}
          list={list}
          label={`${name}, ${word("value")}`}
          onEnter={(text) => put(text, false)}
        />
        <span class="unit">{unit}</span>
        <datalist id={list}>
          {bands.map((band) => (
            <option key={band.value} value={band.value} label={bandWords(id as LeverId, band, changesFrom.value)} />
          ))}
        </datalist>
      </div>
      <p class="beyond" role="status">
        {beyond.value}
      </p>
      <Bands
        lever={id as LeverId}
        bands={bands}
        value={value}
        multiple={multiple}
        of={name}
        onChoose={(chosen) => put(`${chosen}`, false)}
      />
    </>
  );
}

function Card({ lever }: { readonly lever: Lever }) {
  const { id } = lever;
  const open = useSignal(false);
  const changed = useComputed(() => scenario.value.changes.some((change) => change.lever === id));
  const wanted = useComputed(() => address.value.lever === id).value;
  const card = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!wanted || !card.current) return;
    card.current.open = true;
    card.current.scrollIntoView({ behavior: "instant", block: "center" });
    card.current.querySelector("summary")?.focus({ preventScroll: true });
  }, [wanted]);
  return (
    <details
      ref={card}
      id={`lever-${id}`}
      class={changed.value ? "lever changed" : "lever"}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{titleOf(id)}</summary>
      {open.value && <Body lever={lever} />}
    </details>
  );
}

/** What a lever does and says; made when it is opened, since there are many and each follows what is set. */
function Body({ lever }: { readonly lever: Lever }) {
  const { id, by, grade, source } = lever;
  const member = useSignal<string | undefined>(undefined);
  const evidence = useEvidence(id as LeverId).value;
  const keys = leverKeys(by);
  const own = scenario.value.changes.filter((change) => change.lever === id);
  const values = recorded.value?.[id as LeverId];
  const at = member.value === undefined ? 0 : keys.indexOf(member.value);
  return (
    <>
      {keys.length > 0 && (
        <select
          aria-label={`${titleOf(id)}: ${word("where")}`}
          value={member.value ?? ""}
          onChange={(event) => {
            member.value = event.currentTarget.value === "" ? undefined : event.currentTarget.value;
          }}
        >
          <option value="">{word("all_of_them")}</option>
          {keys.map((key) => (
            <option key={key} value={key}>
              {word(`${prefixOf[by]}_${keyOf(key)}`)}
            </option>
          ))}
        </select>
      )}
      <Control lever={lever} member={member.value} />
      <p class="effect">{word(`lever_${id}_effect`)}</p>
      <p class="guide">{word(`lever_${id}_guide`)}</p>
      <dl>
        {values && (keys.length === 0 || member.value !== undefined) && (
          <>
            <dt>{word("recorded_value")}</dt>
            <dd>
              {number(values[at])} · {monthName(changesFrom.value.slice(0, 7))}
            </dd>
          </>
        )}
        <dt>{word("range")}</dt>
        <dd>
          {number(lever.min)} – {number(lever.max)}
        </dd>
        <dt>{word("grade")}</dt>
        <dd title={word(`grade_${grade}_long`)}>{word(`grade_${grade}`)}</dd>
        <dt>{word("source")}</dt>
        <dd>{source}</dd>
        {evidence && (
          <>
            <dt>{word("card_disagreement")}</dt>
            <dd class={isContested(evidence) ? "contested" : ""}>{contestedWords(evidence)}</dd>
          </>
        )}
      </dl>
      {evidence && <Evidence evidence={evidence} />}
      {own.length > 0 && (
        <button type="button" onClick={() => resetLever(id as LeverId)}>
          {word("reset")}
        </button>
      )}
    </>
  );
}

/** All levers by who moves them, searchable; what has been changed stands on top. */
export function Levers() {
  const query = useSignal("");
  const asked = plain(query.value).trim();
  const found = asked === "" ? all : all.filter(({ id }) => plain(wordsOf(id)).includes(asked));
  const { changes, remove } = scenario.value;
  const open = useSignal(address.peek().lever !== undefined);
  return (
    <aside class={open.value ? "levers open" : "levers"} aria-label={word("levers")}>
      <button
        type="button"
        class="handle"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {word("levers")}
        {changes.length > 0 ? ` (${changes.length})` : ""}
      </button>
      <section class="drawer" aria-label={word("changed_levers")}>
        <h2>{word("changed_levers")}</h2>
        {takenOut.value.length > 0 && (
          <p>{word("removed_steps", { steps: takenOut.value.map(policyInWords).join("; ") })}</p>
        )}
        {changes.length + remove.length === 0 ? (
          <p>{word("no_changes")}</p>
        ) : (
          <ul>
            {changes.map((change) => (
              <li key={`${change.lever} ${change.for} ${change.from}`}>
                {changeInWords(change)}
                <button
                  type="button"
                  aria-label={`${word("reset")}: ${titleOf(change.lever)}`}
                  onClick={() => takeBack(change)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <label class="from">
        {word("from_date")}
        <input
          type="month"
          min={firstMonth}
          max={lastMonth}
          value={changesFrom.value}
          onChange={(event) => {
            if (/^\d{4}-\d{2}$/.test(event.currentTarget.value)) changesFrom.value = event.currentTarget.value;
          }}
        />
      </label>
      <input
        type="search"
        placeholder={word("search_levers")}
        aria-label={word("search_levers")}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      <p class="none-found" role="status">
        {found.length === 0 ? word("levers_none_found", { query: query.value.trim() }) : ""}
      </p>
      {actors.map((actor) => {
        const own = found.filter((lever) => lever.actor === actor);
        return own.length === 0 ? undefined : (
          <section key={actor}>
            <h2>{word(`actor_${keyOf(actor)}`)}</h2>
            {own.map((lever) => (
              <Card key={lever.id} lever={lever} />
            ))}
          </section>
        );
      })}
    </aside>
  );
}
