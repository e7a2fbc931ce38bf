import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { leverByMonth } from "../state/results.ts";
import { scenario } from "../state/workspace.ts";

/** Shelter places under the scenario, months × cities; undefined until the engine has answered. */
export type ShelterPlaces = ReadonlySignal<Float64Array | undefined>;

/** The same, asked for again when something changes them. */
export function useShelterPlaces(): ShelterPlaces {
  const places = useSignal<Float64Array | undefined>(undefined);
  const key = useComputed(() => {
    const { base, window, remove, changes } = scenario.value;
    return JSON.stringify([base, window, remove, changes.filter(({ lever }) => lever === "shelterPlaces")]);
  });
  useSignalEffect(() => {
    const asked = key.value;
    void leverByMonth(scenario.peek(), "shelterPlaces").then(
      (answer) => {
        if (key.peek() === asked) places.value = answer;
      },
      // what is wrong with a scenario is said by the simulation of it
      () => undefined,
    );
  });
  return places;
}
