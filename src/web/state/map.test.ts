import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pause, period, play, playing, show } from "./map.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  show("whole");
  vi.useRealTimers();
});

it("plays every month once and stops at the last", () => {
  const seen: unknown[] = [];
  const end = period.subscribe((value) => seen.push(value));
  play(3);
  vi.runAllTimers();
  end();
  expect(seen).toEqual(["whole", 0, 1, 2]);
  expect(playing.value).toBe(false);
});

it("begins again from the first month after the last", () => {
  show(2);
  play(3);
  expect(period.value).toBe(0);
});

it("stays where it is paused or where the reader goes", () => {
  play(5);
  vi.advanceTimersToNextTimer();
  pause();
  vi.runAllTimers();
  expect(period.value).toBe(1);
  play(5);
  show(4);
  vi.runAllTimers();
  expect([period.value, playing.value]).toEqual([4, false]);
});
