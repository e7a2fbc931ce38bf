import { computed, effect, signal, untracked } from "@preact/signals";
import { type Lever, type LeverId, levers } from "../../model/levers.ts";
import {
  checkNames,
  isOfThisVersion,
  LinkError,
  type LinkedChange,
  type LinkedScenario,
  linkOf,
  madeNow,
  readLink,
} from "../../scenario/link.ts";
import { address, keepInAddress, settleAddress } from "./address.ts";
import { start } from "./start.ts";

/** What the reader has set: the scenario, and the steps back and forth. The address always says the same. */
function fromAddress(): LinkedScenario {
  const { page, shows } = address.peek();
  if ((page !== "simulator" && page !== "embed") || shows === "") return start;
  try {
    const { madeWith, ...linked } = readLink(shows);
    checkNames(linked);
    isOlderLink.value = madeWith !== undefined && !isOfThisVersion({ ...linked, madeWith });
    return linked;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    brokenLink.value = error.message;
    return start;
  }
}

/** What was wrong with the address the page was opened with; empty if nothing was. */
export const brokenLink = signal("");
/** Whether the link was made with another version of the model or of the figures, under which numbers were others. */
export const isOlderLink = signal(false);
const past = signal<readonly LinkedScenario[]>([]);
const future = signal<readonly LinkedScenario[]>([]);
export const scenario = signal<LinkedScenario>(fromAddress());
/** What the address of the simulator says of the scenario, and what it is simulated with. */
export const scenarioLink = computed(() => linkOf({ ...scenario.value, madeWith: madeNow }));
/** Date from which new changes act. */
export const changesFrom = signal("2024-01");

export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);
export const isChanged = computed(() => scenario.value.remove.length + scenario.value.changes.length > 0);

const kept = 200;

function show(next: LinkedScenario): void {
  const before = scenarioLink.peek();
  scenario.value = next;
  if (address.value.page === "simulator") keepInAddress(scenarioLink.value, address.value.shows || before);
}

/** What is dragged in one go is one step back: the first of the moves keeps what was before. */
let dragging = false;

function remember(drag: boolean): void {
  if (!dragging) past.value = [...past.value, scenario.value].slice(-kept);
  dragging = drag;
  future.value = [];
}

/** Takes a new scenario; `drag` marks the moves of a slider that is still held. */
export function set(next: LinkedScenario, drag = false): void {
  remember(drag);
  show(next);
}

export function undo(): void {
  const before = past.value.at(-1);
  if (!before) return;
  future.value = [scenario.value, ...future.value];
  past.value = past.value.slice(0, -1);
  show(before);
}

export function redo(): void {
  const [next, ...rest] = future.value;
  if (!next) return;
  past.value = [...past.value, scenario.value];
  future.value = rest;
  show(next);
}

/** Whether a change is of a lever for one member, or for none; a link gives one member as a list. */
export const isOf = (lever: LeverId, member: string | undefined) => (change: LinkedChange) =>
  change.lever === lever && [change.for ?? []].flat().join() === (member ?? "");

type Size = Pick<LinkedChange, "value" | "multiply">;

/** A change of another size. A lever of whole steps cannot have the ramp that a link may give it. */
function resized({ value: _, multiply: __, ramp, ...kept }: LinkedChange, size: Size): LinkedChange {
  const whole = (levers as readonly Lever[]).find(({ id }) => id === kept.lever)?.whole;
  return { ...kept, ...(ramp !== undefined && !whole && { ramp }), ...size };
}

/** Sets what a lever does for a member, or for all of them: in its first change, or where it has none in one from `changesFrom` on. */
export function setLever(lever: LeverId, member: string | undefined, size: Size, drag = false): void {
  const { changes } = scenario.value;
  const before = changes.find(isOf(lever, member));
  const next = before
    ? changes.map((change) => (change === before ? resized(change, size) : change))
    : [...changes, { lever, ...(member !== undefined && { for: member }), from: changesFrom.value, ...size }];
  set({ ...scenario.value, changes: next }, drag);
}

export function takeBack(change: LinkedChange): void {
  set({ ...scenario.value, changes: scenario.value.changes.filter((one) => one !== change) });
}

export function resetLever(lever: LeverId): void {
  set({ ...scenario.value, changes: scenario.value.changes.filter((change) => change.lever !== lever) });
}

export function resetAll(): void {
  set({ ...scenario.value, remove: [], changes: [] });
}

/** Another link was opened, or the way back was taken to one. */
effect(() => {
  const { page, shows } = address.value;
  if (page !== "simulator" || shows === "" || shows === scenarioLink.peek()) return;
  brokenLink.value = "";
  const next = fromAddress();
  if (linkOf(next) === linkOf(scenario.peek())) return;
  untracked(() => {
    remember(false);
    scenario.value = next;
    settleAddress(scenarioLink.value);
  });
});
