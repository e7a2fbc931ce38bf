import type { BandName, LeverBand } from "../../analysis/lever-bands.ts";
import type { LeverId } from "../../model/levers.ts";
import { monthName, word } from "../words.ts";
import { keyOf } from "./names.ts";

/** What is called so needs the month: of the record, or of the day asked for. */
const ofRecord: readonly BandName[] = ["lowest", "highest"];

/** The names of a value of a lever, such as `lowest on record, Oct 2018`. */
export function bandWords(lever: LeverId, { names, value, month }: LeverBand, date: string): string {
  const record = names.filter((name) => name !== "now" && name !== "named");
  const isFlat = record.includes("lowest") && record.includes("highest");
  const said = isFlat ? ["flat"] : record;
  const words = [
    ...(names.includes("named") ? [word(`lever_${lever}_named_${keyOf(`${value}`)}`)] : []),
    ...(names.includes("now") ? [word("simulator_band_now", { month: monthName(date.slice(0, 7)) })] : []),
    ...said.map((name) => word(`simulator_band_${name}`)),
  ];
  const dated = !isFlat && month !== undefined && names.length === 1 && ofRecord.includes(names[0]);
  return words.join(", ") + (dated ? `, ${monthName(month)}` : "");
}
