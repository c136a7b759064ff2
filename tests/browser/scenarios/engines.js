/**
 * The door and one walk over WebSocket in the other two engines: Debian's Firefox and Debian's WebKit. Both use the same
 * few steps by real keys; what they see is read from the page. Safari itself, on a Mac or a phone, is not tried here.
 */

import assert from "node:assert/strict";
import { join } from "node:path";

import { firefox } from "../harness/firefox.js";
import { built, photographs, programs } from "../harness/places.js";
import { timed } from "../harness/scenario.js";
import { Venue } from "../harness/server.js";
import { until } from "../harness/venue.js";
import { miniBrowser, webkit } from "../harness/webkit.js";

/** Both start and draw slowly where there is no graphics card. */
const MINUTES = 5;
const INSIDE_MS = 180_000;
const STEP_MS = 25_000;
const ENGINES = [
  ["Firefox", firefox, programs.firefox],
  ["WebKit", webkit, programs.webkit && miniBrowser],
];

for (const [engine, open, program] of ENGINES) {
  timed(`in ${engine} one comes in by the door and walks, over WebSocket`, async (limit) => {
    if (!program) throw new Error(`${engine} is not installed; scripts/setup.sh --test brings it`);
    if (!built.bundle) throw new Error("there is no browser bundle; `cargo browser` makes one");
    let venue;
    let hand;
    try {
      venue = await Venue.open();
      hand = await open();
      await limit(comeIn(hand, venue).then(() => walkAStep(hand)));
      assert.equal(await venue.metric("hiroba_links{", 'transport="websocket"'), 1);
    } catch (fault) {
      await hand?.photograph(join(photographs, `engine-${engine}.png`)).catch(() => {});
      throw fault;
    } finally {
      await hand?.close();
      await venue?.close();
    }
  }, MINUTES);
}

async function comeIn(hand, venue) {
  await hand.goto(`${venue.url}/?link=websocket&lang=en`);
  await until("the form", () => hand.ask(`!!document.querySelector("#spoken input")`));
  await hand.ask(`document.getElementById("name").focus()`);
  await hand.type("Other engine");
  await hand.ask(`document.getElementById("country").focus()`);
  await hand.type("Jap");
  await until("Japan to choose", () => hand.ask(`/Japan/.test(document.querySelector("#countries [role=option]")?.textContent)`));
  await hand.down("Enter");
  await hand.up("Enter");
  await hand.ask(`document.getElementById("agree").click()`);
  await hand.ask(`document.getElementById("enter").click()`);
  await until("inside", () => hand.ask(`!document.getElementById("venue").hidden`), INSIDE_MS);
}

async function walkAStep(hand) {
  await until("the bar", () => hand.ask(`!!document.querySelector('[data-panel="bar"] [data-key="open-map"]')`));
  await hand.ask(`document.querySelector('[data-panel="bar"] [data-key="open-map"]').click()`);
  const you = `(() => { const you = document.querySelector("svg.p-plan circle.p-you");
    return you && you.getAttribute("cx") + " " + you.getAttribute("cy"); })()`;
  const from = await until("a place on the map", () => hand.ask(you));
  await hand.ask(`document.getElementById("world").focus()`);
  for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
    await hand.down(key);
    const moved = await until(`a step with ${key}`, async () => (await hand.ask(you)) !== from, STEP_MS).catch(() => false);
    await hand.up(key);
    if (moved) return;
  }
  assert.fail("no way is free");
}
