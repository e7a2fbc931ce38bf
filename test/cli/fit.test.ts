import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, start, temporaryFolder } from "./corridor.ts";
import { autumnText } from "./scenarios.ts";

const size = ["--members", "3", "--steps", "0", "--until", "2019-12", "--threads", "2", "--quiet"];

describe.skipIf(!built)(`corridor fit${needsBuild}`, () => {
  let folder: string;
  let undisturbed: string;

  beforeAll(() => {
    folder = temporaryFolder();
    const { code, out, err } = corridor(["fit", "--out", "whole.json", ...size], { cwd: folder });
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain("3 members and a central one, fitted to the figures up to 2019-12");
    undisturbed = readFileSync(join(folder, "whole.json"), "utf8");
    expect(readdirSync(folder)).toEqual(["whole.json"]);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("survives kill -9, and goes on to the same bytes", async () => {
    const child = start(["fit", "--out", "killed.json", ...size], folder);
    const checkpoint = join(folder, "killed.json.checkpoint");
    while (!existsSync(checkpoint)) await wait(50);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(join(folder, "killed.json"))).toBe(false);
    const { code, err } = corridor(["fit", "--out", "killed.json", ...size.slice(0, -1)], { cwd: folder });
    expect(code).toBe(0);
    expect(err).toContain("Going on from killed.json.checkpoint");
    expect(readFileSync(join(folder, "killed.json"), "utf8")).toBe(undisturbed);
    expect(existsSync(checkpoint)).toBe(false);
  }, 300_000);

  it("refuses a checkpoint that is damaged or of another fit, and leaves it", () => {
    const checkpoint = join(folder, "other.json.checkpoint");
    writeFileSync(checkpoint, '{"format":');
    const { code, out, err } = corridor(["fit", "--out", "other.json", ...size], { cwd: folder });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe("corridor: other.json.checkpoint is damaged: it is not JSON; delete it to begin anew\n");
    expect(readFileSync(checkpoint, "utf8")).toBe('{"format":');
    rmSync(checkpoint);
  });

  it("gives a posterior that run and compare take", () => {
    writeFileSync(join(folder, "autumn.yaml"), autumnText);
    const run = ["run", "autumn.yaml", "--posterior", "whole.json", "--mode", "mean", "--json", "--quiet"];
    const { code, out } = corridor(run, { cwd: folder });
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result.command).toContain("--posterior whole.json");
    const again = corridor(run, { cwd: folder });
    expect(again.out).toBe(out);
    expect(result.runs).toBe(4);
    expect(corridor(run.slice(0, -1), { cwd: folder }).err).not.toContain("stay level");
    writeFileSync(
      join(folder, "winter.yaml"),
      autumnText.replace("from: 2018-10, to: 2018-11", "from: 2019-12, to: 2020-01"),
    );
    const beyond = corridor(["run", "winter.yaml", ...run.slice(2, -1)], { cwd: folder });
    expect(beyond.err).toContain("estimated up to 2019-12, the end of the posterior, and stay level after it");
    const stored = corridor(["run", "autumn.yaml", "--mode", "mean", "--json", "--quiet", "--runs", "4"], {
      cwd: folder,
    });
    expect(JSON.parse(stored.out).series).not.toEqual(result.series);
  }, 300_000);

  it("gives a posterior that validate judges by its central member", () => {
    const verdicts = (...more: string[]): { id: string; simulated: number }[] =>
      JSON.parse(corridor(["validate", "--json", "--quiet", ...more], { cwd: folder }).out).rows;
    const own = verdicts("--posterior", "whole.json");
    const stored = verdicts();
    expect(own.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(own.find(({ id }) => id === "F01")!.simulated).not.toBe(stored.find(({ id }) => id === "F01")!.simulated);
    const { err } = corridor(["validate", "--json", "--posterior", "whole.json"], { cwd: folder });
    expect(err).toContain("the central member of whole.json: fitted to the figures up to 2019-12, 3 members beside it");
    expect(err).toContain("Facts of later months stand on paths that stay level.");
  }, 300_000);

  it("gives a posterior that sensitivity asks around", () => {
    const args = ["sensitivity", "autumn.yaml", "--parameter", "memoryDays", "--top", "0", "--trajectories", "2"];
    const outputs = (...more: string[]) =>
      JSON.parse(corridor([...args, "--json", "--quiet", ...more], { cwd: folder }).out);
    const own = outputs("--posterior", "whole.json");
    expect(own.command).toContain("--posterior whole.json");
    expect(own.outputs).not.toEqual(outputs().outputs);
  }, 300_000);

  it.each([
    [["run", "history", "--posterior", "none.json"], "cannot read none.json: there is no such file or folder"],
    [
      ["run", "history", "--posterior", "stale.json"],
      "stale.json was made with other figures than those in data/; make it again with corridor fit",
    ],
    [["fit"], "required option '--out <file>' not specified; corridor --help shows what there is"],
    [["fit", "--out", "whole.json"], "cannot write whole.json: it exists already; give --force to replace it"],
    [
      ["fit", "--out", "p.json", "--until", "2025-01"],
      '--until: "2025-01" was given; expected a month from 2019-12 to 2024-09',
    ],
    [
      ["fit", "--out", "p.json", "--until", "2021-13"],
      '--until: "2021-13" was given; expected a month from 2019-12 to 2024-09',
    ],
    [["fit", "--out", "p.json", "--members", "0"], '--members: "0" was given; expected a whole number from 2 to 2,000'],
    [["fit", "--out", "p.json", "--steps", "many"], '--steps: "many" was given; expected a whole number from 0 to 50'],
  ])("refuses %j", (args, sentence) => {
    writeFileSync(join(folder, "stale.json"), JSON.stringify({ ...JSON.parse(undisturbed), data: "0" }));
    const before = readdirSync(folder).sort();
    const { code, out, err } = corridor(args, { cwd: folder });
    expect([code, out, err]).toEqual([2, "", `corridor: ${sentence}\n`]);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
