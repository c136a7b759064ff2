/**
 * Figures of the client in Debian's Chromium: time to the first step, how long the texts of fifty newcomers keep a frame,
 * thread time of the page's main thread per frame with more and more people, memory of the tab. Run by `scripts/load.sh
 * browser` and, for the second alone, `scripts/load.sh letters`; prints lines for docs/performance.md. Drawing is done by
 * the processor (SwiftShader) in a process of its own, which is not counted.
 */

import { readFileSync } from "node:fs";

import { browserSession, closeBrowser, closeVisitors, SEEN, visitor } from "./harness/chromium.js";
import { arrive, enter, fill, knock } from "./harness/door.js";
import { forgetLetters, letters, watchLetters } from "./harness/lettering.js";
import { Crowd, Venue } from "./harness/server.js";
import { openPanel, others, until } from "./harness/venue.js";

const CROWDS = (process.env.CROWDS ?? "0 50 200 500").split(" ").map(Number);
const WITH_MEMORY = 200;
const NEWCOMERS = 50;
/** The goal for the texts of one frame. */
const GOAL_MS = 8;
const LOOKED_AT_MS = 20_000;
const SCREEN = { width: 1280, height: 720 };
const round = (number, digits = 1) => number.toFixed(digits);

const PARTS = { steps: firstStep, letters: newcomers, crowds: async () => { for (const people of CROWDS) await crowd(people); } };
for (const part of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS)) await PARTS[part]();
await closeBrowser();

/** From pressing the door's button to the first step on the small map, by the page's own clock. */
async function firstStep() {
  const venue = await Venue.open();
  const times = [];
  for (let n = 0; n < 5; n += 1) {
    const page = await visitor({ ...SEEN, viewport: SCREEN });
    await arrive(page, venue, { where: "?link=websocket" });
    await fill(page, { name: `Walker ${n}` });
    await until("the program is loaded", () => page.locator("#state").evaluate((state) => state.textContent === ""));
    await page.evaluate(watch);
    await knock(page);
    await until("inside", () => page.evaluate(() => window.measured.inside));
    await openPanel(page, "Map");
    await page.locator("#world").focus();
    for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
      await page.keyboard.down(key);
      const stepped = until("a step", () => page.evaluate(() => window.measured.step), 3_000).catch(() => false);
      const done = await stepped;
      await page.keyboard.up(key);
      if (done) break;
    }
    times.push(await page.evaluate(() => window.measured));
    await closeVisitors();
  }
  await venue.close();
  const middle = (name) => times.map((one) => one[name]).sort((a, b) => a - b)[2];
  console.log(`click to hall ${round(middle("inside"), 0)} ms, to first step on the small map ${round(middle("step"), 0)} ms`);
  console.log("  (middle of five; the program was loaded and compiled; the small map looks twice a second)");
}

/** Within the page: notes when the button was pressed, the hall entered, the first step made. */
function watch() {
  window.measured = {};
  let pressed;
  let from;
  document.getElementById("enter").addEventListener("click", () => { pressed = performance.now(); });
  document.addEventListener("hiroba-entered", () => { window.measured.inside = performance.now() - pressed; });
  const look = () => {
    const you = document.querySelector("svg.p-plan circle.p-you");
    const at = you && `${you.getAttribute("cx")} ${you.getAttribute("cy")}`;
    from ??= at;
    if (at && at !== from) window.measured.step = performance.now() - pressed;
    else requestAnimationFrame(look);
  };
  look();
}

/** The longest work of a frame on texts while fifty people come at once, and for somebody who comes to fifty. */
async function newcomers() {
  const venue = await Venue.open();
  let bots;
  try {
    const first = await watcher(venue, "First");
    await forgetLetters(first);
    bots = new Crowd(venue, NEWCOMERS);
    await until("everybody is inside", async () => (await venue.metric("hiroba_people")) > NEWCOMERS, 180_000);
    await settled(first);
    console.log(`${NEWCOMERS} come to one: ${worst(await letters(first))}`);
    await first.context().close();
    const late = await watcher(venue, "Late");
    await settled(late);
    console.log(`one comes to ${NEWCOMERS}: ${worst(await letters(late))}`);
  } finally {
    await closeVisitors();
    await bots?.leave();
    await venue.close();
  }
}

async function watcher(venue, name) {
  // Letters for a fine screen. All in sight are lettered wherever the world's edges are, and in a small one frames are many.
  const page = await visitor({ deviceScaleFactor: 2 });
  await watchLetters(page);
  await enter(page, venue, { name, where: "?link=websocket" });
  return page;
}

function worst(turns) {
  const longest = (of) => turns.reduce((most, turn) => Math.max(most, of(turn)), 0);
  const texts = turns.reduce((sum, turn) => sum + turn.texts, 0);
  const over = turns.filter((turn) => turn.ms + turn.upload > GOAL_MS).length;
  return `longest text ${round(longest((turn) => turn.longest))} ms, longest ${round(longest((turn) => turn.ms + turn.upload))} ms in a frame (${round(longest((turn) => turn.ms))} ms to letter, `
    + `${round(longest((turn) => turn.upload))} ms to send); ${texts} texts in ${turns.length} frames, at most `
    + `${longest((turn) => turn.texts)} in one, ${over} frames above ${GOAL_MS} ms`;
}

/** Main thread and memory with this many people in one hall. */
async function crowd(people) {
  const venue = await Venue.open();
  const bots = people ? new Crowd(venue, people) : undefined;
  try {
    await until("everybody is inside", async () => (await venue.metric("hiroba_people")) >= people, 180_000);
    const page = await visitor({ ...SEEN, viewport: SCREEN });
    await enter(page, venue, { name: "Watcher", where: "?link=websocket" });
    const seen = await settled(page);
    const figures = await mainThread(page);
    console.log(`${people} bots, ${seen} of them shown: ${figures}`);
    if (people === WITH_MEMORY) console.log(`memory of the tab with ${people} bots: ${await memory(page)}`);
  } finally {
    await closeVisitors();
    await bots?.leave();
    await venue.close();
  }
}

/** How many others the small map shows once their number stands; the map is closed again. */
async function settled(page) {
  let before = -1;
  const count = await until("the number of others stands", async () => {
    const now = (await others(page)).length;
    const same = now === before;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return same && `${now}`;
  });
  await page.locator('[data-key="close-panel"]').last().click();
  return count;
}

async function mainThread(page) {
  const hand = await page.context().newCDPSession(page);
  await hand.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(() => {
    window.frames_seen = 0;
    const count = () => { window.frames_seen += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  const read = async () => {
    const { metrics } = await hand.send("Performance.getMetrics");
    const of = (name) => metrics.find((one) => one.name === name).value;
    return { tasks: of("TaskDuration"), script: of("ScriptDuration"), frames: await page.evaluate(() => window.frames_seen) };
  };
  const first = await read();
  await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_MS));
  const last = await read();
  const frames = last.frames - first.frames;
  const each = (name) => round(((last[name] - first[name]) * 1000) / frames, 2);
  const rate = round((frames * 1000) / LOOKED_AT_MS);
  return `main thread ${each("tasks")} ms a frame (script and wasm ${each("script")} ms) of thread time at ${rate} frames a second`;
}

/** The page's process as the system counts it, and what of it is the program's. */
async function memory(page) {
  const browser = await browserSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const mib = (id, what) => {
    const line = readFileSync(`/proc/${id}/smaps_rollup`, "utf8").split("\n").find((one) => one.startsWith(`${what}:`));
    return Number(line.split(/\s+/)[1]) / 1024;
  };
  const renderers = processInfo.filter((one) => one.type === "renderer").map((one) => mib(one.id, "Pss"));
  const drawing = processInfo.filter((one) => one.type === "GPU").map((one) => mib(one.id, "Pss"));
  const hand = await page.context().newCDPSession(page);
  const heap = await hand.send("Runtime.getHeapUsage");
  const largest = Math.max(...renderers);
  return `${round(largest, 0)} MiB for the page's process, of which ${round(heap.usedSize / 2 ** 20, 0)} MiB is JavaScript's heap; `
    + `${round(Math.max(...drawing), 0)} MiB for the process that draws, in software here`;
}
