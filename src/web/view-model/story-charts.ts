import { nationalities, sectors } from "../../model/geography.ts";
import { columns, columnsOf, membersOf } from "../../model/observables.ts";
import type { ChartOf } from "../stories/story.ts";
import type { Indicator } from "./indicators.ts";
import { keyOf } from "./names.ts";

/** An indicator with the members it sums; undefined where it is the whole series. */
export interface StoryIndicator extends Indicator {
  readonly members: readonly string[] | undefined;
  /** Message key of the title, which takes the series and, where there is one, the member. */
  readonly title: string;
  readonly member: string | undefined;
}

const harms = ["attacks", "deathsBySector", "deathsInTransit", "childCustodyDays"];
const kindOf = (member: string): string =>
  (sectors as readonly string[]).includes(member)
    ? "sector"
    : (nationalities as readonly string[]).includes(member)
      ? "nationality"
      : "city";

function membersShown({ series, of, allBut }: ChartOf): readonly string[] | undefined {
  if (of !== undefined) return [of];
  return allBut === undefined ? undefined : membersOf(series).filter((member) => member !== allBut);
}

/** What a chart of a story draws. Throws RangeError on a member that the series does not have. */
export function indicatorOf(chart: ChartOf): StoryIndicator {
  const { series, of, allBut } = chart;
  const named = of ?? allBut;
  const known = membersOf(series);
  if (named !== undefined && !known.includes(named))
    throw new RangeError(`${named} was given; expected a member of ${series}`);
  const members = membersShown(chart);
  const which = columnsOf(series).filter((_, k) => members === undefined || members.includes(known[k]));
  const { kind, unit } = columns[which[0]];
  const kindOfMember = named === undefined ? "" : `_${kindOf(named)}${allBut === undefined ? "" : "_all_but"}`;
  return {
    id: [series, of && keyOf(of), allBut && `all-but-${keyOf(allBut)}`].filter(Boolean).join("-"),
    columns: which,
    kind,
    harm: harms.includes(series),
    name: `series_${series === "usbpBySector" ? "usbp" : series}`,
    what: kind === "flow" ? `stories_what_${series}` : undefined,
    unit: `unit_${keyOf(unit)}`,
    published: undefined,
    members,
    title: `stories_chart${kindOfMember}`,
    member: named === undefined ? undefined : `${kindOf(named)}_${keyOf(named)}`,
  };
}
