import { batch, effect, signal, untracked } from "@preact/signals";
import type { LinkedScenario } from "../../scenario/link.ts";
import { latest } from "../simulation/latest.ts";
import type { Policy } from "../simulation/simulator.ts";
import { doesOf, mostScenarios, readPasted, readSide, type Side, sideText } from "../view-model/compare-address.ts";
import { address, keepInAddress, settleAddress } from "./address.ts";
import { draw, drawsWanted, preset, quick, sentenceOf } from "./engines.ts";
import { examples } from "./examples.ts";
import { start } from "./start.ts";
import { scenario } from "./workspace.ts";

type Window = NonNullable<LinkedScenario["window"]>;

/** Scenarios of a comparison, simulated: months × columns each. */
export interface Answer {
  readonly scenarios: readonly LinkedScenario[];
  readonly window: Window;
  /** By scenario, under the central member. */
  readonly central: readonly Float64Array[];
  /** By draw and scenario. */
  readonly draws: readonly (readonly Float64Array[])[];
}

export const side = signal<Side>({ scenarios: [], partner: 0 });
export const answer = signal<Answer | undefined>(undefined);
/** What each scenario of the answer would be simulated over alone. */
export const windows = signal<readonly Window[]>([]);
/** Names of examples by what they do. */
export const exampleOf = signal<ReadonlyMap<string, string>>(new Map());
/** What the record loses by each scenario that the engine has read, by what it does (`doesOf`): until then nothing is known of what a link names. */
export const understood = signal<ReadonlyMap<string, readonly Policy[]>>(new Map());
/** Why scenarios of the address were left out, a sentence each. */
export const leftOut = signal<readonly string[]>([]);
/** Whether a link of the address was made with another version, under which numbers were others. */
export const olderLinks = signal(false);
/** Sentence of what went wrong; empty if nothing did. */
export const failure = signal("");

const windowOf = (linked: LinkedScenario): Promise<Window> => quick.ask((simulator) => simulator.windowOf(linked));

function show(next: Side): void {
  side.value = next;
  keepInAddress(sideText(next));
}

/** Shows what the page itself makes of the address. */
function settle(next: Side): void {
  side.value = next;
  settleAddress(sideText(next));
}

/** Adds a scenario at the end. Resolves with a sentence if it cannot be read or simulated, else with nothing. */
export async function add(make: () => LinkedScenario | Promise<LinkedScenario>): Promise<string> {
  if (side.value.scenarios.length >= mostScenarios) return "";
  try {
    const made = await make();
    const window = answer.value?.window;
    // the first scenario gives the window; what is added takes it, and says so in its own link
    const added = window ? { ...made, window } : made;
    await windowOf(added);
    show({ ...side.value, scenarios: [...side.value.scenarios, added] });
    return "";
  } catch (error) {
    return sentenceOf(error);
  }
}

export const addPasted = (text: string): Promise<string> => add(() => readPasted(text));
export const addExample = (name: string): Promise<string> =>
  add(() => (name === "history" ? { base: name, remove: [], changes: [] } : preset(name)));
export const addCurrent = (): Promise<string> => add(() => scenario.value);

export function remove(at: number): void {
  const { scenarios, partner } = side.value;
  const kept = scenarios.filter((_, k) => k !== at);
  show({ scenarios: kept, partner: partner > at ? partner - 1 : partner === at ? 0 : partner });
}

export function holdAgainst(partner: number): void {
  show({ ...side.value, partner });
}

/** Gives all scenarios one window. */
export function setWindow(window: Window): void {
  show({ ...side.value, scenarios: side.value.scenarios.map((one) => ({ ...one, window })) });
}

/** What is compared when the address names nothing: the recorded history, and what the reader has set or else the best-known example. */
async function usual(): Promise<Side> {
  const set = scenario.value;
  const changed = set.remove.length + set.changes.length > 0;
  const second = changed ? set : await preset("no-december-deal");
  const window = second.window ?? start.window!;
  const history: LinkedScenario = { base: "history", window, remove: [], changes: [] };
  return { scenarios: [history, { ...second, window }], partner: 0 };
}

async function nameExamples(): Promise<void> {
  const named = await Promise.all(examples.map(async (name) => [doesOf(await preset(name)), name] as const));
  exampleOf.value = new Map(named);
}

let following = false;

const drawBands = latest<readonly LinkedScenario[]>(async (scenarios, current) => {
  try {
    await draw<Float64Array[]>({
      question: (member) => (simulator) => simulator.together(scenarios, member),
      count: drawsWanted,
      current: () => current() && following,
      onDrawn: (draws) => {
        const shown = answer.peek();
        if (shown?.scenarios === scenarios) answer.value = { ...shown, draws };
      },
    });
  } catch (error) {
    failure.value = sentenceOf(error);
  }
});

const answerTo = latest<readonly LinkedScenario[]>(async (scenarios, current) => {
  if (scenarios.length === 0) return;
  try {
    const own = await Promise.all(scenarios.map((one) => windowOf(one).catch(sentenceOf)));
    if (!current()) return;
    const wrong = own.filter((one) => typeof one === "string");
    if (wrong.length > 0) {
      leftOut.value = [...leftOut.value, ...wrong];
      settle({ scenarios: scenarios.filter((_, k) => typeof own[k] !== "string"), partner: 0 });
      return;
    }
    const found = own as Window[];
    const lost = await Promise.all(scenarios.map((one) => quick.ask((simulator) => simulator.takenOut(one))));
    understood.value = new Map([...understood.value, ...scenarios.map((one, k) => [doesOf(one), lost[k]] as const)]);
    const central = await quick.ask((simulator) => simulator.together(scenarios, 0));
    if (!current()) return;
    batch(() => {
      windows.value = found;
      failure.value = "";
      answer.value = { scenarios, window: found[0], central, draws: [] };
    });
    drawBands(scenarios);
  } catch (error) {
    failure.value = sentenceOf(error);
  }
});

function openAddress(shows: string): void {
  const now = side.peek();
  if (shows === "" && now.scenarios.length > 0) settleAddress(sideText(now));
  if (shows !== "" && shows !== sideText(now)) {
    const { broken, older, ...read } = readSide(shows);
    leftOut.value = broken;
    olderLinks.value = older;
    side.value = read;
  }
  if (side.peek().scenarios.length === 0)
    void usual().then(
      (next) => {
        if (following && side.peek().scenarios.length === 0) settle(next);
      },
      (error) => {
        failure.value = sentenceOf(error);
      },
    );
}

/** Answers to what the reader compares, until the function it returns is called. */
export function followComparison(): () => void {
  following = true;
  nameExamples().catch((error) => {
    failure.value = sentenceOf(error);
  });
  const ends = [
    effect(() => {
      const { page, shows } = address.value;
      if (page === "compare") untracked(() => openAddress(shows));
    }),
    effect(() => {
      const { scenarios } = side.value;
      const shown = answer.peek();
      if (shown?.scenarios !== scenarios || shown.draws.length < drawsWanted) answerTo(scenarios);
    }),
  ];
  return () => {
    following = false;
    for (const end of ends) end();
  };
}
