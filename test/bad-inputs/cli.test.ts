import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, main, needsBuild, temporaryFolder } from "../cli/corridor.ts";
import { autumnText } from "../cli/scenarios.ts";

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  readonly says: string;
}

const cases: readonly Case[] = [
  { what: "an unknown command", args: ["rnu", "history"], says: "unknown command 'rnu'; did you mean run?" },
  {
    what: "an unknown option",
    args: ["run", "history", "--montly"],
    says: "unknown option '--montly'; did you mean --monthly?",
  },
  {
    what: "no scenario",
    args: ["run"],
    says: "missing required argument 'scenario'; corridor --help shows what there is",
  },
  {
    what: "one scenario too many",
    args: ["run", "history", "history"],
    says: "too many arguments for 'run'. Expected 1 argument but got 2; corridor --help shows what there is",
  },
  {
    what: "a scenario that is not bundled",
    args: ["run", "no-decembre-deal"],
    says: 'no-decembre-deal:1:1: scenario: "no-decembre-deal" was given; expected a bundled scenario or the path of a file; did you mean "no-december-deal"?',
  },
  {
    what: "a missing file",
    args: ["run", "none.yaml"],
    says: 'none.yaml:1:1: scenario: "none.yaml" was given; expected a file that can be read (there is no such file or folder).',
  },
  {
    what: "a folder instead of a file",
    args: ["run", "./folder.yaml"],
    says: './folder.yaml:1:1: scenario: "./folder.yaml" was given; expected a file that can be read (it is a folder).',
  },
  {
    what: "links in a circle",
    args: ["run", "circle.yaml"],
    says: 'circle.yaml:1:1: scenario: "circle.yaml" was given; expected a file that can be read (links go in a circle).',
  },
  {
    what: "an endless file",
    args: ["run", "endless.yaml"],
    says: "endless.yaml:1:1: file: more than 1 MB was given; expected a scenario file of at most 1 MB.",
  },
  {
    what: "a file of 50 MB",
    args: ["run", "huge.yaml"],
    says: "huge.yaml:1:1: file: more than 1 MB was given; expected a scenario file of at most 1 MB.",
  },
  {
    what: "a lever that does not exist, in a file",
    args: ["run", "lever.yaml"],
    says: 'lever.yaml:6:12: changes[0].lever: "appointment" was given; expected a lever that `corridor levers` lists; did you mean "appointments"?',
  },
  {
    what: "negative runs",
    args: ["run", "history", "--runs", "-5"],
    says: '--runs: "-5" was given; expected a whole number from 1 to 100,000',
  },
  {
    what: "runs that are no number",
    args: ["compare", "no-december-deal", "--runs", "many"],
    says: '--runs: "many" was given; expected a whole number from 1 to 100,000',
  },
  {
    what: "no threads",
    args: ["run", "history", "--threads", "0"],
    says: '--threads: "0" was given; expected a whole number from 1 to 256',
  },
  {
    what: "half a seed",
    args: ["run", "history", "--seed", "1.5"],
    says: '--seed: "1.5" was given; expected a whole number from 0 to 4,294,967,295',
  },
  {
    what: "an unknown mode",
    args: ["run", "history", "--mode", "means"],
    says: '--mode: "means" was given; expected stochastic or mean; did you mean "mean"?',
  },
  {
    what: "an unknown kind of uncertainty",
    args: ["run", "history", "--uncertainty", "all"],
    says: '--uncertainty: "all" was given; expected members or process',
  },
  {
    what: "an option without its value",
    args: ["run", "history", "--csv"],
    says: "option '--csv <file>' argument missing; corridor --help shows what there is",
  },
  {
    what: "a comparison without a base",
    args: ["compare", "history"],
    says: "history has no base to compare it with; expected two scenarios, as in corridor compare history no-december-deal",
  },
  {
    what: "two outputs at one path",
    args: ["run", "autumn.yaml", "--csv", "x.out", "--parquet", "./x.out"],
    says: "./x.out was given for two outputs; expected a path for each",
  },
  {
    what: "an output inside the folder of results",
    args: ["run", "autumn.yaml", "--out", "results", "--csv", "results/series.csv"],
    says: "results/series.csv was given for two outputs; expected a path for each",
  },
  {
    what: "an output over the scenario itself",
    args: ["run", "autumn.yaml", "--csv", "autumn.yaml", "--force"],
    says: "cannot write autumn.yaml: it is a file that is being read",
  },
  {
    what: "an output that exists",
    args: ["run", "autumn.yaml", "--csv", "old.csv"],
    says: "cannot write old.csv: it exists already; give --force to replace it",
  },
  {
    what: "a folder as output",
    args: ["run", "autumn.yaml", "--parquet", "folder.yaml", "--force"],
    says: "cannot write folder.yaml: it is a folder",
  },
  {
    what: "an output in a folder that does not exist",
    args: ["compare", "autumn.yaml", "autumn.yaml", "--csv", "none/x.csv"],
    says: "cannot write none/x.csv: there is no folder none",
  },
  {
    what: "a file where the folder of results should be",
    args: ["run", "autumn.yaml", "--out", "old.csv"],
    says: "cannot write old.csv/result.json: part of the path is not a folder",
  },
  {
    what: "a name that is too long",
    args: ["run", "autumn.yaml", "--csv", `${"x".repeat(300)}.csv`],
    says: `cannot write ${"x".repeat(300)}.csv: the name is too long`,
  },
  {
    what: "an unknown lever",
    args: ["levers", "apointments"],
    says: '"apointments" was given; expected the id of a lever; did you mean "appointments"?',
  },
  {
    what: "an unknown table",
    args: ["data", "usbp_month_sektor"],
    says: '"usbp_month_sektor" was given; expected the name of a table; did you mean "usbp_month_sector"?',
  },
  {
    what: "an export of no table",
    args: ["data", "--csv", "x.csv"],
    says: "no table was named; expected one, as in corridor data timeline --csv timeline.csv",
  },
  {
    what: "no rows",
    args: ["data", "timeline", "--rows", "0"],
    says: '--rows: "0" was given; expected a whole number from 1 to 1,000,000',
  },
  {
    what: "a new file of another kind",
    args: ["new", "my.txt"],
    says: '"my.txt" was given; expected a file name that ends in .yaml',
  },
  {
    what: "a new file from no example",
    args: ["new", "my.yaml", "--from", "aid-20b"],
    says: '--from: "aid-20b" was given; expected a bundled scenario; did you mean "aid-20bn"?',
  },
  {
    what: "a new file over an old one",
    args: ["new", "autumn.yaml"],
    says: "cannot write autumn.yaml: it exists already; give --force to replace it",
  },
  {
    what: "an unknown shell",
    args: ["completion", "bsh"],
    says: '"bsh" was given; expected bash, zsh or fish',
  },
];

/** Every file below a folder with its content, except devices and circles. */
function contents(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "latin1")]),
  );
}

describe.skipIf(!built)(`bad input on the command line${needsBuild}`, () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);

  beforeAll(() => {
    writeFileSync(at("autumn.yaml"), autumnText);
    writeFileSync(at("old.csv"), "old");
    mkdirSync(at("folder.yaml"));
    symlinkSync("circle.yaml", at("circle.yaml"));
    symlinkSync("/dev/zero", at("endless.yaml"));
    writeFileSync(at("huge.yaml"), "# x\n".repeat(12_500_000));
    writeFileSync(
      at("lever.yaml"),
      `${autumnText}changes:\n  - lever: appointment\n    from: 2018-10-01\n    value: 10\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(cases)("$what: one sentence, exit code 2, nothing written", ({ args, says }) => {
    const before = contents(folder);
    const { code, out, err } = corridor(args, { cwd: folder });
    expect(err).toBe(`corridor: ${says}\n`);
    expect(out).toBe("");
    expect(code).toBe(2);
    expect(contents(folder)).toEqual(before);
  });

  it.skipIf(process.getuid?.() === 0)("a folder that may not be written (root may write everywhere)", () => {
    mkdirSync(at("locked"));
    chmodSync(at("locked"), 0o500);
    const { code, err } = corridor(["run", "autumn.yaml", "--csv", "locked/x.csv"], { cwd: folder });
    expect({ code, err }).toEqual({ code: 2, err: "corridor: cannot write locked/x.csv: permission denied\n" });
    rmSync(at("locked"), { recursive: true });
  });

  it.skipIf(!existsSync("/proc/self"))("a file system that takes no files", () => {
    const { code, err } = corridor(["run", "autumn.yaml", "--csv", "/proc/x.csv"], { cwd: folder });
    expect(err).toMatch(/^corridor: cannot write \/proc\/x\.csv: .+\n$/);
    expect(code).toBe(2);
  });

  it.skipIf(!existsSync("/dev/full"))("a full disk, under a file and under stdout", () => {
    const quick = ["--mode", "mean", "--quiet"];
    const file = corridor(["run", "autumn.yaml", "--csv", "first.csv", "--parquet", "/dev/full", ...quick], {
      cwd: folder,
    });
    expect(file).toEqual({ code: 2, out: "", err: "corridor: cannot write /dev/full: the disk is full\n" });
    expect(existsSync(at("first.csv"))).toBe(false);
    const shell = `"${process.execPath}" "${main}" run autumn.yaml --json ${quick.join(" ")} > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", shell], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("corridor: cannot write the result: the disk is full\n");
    expect(status).toBe(2);
  });

  it("a disk that fills up in the middle of a file", () => {
    const before = contents(folder);
    const shell = `ulimit -f 64; "${process.execPath}" "${main}" run autumn.yaml --mode mean --quiet --out big`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", shell], { cwd: folder, encoding: "utf8" });
    expect(stderr).toMatch(
      /^corridor: cannot write big\/(result\.json|series\.csv): the file would be larger than allowed here\n$/,
    );
    expect(stdout).toBe("");
    expect(status).toBe(2);
    expect(contents(folder)).toEqual(before);
    expect(existsSync(at("big"))).toBe(false);
  });
});
