import { afterAll, describe, expect, it } from "vitest";
import * as centrals from "../../src/analysis/central.ts";
import * as ensembles from "../../src/analysis/ensemble.ts";
import type { FinishedRun, Job, Runner } from "../../src/analysis/runner.ts";
import * as runners from "../../src/analysis/runner.ts";
import { createThreadsRunner } from "../../src/cli/threads.ts";
import type { Member } from "../../src/model/member.ts";
import * as scenarios from "../../src/scenario/load.ts";
import { built, fromDist, needsBuild } from "./corridor.ts";
import { autumnText, calmText } from "./scenarios.ts";

/** The modules under test: workers run the built ones, so what they give is held against the built inline runner. */
interface Modules {
  readonly planJob: typeof ensembles.planJob;
  readonly centralMember: () => Member;
  readonly inlineRunner: Runner;
  readonly loadScenario: typeof scenarios.loadScenario;
}

async function builtModules(): Promise<Modules> {
  const { planJob } = await fromDist<typeof ensembles>("analysis/ensemble.js");
  const { inlineRunner } = await fromDist<typeof runners>("analysis/runner.js");
  const { centralMember } = await fromDist<typeof centrals>("analysis/central.js");
  const { loadScenario } = await fromDist<typeof scenarios>("scenario/load.js");
  return { planJob, centralMember, inlineRunner, loadScenario };
}

interface Candidate {
  readonly name: string;
  readonly available: boolean;
  readonly modules: () => Promise<Modules>;
  readonly create: (modules: Modules) => Runner;
}

const opened: { close(): Promise<void> }[] = [];
function threads(count: number): Runner {
  const runner = createThreadsRunner(count, new URL("../../dist/cli/worker.js", import.meta.url));
  opened.push(runner);
  return runner;
}

const candidates: readonly Candidate[] = [
  {
    name: "inline",
    available: true,
    modules: async () => ({ ...ensembles, ...runners, ...scenarios, ...centrals }),
    create: ({ inlineRunner }) => inlineRunner,
  },
  { name: `1 thread${needsBuild}`, available: built, modules: builtModules, create: () => threads(1) },
  { name: `2 threads${needsBuild}`, available: built, modules: builtModules, create: () => threads(2) },
];

function inOrder(finished: readonly FinishedRun[]): FinishedRun[] {
  return [...finished].sort((a, b) => a.run - b.run || a.scenario - b.scenario);
}

afterAll(() => Promise.all(opened.map((runner) => runner.close())));

for (const { name, available, modules, create } of candidates) {
  describe.skipIf(!available)(`runner: ${name}`, async () => {
    if (!available) return;
    const loaded = await modules();
    const central = loaded.centralMember();
    const second: Member = {
      ...central,
      parameters: { ...central.parameters, searchRate: 2 * central.parameters.searchRate },
    };
    const autumn = loaded.loadScenario(autumnText);
    const calm = loaded.loadScenario(calmText);
    const job = loaded.planJob([autumn, calm], { runs: 3, members: [central, second], seed: 7 });
    const runner = create(loaded);
    const expected = inOrder((await loaded.inlineRunner.run(job)).finished);

    it("finishes every run of every scenario, with progress up to the end", async () => {
      const seen: number[] = [];
      const batch = await runner.run(job, ({ done, total }) => {
        expect(total).toBe(6);
        seen.push(done);
      });
      expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
      expect(batch.partial).toBe(false);
      expect(batch.failures).toEqual([]);
      expect(inOrder(batch.finished)).toEqual(expected);
    });

    it("gives run k the same bytes alone as among others", async () => {
      const alone: Job = { ...job, runs: [job.runs[2]] };
      const batch = await runner.run(alone);
      expect(inOrder(batch.finished)).toEqual(expected.filter(({ run }) => run === 2));
    });

    it("tells runs, members, scenarios and seeds apart", async () => {
      const [a, b] = expected.filter(({ scenario }) => scenario === 0);
      expect(a.values).not.toEqual(b.values);
      const other = await runner.run({ ...job, seed: 8, runs: [job.runs[0]] });
      expect(other.finished).toHaveLength(2);
      expect(inOrder(other.finished)[0].values).not.toEqual(a.values);
      expect(inOrder(other.finished)[1].values).not.toEqual(inOrder(other.finished)[0].values);
      const oneMember = await runner.run({
        ...job,
        mean: true,
        runs: [
          { run: 0, member: 0 },
          { run: 1, member: 0 },
          { run: 2, member: 1 },
        ],
      });
      const [first, , again, , changed] = inOrder(oneMember.finished);
      expect(again.values).toEqual(first.values);
      expect(changed.values).not.toEqual(first.values);
    });

    it("collects a run that fails and goes on", async () => {
      const broken = { ...autumn, steps: undefined as unknown as typeof autumn.steps };
      const batch = await runner.run({ ...job, scenarios: [broken, calm], runs: [job.runs[0]] });
      expect(batch.failures).toHaveLength(1);
      expect(batch.failures[0]).toMatchObject({ scenario: 0, run: 0 });
      expect(batch.failures[0].message).toMatch(/undefined/);
      expect(batch.finished).toHaveLength(1);
      expect(batch.finished[0]).toEqual(expected[1]);
    });

    it("stops with what is finished when asked", async () => {
      const stop = new AbortController();
      const runs = Array.from({ length: 30 }, (_, i) => job.runs[i % job.runs.length]);
      const batch = await runner.run(
        { ...job, runs },
        ({ done }) => (done >= 3 ? stop.abort() : undefined),
        stop.signal,
      );
      expect(batch.partial).toBe(true);
      expect(batch.finished.length).toBeGreaterThanOrEqual(3);
      expect(batch.finished.length).toBeLessThan(60);
      expect(batch.failures).toEqual([]);
      // which runs were finished first depends on the threads; that each is whole does not
      for (const finished of batch.finished) expect(expected).toContainEqual(finished);
    });

    it("does nothing when it was stopped before", async () => {
      const stop = new AbortController();
      stop.abort();
      const batch = await runner.run(job, undefined, stop.signal);
      expect(batch.partial).toBe(true);
      expect(batch.finished.length + batch.failures.length).toBeLessThan(6);
    });
  });
}
