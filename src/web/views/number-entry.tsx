import { useSignal } from "@preact/signals";

interface NumberEntryProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly label: string;
  /** Id of a list of values that have a name. */
  readonly list?: string;
  /** Called with what was typed, once it is whole. */
  readonly onEnter: (text: string) => void;
}

/** A number to be typed. What is being typed stays while answers come in and what is around it is drawn again. */
export function NumberEntry({ value, min, max, label, list, onEnter }: NumberEntryProps) {
  const typed = useSignal<string | undefined>(undefined);
  return (
    <input
      type="number"
      min={min}
      max={max}
      step="any"
      value={typed.value ?? value}
      list={list}
      aria-label={label}
      onInput={(event) => {
        typed.value = event.currentTarget.value;
      }}
      onChange={(event) => {
        typed.value = undefined;
        onEnter(event.currentTarget.value);
      }}
      onBlur={() => {
        typed.value = undefined;
      }}
    />
  );
}
