import { describe, expect, it } from "vitest";
import { latest } from "./latest.ts";

describe("the newest input", () => {
  it("is the next to run, whatever came between, and older jobs learn that they are stale", async () => {
    const begun: number[] = [];
    const stale: boolean[] = [];
    let finish = (): void => {};
    const submit = latest<number>(async (input, current) => {
      begun.push(input);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      stale.push(!current());
    });
    for (const input of [1, 2, 3, 4]) submit(input);
    finish();
    await new Promise((resolve) => setTimeout(resolve));
    finish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(begun).toEqual([1, 4]);
    expect(stale).toEqual([true, false]);
  });
});
