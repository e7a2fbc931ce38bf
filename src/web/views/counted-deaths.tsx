import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PageFact } from "../evidence/page-ledger.ts";
import { hashOf } from "../state/address.ts";
import type { Shown } from "../view-model/bands.ts";
import { countedMonths, countedSentence, factOnDeaths, factsOnDeaths } from "../view-model/counted-deaths.ts";
import { deathsAtBorder } from "../view-model/indicators.ts";
import { word } from "../words.ts";
import { baseOver, monthsOf } from "./drawn.ts";

const linkTo = (section: string, id: string): string => hashOf({ page: "evidence", shows: `${section}/${id}` });

/** The published facts on deaths, which come with the ledger of the evidence. */
function useFacts(): readonly PageFact[] {
  const facts = useSignal<readonly PageFact[]>([]);
  useEffect(() => {
    void import("../state/evidence.ts").then(({ ledger }) => {
      facts.value = factsOnDeaths.flatMap((id) => ledger.facts.filter((fact) => fact.id === id));
    });
  }, []);
  return facts.value;
}

interface CountedProps {
  /** Dead and missing by month; undefined before they have come. */
  readonly observed: Float64Array | undefined;
  /** Deaths near the border over the whole window, as the chart shows them. */
  readonly rows: Shown;
}

/** What was counted near the border, beside the baseline and the published facts. */
export function CountedDeaths({ observed, rows }: CountedProps) {
  const facts = useFacts();
  const stretch = countedMonths(observed);
  const isWhole = stretch && stretch.last - stretch.first === rows.base.middle.length - 1;
  const found = observed &&
    stretch && {
      ...stretch,
      counted: observed.slice(stretch.first, stretch.last + 1).reduce((sum, count) => sum + count, 0),
      simulated: (isWhole ? rows.baseTotal : baseOver(deathsAtBorder, stretch)).middle,
    };
  return (
    <div class="note counted">
      <p>{countedSentence(found, monthsOf())}</p>
      {facts.map((fact) => (
        <p key={fact.id}>
          {factOnDeaths(fact)} <a href={linkTo("facts", fact.id)}>{word("deaths_see", { id: fact.id })}</a>
        </p>
      ))}
    </div>
  );
}

/** Why deaths on the way have no dots. */
export function UncountedDeaths() {
  return (
    <p class="note counted">
      {word("deaths_uncounted")} <a href={linkTo("parameters", "roadDeathHazard")}>{word("deaths_see_rate")}</a>
    </p>
  );
}
