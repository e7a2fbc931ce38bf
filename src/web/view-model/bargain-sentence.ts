import { agreementOf } from "../../analysis/bargain/agreement.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import type { Weighed } from "../bargain/weighing.ts";
import type { Valued } from "../state/bargain.ts";
import { number, word } from "../words.ts";
import { packageText, shareText } from "./bargain-names.ts";
import { type OutcomeKey, outcomeOf } from "./bargain-outcomes.ts";

export const count = (value: number): string => number(value, 15);

/** More, fewer or as many of something, rounded to what is known. */
function changed(what: "encounters" | "deaths" | "attacks", difference: number): string {
  const rounded = Number(difference.toPrecision(2));
  if (Math.abs(rounded) < 1) return word(`bargain_same_${what}`);
  return word(`bargain_${rounded > 0 ? "more" : "fewer"}_${what}`, { count: number(Math.abs(rounded), 2) });
}

/** What a package brings against no deal, harm with it. */
function broughtText({ read }: Valued, p: number): string {
  const of = (key: OutcomeKey): number => outcomeOf(read.space, p, key).difference;
  return word("bargain_finding_outcomes", {
    encounters: changed("encounters", of("usbp")),
    deaths: changed("deaths", of("deathsBySector+deathsInTransit")),
    attacks: changed("attacks", of("attacks")),
  });
}

/** What is found under the reader's weights, in a sentence that stands first. */
export function finding({ answer, read }: Valued): string {
  const { zone } = answer.noDeal;
  if (zone.length === 0) return word("bargain_finding_none");
  return word("bargain_finding", { zone: count(zone.length), all: count(read.packages.all.length) });
}

/** Which package Nash's solution is, and what it brings; nothing where there is none. */
export function nashText(now: Valued, words: BargainWords): string {
  const [nash] = now.answer.noDeal.nash;
  if (nash === undefined) return "";
  const text = packageText(now.terms, words, now.read.packages.all[nash]);
  return `${word("bargain_finding_nash", { package: text })} ${broughtText(now, nash)}`;
}

/** How often packages are acceptable, and how that stands to the record. */
export function draws(now: Valued, weighed: Weighed): string {
  const { robustness } = weighed;
  const often = robustness.share.reduce((sum, share) => sum + Number(share > 0.5), 0);
  const text = word("bargain_finding_often", { often: count(often), any: shareText(robustness.anyZone) });
  const agreement = agreementIn(now, weighed);
  if (agreement === undefined || agreement.recordedShare === null) return text;
  const record = word("bargain_finding_record", {
    share: shareText(agreement.recordedShare),
    agrees: word(agreement.grantedInZone ? "bargain_agrees" : "bargain_disagrees"),
  });
  return `${record} ${text}`;
}

/** How what is found stands to the record; undefined if there is none. */
export function agreementIn(
  { read, terms, answer }: Valued,
  { robustness, additions }: Weighed,
): ReturnType<typeof agreementOf> {
  return agreementOf({
    space: { ...read.space, bargain: terms },
    packages: read.packages,
    answer,
    robustness,
    additions: read.additions.levels.map(({ issue, level }, i) => ({
      issue,
      level,
      with: [0, 0],
      without: [0, 0],
      share: additions[i],
    })),
    recorded: read.recorded,
  });
}
