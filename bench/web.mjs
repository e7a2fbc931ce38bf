// Measures the built page in a real browser: tsx bench/web.mjs [TRIES]. Prints one JSON line per number. See README.md.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { findChromium, launchChromium, noChromium } from "../tools/chromium.ts";
import { median } from "./timing.mjs";

const tries = Number(process.argv[2] ?? 3);
/** What the page opens with; the lever is moved from January 2024 on. */
const link = "#v=1&base=history&window=2023-07..2024-09";
const lever = "#lever-effort input[type=range]";
/** The bargain with the most packages, one of its weights, and what is drawn anew with it. */
const bargain = { hash: "#bargain", lever: "#weight-us-salience", drawn: "#chart-gains path.dots.in" };
/** Four times `filling` can be undone: until then the heap grows with them, and with the code that the browser compiles on the way. */
const moves = { timed: 50, warm: 5, filling: 50, grown: 500 };
const bars = {
  "web.slider_to_paint_p95": 100,
  "web.bargain_slider_to_paint_p95": 150,
  "web.bands_60": 3000,
  "web.first_paint": 1500,
  "web.longest_task": 200,
  "web.script_gzip": 350,
  "web.data_gzip": 1500,
  "web.heap_growth": 1.1,
};

const chromium = findChromium();
if (!chromium) {
  process.stderr.write(`bench: ${noChromium}\n`);
  process.exit(1);
}

/** Serves the built page until `stop`. */
async function serve() {
  const child = spawn(process.execPath, ["dist/cli/main.js", "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`corridor serve ended with ${code}`)));
  });
  return { address, stop: () => child.kill("SIGINT") };
}

/**
 * Runs in the page before its own script. `moved` sets a slider as a hand does and resolves with the milliseconds until the frame after
 * the one in which the scenario's line was drawn anew; `settled` with those until all draws are painted.
 */
function instruments() {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    entryTypes: ["longtask"],
  });
  /** The frame has been painted when a task that was posted in its animation callback runs. */
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(undefined);
      });
    });
  const mutated = (target, holds) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!holds()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(target, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  const line = (drawn = "#chart-encounters path.line.flow") => document.querySelector(drawn)?.getAttribute("d");
  const band = () => document.querySelector("#chart-encounters path.band80.flow");
  const done = () => document.querySelector(".answers .progress.done") !== null;
  const set = (slider, value) => {
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const first = (async () => {
    await mutated(document, () => document.querySelectorAll(".chart path.line").length > 10);
    return painted();
  })();
  const settled = async (from) => {
    if (!(done() && band())) await mutated(document, () => done() && band() !== null);
    return (await painted()) - from;
  };
  /** When nothing on the page has changed for so many of its own milliseconds: those of the bench pass by while a busy machine lets the page wait. */
  const rested = (stillness) =>
    new Promise((resolve) => {
      let timer;
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          observer.disconnect();
          resolve();
        }, stillness);
      };
      const observer = new MutationObserver(wait);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      wait();
    });
  globalThis.bench = {
    first,
    rested,
    takeTasks: () => tasks.splice(0),
    async moved(selector, value, drawn) {
      const slider = document.querySelector(selector);
      const before = line(drawn);
      const from = performance.now();
      set(slider, value);
      await mutated(document, () => line(drawn) !== before);
      return (await painted()) - from;
    },
    async movedToBands(selector, value) {
      const from = performance.now();
      const before = line();
      set(document.querySelector(selector), value);
      await mutated(document, () => line() !== before && band() === null);
      return settled(from);
    },
    settled,
    firstBands: async () => {
      await first;
      if (!done()) await mutated(document, done);
      return painted();
    },
  };
}

/** Values to move a slider to, all different and all over its length. */
const settingOf = (move) => Number((((move * 0.618034) % 1) * 1.8 + 0.1).toFixed(3));

async function heap(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** The page in a browser of its own, with the instruments in it. */
async function open(address) {
  const browser = await launchChromium(chromium);
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    locale: "en-US",
    serviceWorkers: "block",
  });
  await context.addInitScript(instruments);
  const page = await context.newPage();
  await page.goto(address);
  return { page, context, close: () => browser.close() };
}

async function attempt(address) {
  const { page, context, close } = await open(`${address}${link}`);
  const run = (call) => page.evaluate(`bench.${call}`);
  const result = {};
  result["web.first_paint"] = await run("first");
  await page.locator("#lever-effort summary").click();
  const drag = async (from, count) => {
    const times = [];
    for (let move = from; move < from + count; move++)
      times.push(await run(`moved(${JSON.stringify(lever)}, ${settingOf(move)})`));
    return times;
  };
  await drag(0, moves.warm);
  result["web.slider_to_paint_early_p95"] = quantile(await drag(moves.warm, moves.timed), 0.95);
  await run("settled(0)");
  await run("takeTasks()");
  result["web.slider_to_paint_p95"] = quantile(await drag(100, moves.timed), 0.95);
  result["web.longest_task"] = Math.max(0, ...(await run("takeTasks()")));
  await run("settled(0)");
  const bands = [];
  for (let move = 200; move < 203; move++)
    bands.push(await run(`movedToBands(${JSON.stringify(lever)}, ${settingOf(move)})`));
  result["web.bands_60"] = median(bands);
  const session = await context.newCDPSession(page);
  // what is out of view follows a moment after what is in view
  const atRest = async () => {
    await run("settled(0)");
    await run("rested(1500)");
    return heap(session);
  };
  for (let from = 300; from < 500; from += moves.filling) {
    await drag(from, moves.filling);
    await atRest();
  }
  const before = await atRest();
  await drag(500, moves.grown);
  result["web.heap_growth"] = (await atRest()) / before;
  await close();
  return result;
}

/** Milliseconds from a move of a weight until all packages are drawn with it, while its draws are being counted. */
async function bargainMoves(address) {
  const { page, close } = await open(`${address}${bargain.hash}`);
  await page.waitForSelector(bargain.drawn);
  const times = [];
  for (let move = 0; move < moves.warm + moves.timed; move++) {
    const points = Number((-12 * ((move * 0.618034) % 1)).toFixed(1)) - 0.05;
    times.push(
      await page.evaluate(`bench.moved(${JSON.stringify(bargain.lever)}, ${points}, ${JSON.stringify(bargain.drawn)})`),
    );
  }
  await close();
  return quantile(times.slice(moves.warm), 0.95);
}

/** Milliseconds from the opening of the page until all draws of its first bands are painted, with nobody touching it. */
async function firstBands(address) {
  const { page, close } = await open(`${address}${link}`);
  const time = await page.evaluate("bench.firstBands()");
  await close();
  return time;
}

/** Script before the first interaction, and data, as they travel. Data are in files of their own, by name. */
function weights() {
  const folder = "dist/web/assets";
  const size = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000;
  const scripts = readdirSync(folder).filter((file) => file.endsWith(".js"));
  const isData = (file) => file.startsWith("data-");
  const isFirst = (file) => /^(index|simulator|worker)-/.test(file);
  const sum = (files) => files.reduce((total, file) => total + size(file), 0);
  return {
    "web.script_gzip": sum(scripts.filter((file) => !isData(file) && isFirst(file))),
    "web.data_gzip": sum(scripts.filter(isData)),
  };
}

const units = { "web.heap_growth": "ratio", "web.script_gzip": "kB", "web.data_gzip": "kB" };
const processors = cpus();
const machine = `${processors[0].model.trim()}, ${processors.length} cores, Node ${process.versions.node}`;
const print = (name, value) => {
  const bar = bars[name];
  process.stdout.write(
    `${JSON.stringify({ name, value: Number(value.toPrecision(4)), unit: units[name] ?? "ms", ...(bar !== undefined && { bar }), machine, tries, link })}\n`,
  );
};

const site = await serve();
const results = [];
for (let i = 0; i < tries; i++) {
  const result = await attempt(site.address);
  results.push({
    ...result,
    "web.bargain_slider_to_paint_p95": await bargainMoves(site.address),
    "web.first_bands_60": await firstBands(site.address),
  });
}
site.stop();
for (const name of Object.keys(results[0])) print(name, median(results.map((result) => result[name])));
for (const [name, value] of Object.entries(weights())) print(name, value);
