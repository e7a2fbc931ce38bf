import { percent, word } from "../words.ts";
import { type Compared, verdictOf } from "./comparison.ts";
import type { Indicator } from "./indicators.ts";
import { countOf, endBeside, signed } from "./sentence.ts";

/** A share of draws; never all or none, since others could differ. */
export function chanceText(share: number, draws: number): string {
  if (share > 1 - 0.5 / draws) return `>${percent(1 - 1 / draws)}`;
  return share < 0.5 / draws ? `<${percent(1 / draws)}` : percent(share);
}

/** The same in a sentence. */
function ofDraws(share: number): string {
  if (share === 1) return word("compare_all");
  return share === 0 ? word("compare_none") : percent(share);
}

const inside = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What a scenario changes of an indicator against the partner. */
export function changeSentence(indicator: Indicator, compared: Compared, draws: number): string {
  const { change, chance } = compared;
  const { middle, low = middle, high = middle } = change;
  const what = indicator.what && word(indicator.what);
  const unit = word(indicator.unit);
  const verdict = verdictOf(compared);
  if (verdict === "equal") return word("compare_equal", { what: what ?? inside(word(indicator.name)) });
  if (verdict === "unknown" || !chance) return `${signed(middle)} ${what ?? unit}`;
  const higher = ofDraws(chance.higher);
  if (what === undefined)
    return word("compare_other", {
      change: signed(middle),
      unit,
      low: signed(endBeside(low, high)),
      high: signed(endBeside(high, low)),
      share: higher,
      draws,
    });
  if (verdict === "unclear") {
    const ends = { low: countOf(endBeside(low, high)), high: countOf(endBeside(high, low)) };
    return word("compare_unclear", { what, ...ends, share: higher, draws });
  }
  const [least, most] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return word(`compare_${verdict}`, {
    what,
    count: countOf(middle),
    low: countOf(endBeside(least, most)),
    high: countOf(most),
    share: verdict === "more" ? higher : ofDraws(chance.lower),
    draws,
  });
}
