import { monthIndex } from "../../engine/calendar.ts";
import { EvidenceFault } from "./fault.ts";

/** First and last month (since 2018-01), both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const expected = "a month, year or fiscal year such as 2023-12, 2023 or FY2023, or from one to another with ..";

function point(label: string): Span | undefined {
  const fiscal = /^FY(\d{4})$/.exec(label);
  if (fiscal) return { from: monthIndex(`${Number(fiscal[1]) - 1}-10`), to: monthIndex(`${fiscal[1]}-09`) };
  if (/^\d{4}$/.test(label)) return { from: monthIndex(`${label}-01`), to: monthIndex(`${label}-12`) };
  if (!/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/.test(label)) return undefined;
  const month = monthIndex(label.slice(0, 7));
  return { from: month, to: month };
}

/** The months of a period such as `2023-12`, `2023`, `FY2023`, `2023-12-18` or `2022-12..2023-09`. Throws EvidenceFault. */
export function spanOf(label: string): Span {
  const [first, last = first, ...rest] = label.split("..").map((part) => point(part));
  if (first === undefined || last === undefined || rest.length > 0 || last.to < first.from)
    throw new EvidenceFault(["when"], label, expected);
  return { from: first.from, to: last.to };
}
