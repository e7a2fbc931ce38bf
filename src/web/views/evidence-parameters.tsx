import { cities, households, nationalities, sectors } from "../../model/geography.ts";
import { grades } from "../../model/levers.ts";
import { ParameterStrip } from "../charts/range-strip.tsx";
import { Scrolled } from "../charts/scrolled.tsx";
import type { LedgerWords, PageParameter, PageParameterRow } from "../evidence/page-ledger.ts";
import { ledger, place, show } from "../state/evidence.ts";
import { parametersAsked } from "../view-model/evidence-filter.ts";
import { figure, priorText, rangeText } from "../view-model/evidence-words.ts";
import { keyOf } from "../view-model/names.ts";
import { word } from "../words.ts";
import { Entry } from "./entry.tsx";
import { ClaimLinks, MechanismLinks } from "./evidence-links.tsx";

interface WordsProps {
  readonly words: LedgerWords;
}

interface ParameterProps extends WordsProps {
  readonly parameter: PageParameter;
}

const named: readonly (readonly [prefix: string, names: readonly string[]])[] = [
  ["nationality", nationalities],
  ["household", households],
  ["sector", sectors],
  ["city", cities],
];

/** What a row of a parameter is of, in the language of the reader. */
function keyName(key: string): string {
  if (key === "*") return word("evidence_all_others");
  const kind = named.find(([, names]) => names.includes(key));
  return word(kind ? `${kind[0]}_${keyOf(key)}` : `evidence_key_${keyOf(key)}`);
}

function spanOf(rows: readonly PageParameterRow[]): string {
  const values = rows.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? figure(low) : rangeText(low, high);
}

const gradesText = ({ grades: own }: PageParameter): string => own.map((grade) => word(`grade_${grade}`)).join(", ");

function fittedText({ low, high, fitted }: PageParameterRow): string {
  if (low === high) return word("evidence_fixed");
  return fitted ? rangeText(fitted[0], fitted[2]) : word("evidence_not_asked");
}

function Rows({ parameter }: Pick<ParameterProps, "parameter">) {
  return (
    <Scrolled label={parameter.name}>
      <table class="wide">
        <thead>
          <tr>
            {["of", "value", "prior", "fitted", "range", "grade", "source"].map((key) => (
              <th key={key} scope="col">
                {word(`evidence_parameter_${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameter.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.key === "" ? <code>{parameter.name}</code> : keyName(row.key)}</th>
              <td class="figure">{figure(row.value)}</td>
              <td class="figure">{row.low < row.high ? rangeText(row.low, row.high) : word("evidence_fixed")}</td>
              <td class="figure">{fittedText(row)}</td>
              <td>{row.low < row.high && <ParameterStrip {...row} />}</td>
              <td>{word(`grade_${row.grade}`)}</td>
              <td class="source" lang="en">
                {row.source}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Card({ parameter, words }: ParameterProps) {
  return (
    <>
      <p class="note">{word("evidence_in_unit", { unit: words.units[parameter.unit] })}</p>
      <Rows parameter={parameter} />
      <div class="rests">
        <section>
          <h3>{word("evidence_mechanisms")}</h3>
          <MechanismLinks ids={parameter.mechanisms} words={words} />
        </section>
        {parameter.claims.length > 0 && (
          <section>
            <h3>{word("evidence_claims")}</h3>
            <ClaimLinks ids={parameter.claims} words={words} />
          </section>
        )}
      </div>
    </>
  );
}

function Filters({ words }: WordsProps) {
  const { mechanism, grade, search } = place.value;
  return (
    <div class="filters">
      <label>
        {word("evidence_search_parameters")}
        <input type="search" value={search} onInput={(event) => show({ search: event.currentTarget.value })} />
      </label>
      <label>
        {word("evidence_mechanism")}
        <select
          value={mechanism ?? ""}
          onChange={(event) => show({ mechanism: event.currentTarget.value || undefined })}
        >
          <option value="">{word("evidence_any")}</option>
          {ledger.mechanisms
            .filter(({ parameters }) => parameters > 0)
            .map(({ id }) => (
              <option key={id} value={id}>
                {words.mechanisms[id]}
              </option>
            ))}
        </select>
      </label>
      <label>
        {word("grade")}
        <select
          value={grade ?? ""}
          onChange={(event) => show({ grade: grades.find((one) => one === event.currentTarget.value) })}
        >
          <option value="">{word("evidence_any")}</option>
          {grades.map((one) => (
            <option key={one} value={one}>
              {word(`grade_${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function finding(): string {
  const rows = ledger.parameters.flatMap((parameter) => parameter.rows);
  const guesses = ledger.parameters.filter((parameter) => parameter.grades.includes("guess")).length;
  return word("evidence_parameters_finding", {
    total: ledger.parameters.length,
    values: rows.length,
    guesses,
    uncertain: rows.filter(({ low, high }) => low < high).length,
  });
}

export function ParameterList({ words }: WordsProps) {
  const now = place.value;
  const shown = parametersAsked(ledger.parameters, now, words);
  return (
    <section>
      <p class="headline">{finding()}</p>
      <p class="note">
        {word("evidence_parameters_note")} {word("evidence_strip_parameter")}
      </p>
      <Filters words={words} />
      <p class="shown" role="status">
        {word("evidence_parameters_shown", { shown: shown.length, total: ledger.parameters.length })}
      </p>
      <ol class="entries parameters">
        {shown.map((parameter) => {
          const { name, rows, unit } = parameter;
          const open = name === now.open;
          const only = rows.length === 1 ? rows[0] : undefined;
          return (
            <Entry
              key={name}
              id={name}
              open={open}
              toggle={() => show({ open: open ? undefined : name })}
              head={
                <>
                  <span class="name">
                    <code>{name}</code>
                  </span>
                  <span class="value">{only ? priorText(only) : spanOf(rows)}</span>
                  <span class="bar">{only && only.low < only.high && <ParameterStrip {...only} />}</span>
                  <span class="unit">
                    {words.units[unit]}
                    {!only && ` · ${word("evidence_values", { count: rows.length })}`}
                  </span>
                  <span class="grade">{gradesText(parameter)}</span>
                </>
              }
            >
              <Card parameter={parameter} words={words} />
            </Entry>
          );
        })}
      </ol>
    </section>
  );
}
