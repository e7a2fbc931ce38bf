import { expect, it } from "vitest";
import { placeOf, strayedIn } from "./story-place.ts";

it.each([
  ["", undefined, undefined, undefined],
  ["december", "december", 0, undefined],
  ["december/2", "december", 1, undefined],
  ["december/9", "december", 0, "december/9"],
  ["december/x", "december", 0, "december/x"],
  ["nope", undefined, undefined, "nope"],
])("the address %j is a place of the stories, or says what is not there", (shows, story, at, strayed) => {
  expect(placeOf(shows)?.story.id).toBe(story);
  expect(placeOf(shows)?.at).toBe(at);
  expect(strayedIn(shows)).toBe(strayed);
});
