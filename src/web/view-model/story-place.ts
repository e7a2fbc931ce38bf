import { stories } from "../stories/index.ts";
import type { Story } from "../stories/story.ts";

/** A story and one of its steps, from 0. */
export interface StoryPlace {
  readonly story: Story;
  readonly at: number;
}

/** Where the reader is: `december/2` is a story and its second step; of a step that is not there the first; anything else is the list. */
export function placeOf(shows: string): StoryPlace | undefined {
  const [id, step] = shows.split("/");
  const story = stories.find((one) => one.id === id);
  if (!story) return undefined;
  const at = Number(step ?? 1) - 1;
  return { story, at: Number.isInteger(at) && at >= 0 && at < story.steps.length ? at : 0 };
}

/** What an address names that is not there; undefined if nothing. */
export function strayedIn(shows: string): string | undefined {
  const place = placeOf(shows);
  const [id, step] = shows.split("/");
  if (!place) return id || undefined;
  return step === undefined || step === `${place.at + 1}` ? undefined : shows;
}
