/**
 * A scenario is a claim in a sentence and the steps that show it, with a venue of its own. When it fails, every open page
 * is photographed and the end of the venue's log is printed. Scenarios run one after another; they wait for states, with patience.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Attempt } from "./attempt.js";
import { closeVisitors, complaints, photograph, surprises } from "./chromium.js";
import { built, freePort } from "./places.js";
import { Relay } from "./relay.js";
import { Venue } from "./server.js";

const LIMIT_MS = 180_000;
/**
 * All scenarios together; what does not fit fails, so that none hangs the run. The aim is twelve minutes, which two cores with
 * nothing else to do keep; a busy machine is slower and none the less right.
 */
const ALL_MS = 40 * 60_000;
/** How long steps that were given up may take to notice it. */
const PARTING_MS = 60_000;
/** So many claims may come late once; more are no longer the machine's fault alone. */
const MOST_LATE = 8;
const began = Date.now();
/** Claims that were late once and were shown the second time. */
const late = [];

/**
 * Declares a scenario. `flags` are more flags of the venue; `program: false` says that the page alone is enough, so that
 * it runs without a bundle too; `relayed: true` leads datagrams through a relay that the steps may cut; `minutes` is for
 * the few that look at much; `complaints` matches what pages may complain of there, for otherwise they do of nothing.
 */
export function scenario(claim, steps, { flags = [], program = true, relayed = false, minutes, complaints: expected } = {}) {
  timed(claim, async (limit) => {
    if (program && !built.bundle) throw new Error("there is no browser bundle; `cargo browser` makes one");
    const relay = relayed ? await Relay.open() : undefined;
    let venue;
    try {
      venue = relay ? await openBehind(relay, flags) : await Venue.open(...flags);
      await limit(steps(venue, relay));
      assert.deepEqual(surprises(expected), [], "what pages complained of");
    } catch (fault) {
      await photograph(fileName(claim));
      const log = venue && readFileSync(join(venue.folder, "log"), "utf8").split("\n").slice(-15).join("\n");
      fault.message += `\npages said: ${complaints().slice(-10).join("\n  ") || "nothing"}\nvenue said: ${log ?? "nothing"}`;
      throw fault;
    } finally {
      await closeVisitors();
      await venue?.close();
      relay?.close();
    }
  }, minutes);
}

/** A venue whose datagrams come by the relay; its pages are known by the address they have, which is another. */
async function openBehind(relay, flags) {
  const here = `127.0.0.1:${await freePort()}`;
  const way = ["--webtransport-url", `https://127.0.0.1:${relay.port}`, "--public-url", `http://${here}`];
  const venue = await Venue.openAt(here, ...way, ...flags);
  relay.leadTo(Number(new URL(venue.url).port));
  return venue;
}

/**
 * Declares a test whose steps are given `limit`, which fails in time to photograph what is on the screen then. Steps that
 * came too late, or whose browser ended under them, are taken once more from the beginning, and the outcome says so: a machine
 * that something else kept busy for a minute proves nothing, and a claim that is wrong is late twice. What is asserted and
 * wrong fails at once.
 */
export function timed(claim, steps, minutes = LIMIT_MS / 60_000) {
  test(claim, async (outcome) => {
    await limited(steps, minutes).catch(async (fault) => {
      if (!isLate(fault)) throw fault;
      outcome.diagnostic(`too late, taken once more: ${claim}: ${fault.message}`);
      await limited(steps, minutes);
      late.push(claim);
    });
  });
}

/** Declares, after all others, that hardly any scenario had to be taken twice: what comes late often is broken now and then. */
export function fewAreLate() {
  test("hardly any scenario was late and had to be taken once more", (outcome) => {
    outcome.diagnostic(`taken once more: ${late.length}${late.map((claim) => `; ${claim}`).join("")}`);
    assert.ok(late.length <= MOST_LATE, `${late.length} of at most ${MOST_LATE}:\n${late.join("\n")}`);
  });
}

/** A busy machine was too slow, or had so little memory left that the browser or one of its pages ended. */
const isLate = (fault) => fault.name === "TimeoutError" || LATE.test(fault.message) || BROWSER_ENDED.test(fault.message);
const LATE = /^(not (in time|done within)|the venue did not open in time)/;
const BROWSER_ENDED = /Target (page, context or browser has been closed|closed|crashed)|Page (crashed|closed)|Browser has been closed/i;

async function limited(steps, minutes) {
  const left = Math.min(minutes * 60_000, began + ALL_MS - Date.now());
  if (left <= 0) throw new Error("not run: the time of all scenarios is over");
  const attempt = new Attempt();
  let timer;
  let given = Promise.resolve();
  const over = new Promise((_, reject) => {
    timer = setTimeout(() => {
      attempt.over = true;
      reject(new Error(`not done within ${left} ms`));
    }, left);
  });
  // While a venue opens nobody listens yet.
  over.catch(() => {});
  const limit = (work) => {
    given = work;
    return Promise.race([work, over]);
  };
  try {
    await attempt.take(() => steps(limit));
  } finally {
    clearTimeout(timer);
    attempt.over = true;
    await settled(given);
  }
}

/** Waits until steps have ended, however; what they had opened is closed by now, so that they cannot go on for long. */
async function settled(work) {
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PARTING_MS);
  });
  await Promise.race([work.then(() => {}, () => {}), patience]);
  clearTimeout(timer);
}

/** A claim as the beginning of a file's name. */
export function fileName(claim) {
  return claim.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80);
}
