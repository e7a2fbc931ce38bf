import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Executor } from "../../src/analysis/sweep/executor.ts";
import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import type { Part } from "../../src/analysis/sweep/part.ts";
import { chunkCount, runCount, type Sweep } from "../../src/analysis/sweep/sweep.ts";
import { version } from "../../src/cli/version.ts";

/** An executor to be held to the contract. */
export interface Candidate {
  readonly name: string;
  /** Whether it can run here. */
  readonly available: boolean;
  /** Most sinks that are open at once. */
  readonly sinks: number;
  create(): Executor | Promise<Executor>;
}

/** Two months and twelve runs in six chunks, one of which has a run that throws. */
export function smallSweep(more: object = {}): Sweep {
  const content = {
    corridor: 1,
    title: "Train security and effort",
    base: "history",
    window: { from: "2018-10", to: "2018-11" },
    design: "grid",
    over: [
      { lever: "trainSecurity", from: "2018-10-20", levels: ["base", 1] },
      { lever: "effort", as: "multiply", from: "2018-11", levels: [1, 900, 0.5] },
    ],
    members: 2,
    keep: ["usbp", "waiting/Tijuana"],
    monthly: true,
    ...more,
  };
  return loadSweep(JSON.stringify(content), { chunkRuns: 2, version });
}

const allOf = (sweep: Sweep): number[] => Array.from({ length: chunkCount(sweep) }, (_, index) => index);
const inOrder = (parts: readonly Part[]): Part[] => [...parts].sort((a, b) => a.chunk.index - b.chunk.index);

/** A part as it is compared: bytes as text, since a failed comparison of large arrays takes minutes to print. */
function seen(parts: readonly Part[]): object[] {
  return inOrder(parts).map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString("base64") }));
}

/** What every executor of sweeps promises. */
export function executorContract({ name, available, sinks, create }: Candidate): void {
  describe.skipIf(!available)(`executor: ${name}`, () => {
    const sweep = smallSweep();
    let executor: Executor;
    let expected: Part[];

    beforeAll(async () => {
      executor = await create();
      expected = await partsOf(createInlineExecutor(), sweep, allOf(sweep));
    }, 120_000);
    afterAll(() => executor.close());

    async function partsOf(by: Executor, of: Sweep, chunks: readonly number[]): Promise<Part[]> {
      const parts: Part[] = [];
      expect(await by.run(of, chunks, (part) => void parts.push(part))).toBe(true);
      return parts;
    }

    it("hands over every part once, with the bytes of every other executor, and counts runs up to all of them", async () => {
      const parts: Part[] = [];
      const progress: number[] = [];
      const done = await executor.run(
        sweep,
        allOf(sweep),
        (part) => void parts.push(part),
        ({ done, total }) => {
          expect(total).toBe(runCount(sweep));
          progress.push(done);
        },
      );
      expect(done).toBe(true);
      expect(seen(parts)).toEqual(seen(expected));
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      expect(progress.at(-1)).toBe(12);
    });

    it("does some of the chunks, alone and in any order, to the same bytes", async () => {
      expect(seen(await partsOf(executor, sweep, [5, 0]))).toEqual(seen([expected[0], expected[5]]));
      expect(seen(await partsOf(executor, sweep, [3]))).toEqual(seen([expected[3]]));
      expect(await partsOf(executor, sweep, [])).toEqual([]);
    });

    it("keeps a run that throws as a failed row and does the others", async () => {
      const failures = inOrder(await partsOf(executor, sweep, allOf(sweep))).map(({ failed }) => failed);
      expect(failures).toEqual([1, 0, 1, 1, 0, 1]);
      expect(expected[0].firstFailure).toMatchObject({ run: 1 });
      expect(expected[0].firstFailure?.message).toMatch(/^effort is multiplied to/);
    });

    it("tells sweeps apart", async () => {
      const other = smallSweep({ members: 1, keep: ["interceptions"] });
      const own = await partsOf(createInlineExecutor(), other, allOf(other));
      expect(seen(await partsOf(executor, other, allOf(other)))).toEqual(seen(own));
      expect(seen(await partsOf(executor, sweep, [0]))).toEqual(seen([expected[0]]));
    });

    it("waits for the sink, so that parts do not gather", async () => {
      let open = 0;
      let most = 0;
      let kept = 0;
      const done = await executor.run(sweep, allOf(sweep), async () => {
        most = Math.max(most, ++open);
        // longer than the next chunks take
        await new Promise((resolve) => setTimeout(resolve, 500));
        open--;
        kept++;
      });
      expect(done).toBe(true);
      expect([open, kept]).toEqual([0, 6]);
      expect(most).toBeLessThanOrEqual(sinks);
    });

    it("stops with whole parts when asked, and hands over none afterwards", async () => {
      const stop = new AbortController();
      const parts: Part[] = [];
      const done = await executor.run(
        sweep,
        allOf(sweep),
        (part) => {
          parts.push(part);
          stop.abort();
        },
        undefined,
        stop.signal,
      );
      expect(done).toBe(false);
      const handedOver = parts.length;
      expect(handedOver).toBeGreaterThanOrEqual(1);
      expect(handedOver).toBeLessThan(6);
      for (const part of seen(parts)) expect(seen(expected)).toContainEqual(part);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(parts).toHaveLength(handedOver);
      expect(seen(await partsOf(executor, sweep, [4]))).toEqual(seen([expected[4]]));
    });

    it("does nothing when it was stopped before", async () => {
      const stop = new AbortController();
      stop.abort();
      const parts: Part[] = [];
      expect(await executor.run(sweep, allOf(sweep), (part) => void parts.push(part), undefined, stop.signal)).toBe(
        false,
      );
      expect(parts).toEqual([]);
    });

    it("ends with what the sink throws, and can be used again", async () => {
      let parts = 0;
      const full = executor.run(sweep, allOf(sweep), () => {
        if (++parts === 2) throw new Error("the disk is full");
      });
      await expect(full).rejects.toThrow("the disk is full");
      const handedOver = parts;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(parts).toBe(handedOver);
      expect(seen(await partsOf(executor, sweep, [1]))).toEqual(seen([expected[1]]));
    });
  });
}
