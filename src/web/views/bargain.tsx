import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dataVersion } from "../../data/embedded-version.ts";
import { modelVersion } from "../../model/version.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import { BargainPlot } from "../charts/bargain-plot.tsx";
import { Scrolled } from "../charts/scrolled.tsx";
import { address } from "../state/address.ts";
import {
  bargainWords,
  fileLink,
  followBargain,
  isWeighed,
  place,
  problem,
  show,
  shownPackage,
  type Valued,
  valued,
  weighed,
} from "../state/bargain.ts";
import "../styles/bargain.css";
import { packagesCsv } from "../view-model/bargain-csv.ts";
import { marksOf } from "../view-model/bargain-marks.ts";
import { packageText, pointsText, shareText } from "../view-model/bargain-names.ts";
import { outcomeOf } from "../view-model/bargain-outcomes.ts";
import { bargainFiles, grantedIn, strayedIn } from "../view-model/bargain-place.ts";
import { count, draws, finding, nashText } from "../view-model/bargain-sentence.ts";
import { keyOf } from "../view-model/names.ts";
import { dayName, monthName, number, word } from "../words.ts";
import { PackageCard } from "./bargain-package.tsx";
import { AgainstRecord, Basis, HoldingTexts, Refused, Threats } from "./bargain-results.tsx";
import { Weights } from "./bargain-weights.tsx";
import { CsvFiles } from "./csv-files.tsx";
import { Pictures } from "./pictures.tsx";
import { Strayed } from "./strayed.tsx";

interface ShownProps {
  readonly valued: Valued;
  readonly words: BargainWords;
}

function Files() {
  return (
    <nav class="sections" aria-label={word("bargain_files")}>
      {bargainFiles.map((file) => (
        <a key={file} href={fileLink(file)} {...(file === place.value.file && { "aria-current": "page" as const })}>
          {word(`bargain_file_${keyOf(file)}`)}
        </a>
      ))}
    </nav>
  );
}

/** A package in words: what each side gains, how often both accept, what it holds. */
function readingOf({ answer, terms, read }: Valued, words: BargainWords, p: number): string {
  const [us, mexico] = answer.gains[p].map(pointsText);
  const share = weighed.value?.robustness.share[p];
  const parts = { us, mexico, package: packageText(terms, words, read.packages.all[p]) };
  return share === undefined
    ? word("bargain_reading_unknown", parts)
    : word("bargain_reading", { ...parts, share: shareText(share) });
}

/** The numbers of the plot: what is marked, and the frontier on which neither loses. */
function PlotTable({ valued: now, words }: ShownProps) {
  const open = useSignal(false);
  const { read, answer, terms } = now;
  const marks = marksOf(now, shownPackage.value);
  const inZone = new Set(answer.noDeal.zone);
  const marked = new Set(marks.map((mark) => mark.package));
  const frontier = answer.frontier.filter((p) => inZone.has(p) && !marked.has(p));
  const rows = [
    ...marks.map((mark) => ({ name: mark.name, p: mark.package })),
    ...frontier.map((p) => ({ name: word("bargain_on_frontier"), p })),
  ];
  const share = weighed.value?.robustness.share;
  return (
    <details
      class="numbers"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{word("table")}</summary>
      {open.value && (
        <Scrolled label={word("bargain_frontier_table")}>
          <table class="wide">
            <thead>
              <tr>
                {["bargain_which", "bargain_package"].map((key) => (
                  <th key={key} scope="col">
                    {word(key)}
                  </th>
                ))}
                {[
                  "bargain_gain_us",
                  "bargain_gain_mexico",
                  "bargain_both",
                  "bargain_outcome_usbp",
                  "bargain_outcome_deaths",
                  "bargain_outcome_attacks",
                ].map((key) => (
                  <th key={key} scope="col" class="figure">
                    {word(key)}
                  </th>
                ))}
                <th scope="col">{word("bargain_simulated")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, p }) => (
                <tr key={p}>
                  <th scope="row">{name}</th>
                  <td class="what">{packageText(terms, words, read.packages.all[p])}</td>
                  <td class="figure">{pointsText(answer.gains[p][0])}</td>
                  <td class="figure">{pointsText(answer.gains[p][1])}</td>
                  <td class="figure">{share ? shareText(share[p]) : "…"}</td>
                  {(["usbp", "deathsBySector+deathsInTransit", "attacks"] as const).map((key) => (
                    <td key={key} class="figure">
                      {number(outcomeOf(read.space, p, key).value)}
                    </td>
                  ))}
                  <td>{word(read.space.exact[read.space.rowOf[p]] === 1 ? "bargain_exact" : "bargain_expected")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
    </details>
  );
}

function Plot({ valued: now, words }: ShownProps) {
  const { read, answer, terms } = now;
  const { exact, rowOf } = read.space;
  const isExact = (p: number): boolean => exact[rowOf[p]] === 1;
  const all = read.packages.all;
  const simulated = all.reduce((sum, _, p) => sum + Number(isExact(p)), 0);
  const name = `${word("bargain_plot")}: ${words.title}`;
  return (
    <article class="chart" id="chart-gains">
      <h2>{word("bargain_plot")}</h2>
      <BargainPlot
        gains={answer.gains}
        isExact={isExact}
        frontier={answer.frontier}
        zone={answer.noDeal.zone}
        marks={marksOf(now, shownPackage.value)}
        shown={shownPackage.value}
        read={(p) => readingOf(now, words, p)}
        onChoose={(p) => show({ package: grantedIn(terms, all[p]) })}
      />
      <Reasons valued={now} words={words} />
      <p class="note">
        {word("bargain_plot_legend", { exact: count(simulated), expected: count(all.length - simulated) })}
      </p>
      <div class="take">
        <PlotTable valued={now} words={words} />
        <Pictures
          name={name}
          file={`bargain-${place.value.file}`}
          said={[
            finding(now),
            word("bargain_plot_legend", { exact: count(simulated), expected: count(all.length - simulated) }),
          ]}
          note={word("bargain_picture_note", { version: modelVersion })}
        />
        <CsvFiles
          ready={isWeighed.value}
          files={[
            {
              key: "bargain_csv_packages",
              name: `bargain-${place.value.file}.csv`,
              write: () => packagesCsv(now, weighed.value!),
            },
          ]}
        />
      </div>
    </article>
  );
}

function Found({ valued: now, words }: ShownProps) {
  const { read } = now;
  const isOld = read.stamp.model !== modelVersion || read.stamp.data !== dataVersion;
  return (
    <>
      <p class="question">{words.question}</p>
      <p class="headline" aria-live="polite">
        {finding(now)}
      </p>
      {isOld && <p class="problem">{word("bargain_older")}</p>}
    </>
  );
}

/** What the headline rests on: the package in the middle, and how far draws of weights bear it out. */
function Reasons({ valued: now, words }: ShownProps) {
  const counted = weighed.value;
  const done = counted && isWeighed.value;
  return (
    <>
      <p class="finding">{nashText(now, words)}</p>
      <p class="finding draws">{counted ? draws(now, counted) : ""}</p>
      <p class={done ? "progress done" : "progress"} role="status">
        {done
          ? word("bargain_weighed", { draws: count(counted.robustness.draws), members: now.read.space.members })
          : word("bargain_weighing", { done: counted ? count(counted.robustness.draws) : 0 })}
      </p>
    </>
  );
}

/** The line that gives the same numbers. */
function Command({ valued: { chosen } }: ShownProps) {
  const weights = Object.entries(chosen).map(([id, points]) => ` --weights ${id}=${points}`);
  return (
    <p class="note">
      {word("bargain_command")}: <code>{`corridor bargain ${place.value.file}${weights.join("")}`}</code>
    </p>
  );
}

/** What two governments could have agreed on, under weights that the reader sets. */
export function BargainPage() {
  useEffect(followBargain, []);
  const now = valued.value;
  const words = bargainWords.value;
  const shown = now && words && { valued: now, words };
  return (
    <main id="content" class="bargain" tabIndex={-1} {...(!shown && problem.value === "" && { "aria-busy": true })}>
      <h1>{word("nav_bargain")}</h1>
      <p class="lede">{word("bargain_lede")}</p>
      <Strayed part={strayedIn(address.value.shows, now?.terms)} />
      <Files />
      {problem.value !== "" && (
        <p class="problem" role="alert">
          {word("bargain_missing", { reason: problem.value })}
        </p>
      )}
      {shown ? (
        <div class="table" key={place.value.file}>
          <div class="middle">
            <Found {...shown} />
            <Plot {...shown} />
          </div>
          <Weights {...shown} />
          <div class="rest">
            <PackageCard {...shown} />
            <Threats {...shown} />
            <div class="pairs">
              <HoldingTexts {...shown} />
              <AgainstRecord {...shown} />
              <Refused {...shown} />
              <Basis {...shown} />
            </div>
            <p class="note">
              {word("bargain_horizon", {
                date: dayName(shown.valued.terms.date),
                from: monthName(shown.valued.read.months[0]),
                to: monthName(shown.valued.read.months.at(-1)!),
              })}{" "}
              {words.reading}
            </p>
            <Command {...shown} />
          </div>
        </div>
      ) : (
        <p class="progress">{word("loading")}</p>
      )}
    </main>
  );
}
