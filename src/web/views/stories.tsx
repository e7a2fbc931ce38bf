import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { monthLabel } from "../../engine/calendar.ts";
import { readLink } from "../../scenario/link.ts";
import { Fan } from "../charts/fan.tsx";
import { Numbers } from "../charts/numbers.tsx";
import { address, hashOf } from "../state/address.ts";
import { observed } from "../state/results.ts";
import { answerStep, drawsOfStory, type StepAnswer, stepAnswer, stepFailure } from "../state/step-answer.ts";
import { stories } from "../stories/index.ts";
import type { ChartOf, Figure, Step, Story } from "../stories/story.ts";
import "../styles/stories.css";
import { shown } from "../view-model/bands.ts";
import { changeInWords } from "../view-model/change-words.ts";
import { keyOf } from "../view-model/names.ts";
import { indicatorOf, type StoryIndicator } from "../view-model/story-charts.ts";
import { placeOf, strayedIn } from "../view-model/story-place.ts";
import { changeSentence, historySentence } from "../view-model/story-sentence.ts";
import { totalsOver } from "../view-model/yearly.ts";
import { monthName, number, word } from "../words.ts";
import { Strayed } from "./strayed.tsx";

const keyOfStory = ({ id }: Story): string => `stories_${keyOf(id)}`;
const keyOfStep = (story: Story, { id }: Step): string => `${keyOfStory(story)}_${id}`;
const hashOfStep = (story: Story, at: number): string => hashOf({ page: "stories", shows: `${story.id}/${at + 1}` });

const shares: Readonly<Record<NonNullable<Figure["as"]>, (value: number) => number>> = {
  share: (value) => value,
  fall: (value) => 1 - value,
  rise: (value) => value - 1,
  undone: (value) => 1 / (1 - value) - 1,
};

/** A published number as the text shows it. */
function quoted({ value, as }: Figure): string {
  return as === undefined ? number(value, 8) : `${number(100 * shares[as](value), 2)}%`;
}

const figuresOf = ({ figures }: Step): Record<string, string> =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, quoted(figure)]));

const titleOf = ({ title, name, member }: StoryIndicator): string =>
  word(title, { series: word(name), member: member === undefined ? "" : word(member) });

/** Published figures of a chart: those of the series, or the sum over the members that it shows. */
function usePublished({ series }: ChartOf, { members }: StoryIndicator, { opening }: StepAnswer) {
  const dots = useSignal<Float64Array | undefined>(undefined);
  useEffect(() => {
    const wanted = members ?? [undefined];
    void Promise.all(wanted.map((member) => observed(opening, series, member))).then((found) => {
      const known = found.filter((one) => one !== undefined);
      if (known.length === wanted.length)
        dots.value = known[0].map((_, m) => known.reduce((sum, one) => sum + one[m], 0));
    });
  }, [opening]);
  return dots.value;
}

interface ChartProps {
  readonly step: Step;
  readonly chart: ChartOf;
  readonly first: boolean;
  readonly answer: StepAnswer;
}

function Chart({ step, chart, first, answer }: ChartProps) {
  const indicator = indicatorOf(chart);
  const dots = usePublished(chart, indicator, answer);
  const { linked, opening, central, outcomes } = answer;
  const months = Array.from({ length: opening.months }, (_, m) => monthLabel(opening.firstMonth + m));
  const rows = shown(indicator, central, outcomes, true);
  const changed = linked.remove.length + linked.changes.length > 0;
  const [from, to] = step.over ?? step.between ?? [months[0], months[months.length - 1]];
  const said = {
    kind: indicator.kind,
    what: word(indicator.what ?? indicator.unit),
    from: monthName(from),
    to: monthName(to),
  };
  const [start, end] = [months.indexOf(from), months.indexOf(to)];
  const compared = step.between && ([start, end] as const);
  const sentence = changed
    ? changeSentence(said, totalsOver(indicator, central, outcomes, true, { first: start, last: end }))
    : historySentence(said, rows.base.middle, { months: compared, published: dots });
  const title = titleOf(indicator);
  return (
    <article class="chart" id={`chart-${indicator.id}`}>
      <h3>{title}</h3>
      <p class="finding">{sentence}</p>
      <Fan
        months={months}
        base={rows.base}
        {...(changed && { scenario: rows.scenario })}
        observed={dots}
        harm={indicator.harm}
        height={first ? 240 : 190}
        label={`${title}. ${sentence}`}
      />
      {changed && (
        <Fan
          months={months}
          difference={rows.difference}
          harm={indicator.harm}
          height={120}
          label={`${word("difference")}: ${title}. ${sentence}`}
        />
      )}
      <Numbers rows={rows} months={months} />
    </article>
  );
}

function Charts({ step }: { readonly step: Step }) {
  const answer = stepAnswer.value;
  if (stepFailure.value !== "")
    return (
      <p class="problem" role="alert">
        {stepFailure.value}
      </p>
    );
  if (!answer) return <p class="progress">{word("loading")}</p>;
  const done = answer.outcomes.length;
  return (
    <>
      {step.charts.map((chart, k) => (
        <Chart key={indicatorOf(chart).id} step={step} chart={chart} first={k === 0} answer={answer} />
      ))}
      <p class="progress" aria-live="polite">
        {done < drawsOfStory ? word("bands_progress", { done, total: drawsOfStory }) : ""}
      </p>
    </>
  );
}

/** What the step simulates, in words, and where to go on with it. */
function Simulated({ step }: { readonly step: Step }) {
  const { base, remove, changes } = readLink(step.link);
  const baseTitle = word(`scenario_${keyOf(base)}_title`);
  return (
    <section class="simulated" aria-label={word("stories_simulated")}>
      <h3>{word("stories_simulated")}</h3>
      <ul>
        {remove.map((id) => (
          <li key={id}>{word(`stories_without_${keyOf(id)}`)}</li>
        ))}
        {changes.map((change) => (
          <li key={change.lever}>{changeInWords(change)}</li>
        ))}
        <li>
          {word(remove.length + changes.length > 0 ? "stories_baseline" : "stories_only_base", { title: baseTitle })}
        </li>
      </ul>
      <a href={hashOf({ page: "simulator", shows: step.link })}>{word("stories_open")}</a>
    </section>
  );
}

function Sources({ step }: { readonly step: Step }) {
  const published = Object.values(step.figures).map(({ source }) => source);
  const all = new Set([...published, ...step.sources].filter((source) => source !== "scenario"));
  return (
    <details class="sources">
      <summary>{word("stories_sources", { count: all.size })}</summary>
      <ul>
        {[...all].map((source) => (
          <li key={source}>
            <code>{source}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Steps({ story, at }: { readonly story: Story; readonly at: number }) {
  return (
    <nav class="steps" aria-label={word("stories_steps")}>
      <ol>
        {story.steps.map((step, k) => (
          <li key={step.id}>
            <a href={hashOfStep(story, k)} {...(k === at && { "aria-current": "step" as const })}>
              {word(`${keyOfStep(story, step)}_title`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Pager({ story, at }: { readonly story: Story; readonly at: number }) {
  const next = stories[(stories.indexOf(story) + 1) % stories.length];
  const last = at === story.steps.length - 1;
  return (
    <p class="pager">
      {at > 0 && (
        <a class="back" href={hashOfStep(story, at - 1)}>
          {word("stories_previous")}
        </a>
      )}
      {last ? (
        <a class="on" href={hashOfStep(next, 0)}>
          {word("stories_next_story", { title: word(`${keyOfStory(next)}_title`) })}
        </a>
      ) : (
        <a class="on" href={hashOfStep(story, at + 1)}>
          {word("stories_next")}
        </a>
      )}
    </p>
  );
}

/** Arrow keys go from step to step, unless something that uses them itself has the focus. */
function useArrows(story: Story, at: number): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const inUse = (event.target as Element | null)?.closest("input, select, textarea, .scroll");
      if (inUse || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = event.key === "ArrowRight" ? at + 1 : event.key === "ArrowLeft" ? at - 1 : -1;
      if (to >= 0 && to < story.steps.length) location.hash = hashOfStep(story, to);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [story, at]);
}

function Telling({ story, at }: { readonly story: Story; readonly at: number }) {
  const step = story.steps[at];
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = useRef(false);
  useArrows(story, at);
  useEffect(() => {
    answerStep(readLink(step.link));
    if (opened.current) heading.current?.focus();
    opened.current = true;
  }, [step]);
  useEffect(() => () => answerStep(undefined), []);
  return (
    <main id="content" class="story" tabIndex={-1}>
      <header>
        <p class="kicker">
          <a href={hashOf({ page: "stories", shows: "" })}>{word("nav_stories")}</a>
        </p>
        <h1>{word(`${keyOfStory(story)}_title`)}</h1>
        <Strayed part={strayedIn(address.value.shows)} />
      </header>
      <Steps story={story} at={at} />
      <div class="telling">
        <section class="text">
          <p class="kicker">{word("stories_step", { at: at + 1, of: story.steps.length })}</p>
          <h2 ref={heading} tabIndex={-1}>
            {word(`${keyOfStep(story, step)}_title`)}
          </h2>
          {word(`${keyOfStep(story, step)}_text`, figuresOf(step))
            .split("\n")
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          <Simulated step={step} />
          <Sources step={step} />
        </section>
        <section class="pictures" aria-label={word("stories_pictures")}>
          <Charts step={step} />
        </section>
      </div>
      <Pager story={story} at={at} />
    </main>
  );
}

function List() {
  return (
    <main id="content" class="story-list" tabIndex={-1}>
      <h1>{word("nav_stories")}</h1>
      <Strayed part={strayedIn(address.value.shows)} />
      <p class="lead">{word("stories_lead")}</p>
      <ol>
        {stories.map((story) => (
          <li key={story.id}>
            <h2>
              <a href={hashOfStep(story, 0)}>{word(`${keyOfStory(story)}_title`)}</a>
            </h2>
            <p>{word(`${keyOfStory(story)}_dek`)}</p>
            <p class="kicker">{word("stories_count", { count: story.steps.length })}</p>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** Stories, and one of them step by step beside its scenarios. */
export function StoriesPage() {
  const place = useSignal(placeOf(address.value.shows));
  useSignalEffect(() => {
    place.value = placeOf(address.value.shows);
  });
  return place.value ? <Telling key={place.value.story.id} {...place.value} /> : <List />;
}
