import { sides } from "../../analysis/bargain/sides.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import { Scrolled } from "../charts/scrolled.tsx";
import { type Valued, weighed } from "../state/bargain.ts";
import {
  changesText,
  indexText,
  levelText,
  packageText,
  pointsText,
  shareText,
  sideInText,
  sideName,
} from "../view-model/bargain-names.ts";
import { additionGains, holdings } from "../view-model/bargain-results.ts";
import { agreementIn, count } from "../view-model/bargain-sentence.ts";
import { capital, monthName, number, word } from "../words.ts";

interface ResultProps {
  readonly valued: Valued;
  readonly words: BargainWords;
}

/** Heads of the columns of both sides. */
function SideHeads() {
  return sides.map((side) => (
    <th key={side} scope="col" class="figure">
      {sideName(side)}
    </th>
  ));
}

/** What there is without a deal under each threat, and what that does to the zone and to Nash's solution. */
export function Threats({ valued, words }: ResultProps) {
  const { terms, answer, read } = valued;
  const [usual] = answer.noDeal.nash;
  return (
    <section>
      <h2>{word("bargain_threats")}</h2>
      <p class="note">{word("bargain_threats_note")}</p>
      <Scrolled label={word("bargain_threats")}>
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">{word("bargain_threat")}</th>
              <th scope="col">{word("bargain_threat_by")}</th>
              <SideHeads />
              <th scope="col" class="figure">
                {word("bargain_threat_zone")}
              </th>
              <th scope="col">{word("bargain_threat_nash")}</th>
            </tr>
          </thead>
          <tbody>
            {terms.threats.map(({ id, by }, t) => {
              const { disagreement, zone, nash } = answer.threats[t];
              const { title, note } = words.threats[id];
              const all = read.packages.all;
              return (
                <tr key={id}>
                  <th scope="row">
                    {capital(title)}
                    {note !== "" && <small>{note}</small>}
                  </th>
                  <td>{sideName(by)}</td>
                  <td class="figure">{pointsText(disagreement[0])}</td>
                  <td class="figure">{pointsText(disagreement[1])}</td>
                  <td class="figure">{count(zone.length)}</td>
                  <td>
                    {nash[0] === undefined
                      ? word("bargain_none")
                      : usual === undefined
                        ? packageText(terms, words, all[nash[0]])
                        : changesText(terms, words, all[usual], all[nash[0]])}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}

/** When each side would rather leave the deals that were simulated as kept and left. */
export function HoldingTexts({ valued }: ResultProps) {
  const counted = weighed.value;
  return (
    <section>
      <h2>{word("bargain_holding")}</h2>
      <p class="note">{word("bargain_holding_note")}</p>
      {holdings(valued).map(({ package: p, name, effort, best, last, unfunded }, i) => (
        <div key={p} class="held">
          <h3>{name}</h3>
          {counted &&
            sides.map((side, s) => {
              const { first, holds } = counted.holding[i][s];
              return (
                <p key={side}>
                  {capital(
                    first === null
                      ? word("bargain_stays", { side: sideInText(side) })
                      : word("bargain_leaves", { side: sideInText(side), month: monthName(first) }),
                  )}{" "}
                  {word("bargain_stays_in", { share: shareText(holds) })}
                </p>
              );
            })}
          <p>
            {word("bargain_effort", {
              best: indexText(effort[best]),
              month: monthName(valued.read.months[best]),
              last: indexText(effort[last]),
              end: monthName(valued.read.months[last]),
            })}{" "}
            {unfunded === undefined
              ? word("bargain_funded")
              : word("bargain_unfunded", { month: monthName(valued.read.months[unfunded]) })}
          </p>
        </div>
      ))}
    </section>
  );
}

/** Levels that are in no package, and why. */
export function Refused({ valued, words }: ResultProps) {
  const { read, terms } = valued;
  const { leftOut, broken } = read.packages;
  const breaking = leftOut.filter(({ breaks }) => breaks.length > 0);
  const gains = additionGains(valued);
  const counted = weighed.value;
  return (
    <section>
      <h2>{word("bargain_refused")}</h2>
      {breaking.length > 0 && (
        <>
          <p class="note">{word("bargain_rights")}</p>
          <ul>
            {breaking.map(({ issue, level, breaks }) => (
              <li key={`${issue} ${level}`}>
                {levelText(terms, words, issue, level)}. <b>{breaks.map((id) => words.constraints[id]).join("; ")}.</b>
              </li>
            ))}
          </ul>
        </>
      )}
      {broken > 0 && <p class="note">{word("bargain_broken", { count: count(broken) })}</p>}
      {gains.length > 0 && (
        <>
          <p class="note">
            {word("bargain_legislature", {
              package: word(read.recorded < 0 ? "bargain_reference_nash" : "bargain_reference_record"),
            })}
          </p>
          <Scrolled label={word("bargain_granted")}>
            <table class="wide">
              <thead>
                <tr>
                  <th scope="col">{word("bargain_granted")}</th>
                  <SideHeads />
                  <th scope="col" class="figure">
                    {word("bargain_both")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {gains.map(({ issue, level, gain }, i) => (
                  <tr key={`${issue} ${level}`}>
                    <th scope="row">{levelText(terms, words, issue, level)}</th>
                    <td class="figure">{pointsText(gain[0])}</td>
                    <td class="figure">{pointsText(gain[1])}</td>
                    <td class="figure">{counted ? shareText(counted.additions[i]) : "…"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        </>
      )}
    </section>
  );
}

/** How what is found stands to what happened, and what that is worth. */
export function AgainstRecord({ valued, words }: ResultProps) {
  const { terms } = valued;
  const counted = weighed.value;
  const agreement = counted && agreementIn(valued, counted);
  return (
    <section>
      <h2>{word("bargain_record")}</h2>
      {terms.record === null && <p>{word("bargain_record_none")}</p>}
      {terms.record !== null && !agreement && <p class="progress">{word("loading")}</p>}
      {agreement && (
        <>
          <p>
            {agreement.recordedShare !== null &&
              `${word("bargain_finding_record", {
                share: shareText(agreement.recordedShare),
                agrees: word(agreement.grantedInZone ? "bargain_agrees" : "bargain_disagrees"),
              })} `}
            {agreement.dominating === 0
              ? word("bargain_record_undominated")
              : word("bargain_record_dominated", { count: count(agreement.dominating) })}{" "}
            {word("bargain_record_with", {
              count: count(agreement.withGranted.count),
              share: shareText(agreement.withGranted.meanShare),
            })}
          </p>
          <ul>
            {agreement.refused.map(({ issue, level, outBecause, outside }) => (
              <li key={`${issue} ${level}`}>
                {word(outside ? `bargain_refused_${outBecause}` : "bargain_refused_inside", {
                  what: levelText(terms, words, issue, level),
                })}
              </li>
            ))}
          </ul>
          {words.record !== "" && <p>{words.record}</p>}
          <p class="caution">{word("bargain_record_shows")}</p>
        </>
      )}
    </section>
  );
}

/** With what the outcomes were made, and how far the surrogate is off. */
export function Basis({ valued: { read } }: ResultProps) {
  const { surrogate, stamp, seed, space } = read;
  const rows = space.exact.length;
  const exact = space.exact.reduce((sum, one) => sum + one, 0);
  const worst = surrogate.onHeldOut.reduce((most, { largest, range }) => Math.max(most, largest / (range || 1)), 0);
  return (
    <section>
      <h2>{word("bargain_method")}</h2>
      <p>
        {word("bargain_method_text", { members: space.members, seed, model: stamp.model, data: stamp.data })}{" "}
        {surrogate.none
          ? word("bargain_method_all", { rows: count(rows) })
          : word("bargain_method_surrogate", {
              exact: count(exact),
              rows: count(rows),
              design: count(surrogate.design),
              held: count(surrogate.heldOut),
              error: `${number(100 * worst, 2)}%`,
            })}{" "}
        {word("bargain_method_own")} <a href="#method">{word("nav_method")}</a>
      </p>
    </section>
  );
}
