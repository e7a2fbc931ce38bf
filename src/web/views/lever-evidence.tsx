import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isContested, type LeverEvidence } from "../../analysis/contested.ts";
import type { LeverId } from "../../model/levers.ts";
import { evidenceOf } from "../state/results.ts";
import { keyOf } from "../view-model/names.ts";
import { originName } from "../view-model/origin-name.ts";
import { number, word } from "../words.ts";

/** What is on record about a lever, once the engine has answered. */
export function useEvidence(lever: LeverId) {
  const evidence = useSignal<LeverEvidence | undefined>(undefined);
  useEffect(() => {
    void evidenceOf(lever).then(
      (answer) => {
        evidence.value = answer;
      },
      // an engine that has died says so beside the charts
      () => undefined,
    );
  }, []);
  return evidence;
}

/** Whether a lever is contested, in words. */
export function contestedWords(evidence: LeverEvidence): string {
  if (!isContested(evidence)) return word("card_not_contested");
  const count = evidence.disagreements.length + evidence.mayDoNothing.length;
  return word(count === 1 ? "card_contested_one" : "card_contested", { count });
}

const figuresIn = (figures: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, number(value)]));

/** What is at odds, how strongly a lever acts, and what the founding documents say, by mechanism. */
export function Evidence({ evidence }: { readonly evidence: LeverEvidence }) {
  const { claims, disagreements, strengths, mayDoNothing } = evidence;
  const mechanisms = [...new Set(claims.map((claim) => claim.mechanisms[0]))];
  return (
    <>
      {isContested(evidence) && (
        <ul class="disagreements">
          {disagreements.map(({ id, kind, sources, figures }) => (
            <li key={id}>
              <b>{word(`card_kind_${kind}`)}.</b> {word(`card_${id}`, figuresIn(figures))}{" "}
              <small>{word("card_from", { sources: sources.join(", ") })}</small>
            </li>
          ))}
          {mayDoNothing.map(({ name }) => (
            <li key={name}>
              <b>{word("card_kind_open")}.</b> {word("card_may_do_nothing", { name: word(`card_parameter_${name}`) })}
            </li>
          ))}
        </ul>
      )}
      {strengths.length > 0 && (
        <p>
          {word("card_strength")}:{" "}
          {strengths
            .map(({ name, value, low, high, grade }) =>
              word("card_range", {
                name: word(`card_parameter_${name}`),
                value: number(value),
                low: number(low),
                high: number(high),
                grade: word(`grade_${grade}`).toLowerCase(),
              }),
            )
            .join("; ")}
          .
        </p>
      )}
      {claims.length === 0 ? (
        <p class="guide">{word("card_no_claims")}</p>
      ) : (
        <details class="claims">
          <summary>{word("card_claims", { count: claims.length })}</summary>
          {mechanisms.map((mechanism) => (
            <section key={mechanism}>
              <h3>{word(`card_mechanism_${keyOf(mechanism)}`)}</h3>
              <ul>
                {claims
                  .filter((claim) => claim.mechanisms[0] === mechanism)
                  .map(({ id, origins }) => (
                    <li key={id}>
                      <b>{id}</b> {word(`claim_${id}`)} <small>({origins.map(originName).join(", ")})</small>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </details>
      )}
    </>
  );
}
