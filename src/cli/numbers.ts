const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `December 2023` for `2023-12`. */
export function monthName(label: string): string {
  return `${months[Number(label.slice(5)) - 1]} ${label.slice(0, 4)}`;
}

/** Rounds to some significant digits: simulated numbers are not known better. */
export function significant(value: number, digits: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(digits));
}

/** A published number, as it stands. */
export function exact(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString("en-US", { maximumFractionDigits: 2 }) : "–";
}

/** A simulated number: three significant digits, whole from 1 on if it is a count. */
export function about(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = significant(value, digits);
  const fraction = Math.abs(rounded) >= 100 ? 0 : 2;
  const text = rounded.toLocaleString("en-US", { maximumFractionDigits: fraction });
  return text === "-0" ? "0" : text.replace("-", "−");
}

/** The same with its sign. */
export function signed(value: number, digits = 3): string {
  const text = about(value, digits);
  return value > 0 && text !== "0" ? `+${text}` : text;
}

/** `a to b`, with signs if it is a difference. */
export function range(low: number, high: number, write: (value: number) => string = about): string {
  return `${write(low)} to ${write(high)}`;
}

/** `97%`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** A share of draws: what is not all of them, or none, is not said to be. */
export function shareOfDraws(share: number): string {
  if (share < 1 && share >= 0.995) return ">99%";
  if (share > 0 && share < 0.005) return "<1%";
  return percent(share);
}

const pointsFormat = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero",
});

/** Points of a side in a bargain, with a sign and two decimals, as many as weights are given with. */
export function points(value: number): string {
  return pointsFormat.format(value).replace("-", "−");
}

const indexFormat = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An index that is 1 where nothing is out of the ordinary, such as effort. */
export function index(value: number): string {
  return indexFormat.format(value).replace("-", "−");
}

/** A number in little room: `1.87M`, `310k`, `9,870`. */
export function compact(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = significant(value, 3);
  if (Math.abs(rounded) >= 1e6) return `${about(rounded / 1e6)}M`;
  if (Math.abs(rounded) >= 1e4) return `${about(rounded / 1e3)}k`;
  return about(rounded);
}

/** The same with its sign. */
export function compactSigned(value: number): string {
  const text = compact(value);
  return value > 0 && text !== "0" ? `+${text}` : text;
}
