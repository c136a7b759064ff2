/**
 * Debian's Chromium, driven by playwright-core: software rendering, nothing asked outside, one browser for all
 * scenarios and a fresh profile (context) for each visitor. What goes wrong within pages is collected and fails the scenario.
 */

import { join } from "node:path";

import { chromium } from "playwright-core";

import { attempt } from "./attempt.js";
import { photographs, programs } from "./places.js";

const FLAGS = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--force-color-profile=srgb",
];
/** Small, because every pixel is drawn by the processor. */
export const SMALL = { width: 640, height: 420 };
const PATIENCE_MS = 60_000;
const LAUNCH_MS = 120_000;

/** The browser of all scenarios, once somebody asked for it. */
let browser;

/** What the browser and the program write of answers and links that did not come; that they do not is often what is tried. */
const OF_THE_NETWORK =
  /^(Failed to load resource|WebSocket connection to|Failed to establish a connection to)|net::ERR_|Failed to fetch(?! dynamically)|not to be had/;

/**
 * Options of a visitor who points at the world or is photographed in it. For all others it is drawn as small as a stamp,
 * for what is drawn costs these machines most; panels, walking and all that is told are the same.
 */
export const SEEN = { world: "seen" };

/** A page of a visitor of their own. `options` are playwright's for a context, and `SEEN`. */
export async function visitor(options = {}) {
  // A browser that ended, as for want of memory, fails one scenario and not all that come after it.
  if (browser && !(await browser.then((one) => one.isConnected(), () => false))) browser = undefined;
  browser ??= launch();
  return pageOf(await browser, options);
}

/** A page in a browser of its own with these more flags; it is closed with the scenario. */
export async function visitorOfAnother(flags, options = {}) {
  const mine = attempt();
  mine.check();
  await mine.another?.close();
  mine.another = undefined;
  const another = await launch(flags);
  if (mine.over) await another.close();
  mine.check();
  mine.another = another;
  return pageOf(another, options);
}

function launch(flags = []) {
  if (!programs.chromium) throw new Error("Chromium is not installed; scripts/setup.sh --test brings it");
  return chromium.launch({ executablePath: programs.chromium, args: [...FLAGS, ...flags], timeout: LAUNCH_MS });
}

async function pageOf(browser, { world, ...options }) {
  const mine = attempt();
  mine.check();
  const context = await browser.newContext({ viewport: SMALL, locale: "en-GB", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  if (world !== "seen") await context.addInitScript(drawSmall);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (fault) => page.faults.push(String(fault)));
  page.on("console", (line) => {
    if (line.type() === "error") page.faults.push(line.text());
  });
  if (mine.over) await context.close();
  mine.check();
  mine.pages.add(page);
  return page;
}

/** Runs in the page before anything of its own. */
function drawSmall() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("#world { width: 48px !important; height: 32px !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** The protocol of the browser as a whole; only after a visitor was there. */
export async function browserSession() {
  return (await browser).newBrowserCDPSession();
}

/** Stops every process of the browser opened last for itself, as a sleeping machine does; answers what wakes them. */
export async function fallAsleep() {
  const session = await attempt().another.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const signal = (name) => processInfo.forEach(({ id }) => process.kill(id, name));
  signal("SIGSTOP");
  return () => signal("SIGCONT");
}

/** Photographs every open page under this name. */
export async function photograph(name) {
  const shots = [...attempt().pages].map((page, n) =>
    page.screenshot({ path: join(photographs, `${name}-${n + 1}.png`), timeout: 20_000 }).catch(() => {}),
  );
  await Promise.all(shots);
}

/** What pages complained of, in words. */
export function complaints() {
  return [...attempt().pages].flatMap((page) => page.faults);
}

/** What pages complained of and nobody expected: their own faults, panics of the program and what it logs as an error. */
export function surprises(expected) {
  return complaints().filter((line) => !OF_THE_NETWORK.test(line) && !expected?.test(line));
}

/** Closes every visitor's page; the browser of all scenarios stays. */
export async function closeVisitors() {
  const mine = attempt();
  const closing = [...mine.pages].map((page) => page.context().close().catch(() => {}));
  mine.pages.clear();
  await Promise.all(closing);
  await mine.another?.close();
  mine.another = undefined;
}

/** Ends the browser. */
export async function closeBrowser() {
  await browser?.then((one) => one.close(), () => {});
  browser = undefined;
}
