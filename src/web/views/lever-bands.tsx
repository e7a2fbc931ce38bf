import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { LeverBand } from "../../analysis/lever-bands.ts";
import type { LeverId } from "../../model/levers.ts";
import { bandsOf } from "../state/results.ts";
import { changesFrom, scenario } from "../state/workspace.ts";
import { bandWords } from "../view-model/band-words.ts";
import { number, word } from "../words.ts";

/** Values of a lever that have a name, for a member or all together; asked for again when the base or the day is another. */
export function useBands(lever: LeverId, member: string | undefined): ReadonlySignal<readonly LeverBand[]> {
  const bands = useSignal<readonly LeverBand[]>([]);
  const wanted = useSignal(member);
  wanted.value = member;
  const key = useComputed(() => JSON.stringify([scenario.value.base, wanted.value, changesFrom.value]));
  useSignalEffect(() => {
    const asked = key.value;
    void bandsOf(scenario.peek(), lever, wanted.peek(), changesFrom.peek()).then(
      (answer) => {
        if (key.peek() === asked) bands.value = answer;
      },
      // what is wrong with a scenario is said by the simulation of it
      () => undefined,
    );
  });
  return bands;
}

interface BandsProps {
  readonly lever: LeverId;
  readonly bands: readonly LeverBand[];
  /** What is set. */
  readonly value: number;
  readonly multiple: boolean;
  /** Name of the control that they set. */
  readonly of: string;
  readonly onChoose: (value: number) => void;
}

/** The values as buttons that set them. */
export function Bands({ lever, bands, value, multiple, of, onChoose }: BandsProps) {
  if (bands.length === 0) return undefined;
  return (
    <fieldset class="bands">
      <legend class="unseen">
        {of}: {word("simulator_bands")}
      </legend>
      {bands.map((band) => (
        <button key={band.value} type="button" aria-pressed={band.value === value} onClick={() => onChoose(band.value)}>
          <b>
            {multiple ? "×" : ""}
            {number(band.value, 4)}
          </b>{" "}
          {bandWords(lever, band, changesFrom.value)}
        </button>
      ))}
    </fieldset>
  );
}
