import { packageScenario } from "../../analysis/bargain/as-scenario.ts";
import { linkOf, madeNow } from "../../scenario/link.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import { Scrolled } from "../charts/scrolled.tsx";
import { hashOf } from "../state/address.ts";
import { place, show, shownPackage, type Valued, weighed } from "../state/bargain.ts";
import { marksOf, namedIn, nameOf } from "../view-model/bargain-marks.ts";
import { pointsText, shareText, sideName } from "../view-model/bargain-names.ts";
import { outcomeOf, outcomeRows } from "../view-model/bargain-outcomes.ts";
import { grantedIn, namedPackages } from "../view-model/bargain-place.ts";
import { sideText } from "../view-model/compare-address.ts";
import { dayName, number, word } from "../words.ts";

interface PackageProps {
  readonly valued: Valued;
  readonly words: BargainWords;
}

const change = (value: number): string => (value > 0 ? `+${number(value)}` : number(value));

/** Levels of the package that is shown, each to be changed. */
function Levels({ valued: { read, terms }, words }: PackageProps) {
  const shown = read.packages.all[shownPackage.value];
  // where no levels break a limit together, every combination is a package
  const known = read.packages.broken > 0 ? new Set(read.packages.all.map((levels) => levels.join())) : undefined;
  return (
    <Scrolled label={word("bargain_levels")}>
      <table class="levels">
        <thead>
          <tr>
            <th scope="col">{word("bargain_issue")}</th>
            <th scope="col">{word("bargain_by")}</th>
            <th scope="col">{word("bargain_level")}</th>
          </tr>
        </thead>
        <tbody>
          {terms.issues.map(({ id, by, levels }, i) => {
            const open = read.packages.levels[i];
            if (open.length < 2) return undefined;
            const { title, levels: names } = words.issues[id];
            return (
              <tr key={id} class={shown[i] === 0 ? "" : "held"}>
                <th scope="row">{title}</th>
                <td>{sideName(by)}</td>
                <td>
                  <select
                    aria-label={title}
                    value={`${shown[i]}`}
                    onChange={(event) =>
                      show({ package: grantedIn(terms, shown.with(i, Number(event.currentTarget.value))) })
                    }
                  >
                    {open.map((level) => (
                      <option
                        key={level}
                        value={`${level}`}
                        disabled={known !== undefined && !known.has(shown.with(i, level).join())}
                      >
                        {names[levels[level].id]}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Outcomes({ valued: { read } }: PackageProps) {
  const p = shownPackage.value;
  return (
    <Scrolled label={word("bargain_outcomes")}>
      <table class="outcomes">
        <thead>
          <tr>
            <th scope="col">{word("bargain_outcome")}</th>
            <th scope="col">{word("bargain_difference")}</th>
            <th scope="col">{word("bargain_no_deal")}</th>
            <th scope="col">{word("bargain_package")}</th>
            <th scope="col">{word("bargain_member_range")}</th>
          </tr>
        </thead>
        <tbody>
          {outcomeRows.map(({ key, name, harm }) => {
            const without = outcomeOf(read.space, 0, key);
            const { value, difference, low, high } = outcomeOf(read.space, p, key);
            return (
              <tr key={key} class={harm ? "harm" : ""}>
                <th scope="row">{word(name)}</th>
                <td class="difference">{change(difference)}</td>
                <td>{number(without.value)}</td>
                <td>{number(value)}</td>
                <td>
                  {change(low)} … {change(high)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolled>
  );
}

/** The package that is shown: what it holds, what comes of it, and ways to see it elsewhere. */
export function PackageCard(props: PackageProps) {
  const { valued } = props;
  const { read, terms, answer } = valued;
  const p = shownPackage.value;
  const named = namedIn(valued);
  const [us, mexico] = answer.gains[p];
  const robustness = weighed.value?.robustness;
  const name = marksOf(valued, p).find((mark) => mark.package === p)!.name;
  const scenario = (index: number) => packageScenario(terms, read.known, read.packages.all[index]);
  const { package: wanted } = place.value;
  return (
    <section class="package" aria-labelledby="package-head">
      <h2 id="package-head">{word("bargain_the_package")}</h2>
      <fieldset class="which">
        <legend class="unseen">{word("bargain_choose")}</legend>
        {namedPackages
          .filter((one) => named.has(one))
          .map((one) => (
            <button key={one} type="button" aria-pressed={wanted === one} onClick={() => show({ package: one })}>
              {nameOf(one)}
            </button>
          ))}
      </fieldset>
      <p class="finding" aria-live="polite">
        {word("bargain_found", { name, us: pointsText(us), mexico: pointsText(mexico) })}{" "}
        {robustness &&
          `${word("bargain_found_share", {
            share: shareText(robustness.share[p]),
            members: word("bargain_members", {
              low: shareText(robustness.low[p]),
              high: shareText(robustness.high[p]),
            }),
          })} `}
        {word(read.space.exact[read.space.rowOf[p]] === 1 ? "bargain_is_exact" : "bargain_is_expected")}
      </p>
      <div class="sides">
        <Levels {...props} />
        <Outcomes {...props} />
      </div>
      <p class="ways">
        <a href={hashOf({ page: "simulator", shows: linkOf({ ...scenario(p), madeWith: madeNow }) })}>
          {word("bargain_open_simulator")}
        </a>
        {p !== 0 && (
          <a href={hashOf({ page: "compare", shows: sideText({ scenarios: [scenario(0), scenario(p)], partner: 0 }) })}>
            {word("bargain_open_compare")}
          </a>
        )}
      </p>
      <p class="note">{word("bargain_open_note", { date: dayName(terms.date) })}</p>
    </section>
  );
}
