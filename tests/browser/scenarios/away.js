/** A link that is lost for a while and what it was lost by: each time one stands where one stood, without a reload. */

import assert from "node:assert/strict";

import { fallAsleep, visitor, visitorOfAnother } from "../harness/chromium.js";
import { arrive, enter, enterByWebTransport, fill, inside, knock } from "../harness/door.js";
import { freeze, isMarked, look, mark, watchDials, withClocks } from "../harness/outside.js";
import { scenario } from "../harness/scenario.js";
import { hear, place, say, stroll, until } from "../harness/venue.js";

const AN_HOUR_MS = 3_600_000;
const links = (venue) => venue.metric("hiroba_links{");
const ticks = (venue) => venue.metric("hiroba_ticks_total");

scenario("after an hour in the background, frozen by the browser, one stands where one stood", async (venue) => {
  const alice = await visitor();
  await withClocks(alice);
  const { to } = await begin(alice, venue);
  await look(alice, "hidden");
  await until("Alice is away", async () => (await venue.metric("hiroba_away")) === 1);
  const wake = await freeze(alice, AN_HOUR_MS);
  const frozen = await ticks(venue);
  await until("the venue went on without her", async () => (await ticks(venue)) > frozen + 100);
  await wake();
  await look(alice, "visible");
  await until("Alice is not away", async () => (await venue.metric("hiroba_away")) === 0);
  await isBack(alice, venue, to);
});

scenario("after the sleep of a laptop one stands where one stood", async (venue) => {
  const alice = await visitorOfAnother([]);
  const { to } = await begin(alice, venue);
  const wake = await fallAsleep();
  try {
    await until("the venue has lost the link", async () => (await links(venue)) === 0);
  } finally {
    wake();
  }
  await until("a link again", async () => (await links(venue)) === 1);
  await isBack(alice, venue, to);
});

scenario(
  "while there is no network at all the page says so, and with the next one stands where one stood",
  async (venue, relay) => {
    const alice = await visitor();
    const { to } = await begin(alice, venue);
    relay.cut();
    await alice.context().setOffline(true);
    await alice.locator('[data-panel="veil"]').waitFor();
    await alice.context().setOffline(false);
    relay.leadTo(Number(new URL(venue.url).port));
    await alice.locator('[data-panel="veil"]').waitFor({ state: "detached" });
    await isBack(alice, venue, to);
  },
  { relayed: true },
);

scenario(
  "when the way out of a network changes its address the link lives on",
  async (venue, relay) => {
    const alice = await visitor();
    const asked = [];
    alice.on("request", (request) => request.url().endsWith("/api/resume") && asked.push(request));
    const { to } = await begin(alice, venue, enterByWebTransport);
    relay.changeWayOut();
    await isBack(alice, venue, to);
    assert.equal(asked.length, 0, "the same link, not another");
  },
  { relayed: true },
);

scenario(
  "WebSocket is dialled when WebTransport has not answered for three seconds, and not before",
  async (venue, relay) => {
    relay.cut();
    const alice = await visitor();
    // Nor may the browser give up by a clock of its own, as it does after some seconds.
    await watchDials(alice, { mute: true });
    await arrive(alice, venue);
    await fill(alice);
    await knock(alice);
    const dials = () => alice.evaluate(() => window.dials);
    // From the moment of the first dial time stands, and passes only as it is told.
    await until("WebTransport is dialled", async () => (await dials()).WebTransport === 1);
    await pass(alice, 2_500);
    assert.deepEqual(await dials(), { WebTransport: 1, WebSocket: 0 });
    await pass(alice, 600);
    await until("WebSocket is dialled", async () => (await dials()).WebSocket === 1);
    await alice.evaluate(() => window.clocks.run());
    await inside(alice);
    assert.deepEqual(await dials(), { WebTransport: 1, WebSocket: 1 });
  },
  { relayed: true },
);

/** Comes in and walks a bit; the page is marked. */
async function begin(page, venue, comeIn = enter) {
  await comeIn(page, venue);
  await mark(page);
  return stroll(page);
}

/** Asserts that the visitor stands there, is heard, and that the page is still the same. */
async function isBack(page, venue, there) {
  const near = (at) => Math.hypot(at.x - there.x, at.y - there.y) < 3;
  await until("standing where one stood", async () => near(await place(page)));
  await say(page, "back again");
  await hear(page, "back again");
  assert.equal(await venue.metric("hiroba_people"), 1);
  assert.equal(await isMarked(page), true, "the page was not loaded anew");
}

/** Lets so much time pass by the page's clocks, and waits until timers as short as the program's went off many times. */
async function pass(page, ms) {
  await page.evaluate((ms) => new Promise((done) => {
    window.clocks.forward(ms);
    let left = 20;
    const timer = setInterval(() => {
      left -= 1;
      if (left) return;
      clearInterval(timer);
      done();
    }, 50);
  }), ms);
}
