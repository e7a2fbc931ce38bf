import { useEffect } from "preact/hooks";
import { hashOf } from "../state/address.ts";
import { failure } from "../state/engines.ts";
import { central, follow, opening } from "../state/results.ts";
import { brokenLink, isOlderLink, scenarioLink } from "../state/workspace.ts";
import { encounters } from "../view-model/indicators.ts";
import { word } from "../words.ts";
import { Chart } from "./simulator.tsx";
import { Trouble } from "./trouble.tsx";

/** The headline chart alone, for other sites, with the way to everything else. */
export function EmbedPage() {
  useEffect(follow, []);
  const ready = opening.value !== undefined && central.value !== undefined;
  return (
    <main id="content" class="embed" tabIndex={-1}>
      <h1 class="unseen">Corridor</h1>
      <h2 class="unseen">{word("what_happens")}</h2>
      {brokenLink.value !== "" && (
        <p class="problem" role="alert">
          {word("error_link", { reason: brokenLink.value })}
        </p>
      )}
      {isOlderLink.value && <p class="notice">{word("older_link")}</p>}
      <Trouble />
      {ready ? (
        <Chart indicator={encounters} size="large" />
      ) : (
        failure.value === "" && <p class="progress">{word("loading")}</p>
      )}
      <p>
        {word("honest_scenario")} {word("honest_events")}{" "}
        <a href={hashOf({ page: "simulator", shows: scenarioLink.value })} target="_blank" rel="noopener">
          {word("share_full")}
        </a>
      </p>
    </main>
  );
}
