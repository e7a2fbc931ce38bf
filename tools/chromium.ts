import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Browser, chromium as driver } from "playwright-core";

/** A Chromium to drive: one that is installed, or the one that @sparticuz/chromium brings. */
export interface Chromium {
  readonly executable: string;
  /** What it needs to find its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
}

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** Why there may be no browser: the package brings one for 64-bit Linux on Intel and AMD processors only. */
export const noChromium =
  "no Chromium or Chrome is installed and no package brings one for this platform; set CHROME_PATH";

/**
 * The package unpacks into the folder for temporary files, under a fixed name, and leaves its libraries out unless it believes to be on AWS
 * Lambda. So it runs in a process of its own with a folder of ours.
 */
const unpack = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;

function packaged(): Chromium | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const home = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../..");
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const folder = join(home, "../../.cache", `chromium-${version}`);
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", unpack], {
      cwd: home,
      env: { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the packaged Chromium cannot be unpacked: ${stderr}`);
    renameSync(partial, folder);
  }
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  return { executable: join(folder, "chromium"), env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), ...fonts } };
}

/** The browser that `CHROME_PATH` names, else one in its usual place, else the packaged one; undefined where there is none. */
export function findChromium(): Chromium | undefined {
  const named = process.env.CHROME_PATH;
  const executable = named || usual.find(existsSync);
  return executable ? { executable, env: {} } : packaged();
}

export function launchChromium({ executable, env }: Chromium, more: readonly string[] = []): Promise<Browser> {
  return driver.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", ...more],
  });
}
