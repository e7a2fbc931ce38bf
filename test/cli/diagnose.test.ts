import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, start, temporaryFolder } from "./corridor.ts";

describe.skipIf(!built)(`corridor diagnose and calibrate${needsBuild}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
    const size = ["--members", "3", "--steps", "0", "--until", "2020-12", "--threads", "2", "--quiet"];
    expect(corridor(["fit", "--out", "p.json", ...size], { cwd: folder }).code).toBe(0);
  }, 480_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("writes a report with pictures, and says the essence", () => {
    const { code, out, err } = corridor(["diagnose", "--posterior", "p.json", "--out", "seen", "--threads", "2"], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(out).toContain("3 members beside the central one, figures up to 2020-12");
    expect(out).toMatch(/USBP Mexico +\d/);
    expect(err).toContain("Wrote seen/report.md");
    const pictures = ["checks.svg", "intervals.svg", "pit.svg", "shrinkage.svg"];
    expect(readdirSync(join(folder, "seen")).sort()).toEqual([...pictures, "report.md", "result.json"].sort());
    const report = readFileSync(join(folder, "seen/report.md"), "utf8");
    for (const name of pictures) {
      expect(report).toContain(`](${name})`);
      expect(readFileSync(join(folder, "seen", name), "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    }
    expect(report).toContain("| memoryDays | days |");
    expect(report).toContain("| USBP El Paso | 15 |");
    expect(report).not.toMatch(/NaN|undefined|Infinity/);
    const result = JSON.parse(readFileSync(join(folder, "seen/result.json"), "utf8"));
    expect(result.judged.months).toBe(15 * 23);
    expect(result.series[0].months[0]).toMatchObject({ month: "2019-10", observed: expect.any(Number) });
    const json = corridor(["diagnose", "--posterior", "p.json", "--json", "--quiet"], { cwd: folder });
    expect(json.out).toBe(readFileSync(join(folder, "seen/result.json"), "utf8"));
    expect(json.err).toBe("");
  }, 480_000);

  const calibrate = ["calibrate", "--sets", "2", "--members", "9", "--steps", "0", "--threads", "2", "--quiet"];

  it("calibrates, survives kill -9, and goes on to the same bytes", async () => {
    const whole = corridor([...calibrate, "--out", "c.json"], { cwd: folder });
    expect([whole.code, whole.err]).toEqual([0, ""]);
    expect(whole.out).toContain("2 histories were made by the model");
    const child = start([...calibrate, "--out", "killed.json"], folder);
    while (!existsSync(join(folder, "killed.json.checkpoint")) && child.exitCode === null) await wait(20);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    rmSync(join(folder, "killed.json"), { force: true });
    const again = corridor([...calibrate.slice(0, -1), "--out", "killed.json", "--json"], { cwd: folder });
    expect(again.code).toBe(0);
    expect(again.err).toContain("Going on from killed.json.checkpoint, ");
    expect(readFileSync(join(folder, "killed.json"), "utf8")).toBe(readFileSync(join(folder, "c.json"), "utf8"));
    expect(JSON.parse(again.out).parameters.truths).toBe(16);
    expect(existsSync(join(folder, "killed.json.checkpoint"))).toBe(false);
  }, 480_000);

  it.each([
    [["diagnose", "--posterior", "none.json"], "cannot read none.json: there is no such file or folder"],
    [
      ["diagnose", "--posterior", "one.json"],
      "one.json has 0 members beside the central one; expected 2 or more, for what is known is in their spread",
    ],
    [["diagnose", "--out", "p.json"], "cannot write p.json/report.md: part of the path is not a folder"],
    [["diagnose", "--seed", "x"], '--seed: "x" was given; expected a whole number from 0 to 4,294,967,295'],
    [["calibrate"], "required option '--out <file>' not specified; corridor --help shows what there is"],
    [["calibrate", "--out", "p.json"], "cannot write p.json: it exists already; give --force to replace it"],
    [
      ["calibrate", "--out", "x.json", "--sets", "1"],
      '--sets: "1" was given; expected a whole number from 2 to 10,000',
    ],
    [["calibrate", "--out", "bad.json"], "bad.json.checkpoint is damaged: it is not JSON; delete it to begin anew"],
  ])("refuses %j", (args, sentence) => {
    const posterior = JSON.parse(readFileSync(join(folder, "p.json"), "utf8"));
    writeFileSync(join(folder, "one.json"), JSON.stringify({ ...posterior, members: posterior.members.slice(0, 1) }));
    writeFileSync(join(folder, "bad.json.checkpoint"), "{");
    const before = readdirSync(folder).sort();
    const { code, out, err } = corridor(args, { cwd: folder });
    expect([code, out, err]).toEqual([2, "", `corridor: ${sentence}\n`]);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
