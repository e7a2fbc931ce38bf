import { describe, expect, it } from "vitest";
import { startProgress } from "./progress.ts";

function stream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe("progress", () => {
  it("is one JSON object per line when nobody watches, at most one per second and one at the end", () => {
    const out = stream(false);
    let time = 0;
    const progress = startProgress("history", false, out, () => time);
    for (let done = 1; done <= 40; done++) {
      time += 100;
      progress.update({ done, total: 40 });
    }
    progress.end();
    const objects = out.written.map((line) => JSON.parse(line));
    expect(objects).toHaveLength(5);
    expect(objects[0]).toEqual({ event: "progress", label: "history", done: 1, total: 40, seconds: 0.1 });
    expect(objects[4]).toMatchObject({ done: 40, seconds: 4 });
    expect(out.written.every((line) => line.endsWith("\n"))).toBe(true);
  });

  it("rewrites one line on a terminal and takes it away", () => {
    const out = stream(true);
    let time = 0;
    const progress = startProgress("history", false, out, () => time);
    time = 2000;
    progress.update({ done: 10, total: 40 });
    progress.end();
    expect(out.written).toEqual(["\r\u001b[2Khistory: 10 of 40, 25%, about 6 s left", "\r\u001b[2K"]);
  });

  it("says how many per second when asked to", () => {
    for (const isTTY of [true, false]) {
      const out = stream(isTTY);
      let time = 0;
      const progress = startProgress("grid", false, out, () => time, "runs");
      time = 2000;
      progress.update({ done: 64, total: 640 });
      if (isTTY) expect(out.written[0]).toContain("grid: 64 of 640, 10%, 32.0 runs/s, about 18 s left");
      else expect(JSON.parse(out.written[0])).toMatchObject({ done: 64, perSecond: 32 });
    }
  });

  it("says nothing when asked to be quiet", () => {
    const out = stream(true);
    const progress = startProgress("history", true, out);
    progress.update({ done: 1, total: 2 });
    progress.end();
    expect(out.written).toEqual([]);
  });
});
