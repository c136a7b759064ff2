/** Each transport, what happens when one is cut, a restart in the middle, and a page that nobody looks at. */

import assert from "node:assert/strict";

import { visitor, visitorOfAnother } from "../harness/chromium.js";
import { enter, enterByWebTransport, inside } from "../harness/door.js";
import { look } from "../harness/outside.js";
import { scenario } from "../harness/scenario.js";
import { hear, place, say, stroll, until } from "../harness/venue.js";

const links = (venue, transport) => venue.metric("hiroba_links{", `transport="${transport}"`);

scenario("with UDP open a browser comes by WebTransport", async (venue) => {
  const alice = await visitor();
  await enterByWebTransport(alice, venue);
  assert.equal(await links(venue, "webtransport"), 1);
  assert.equal(await links(venue, "websocket"), 0);
});

scenario("?link=websocket forces WebSocket", async (venue) => {
  const alice = await visitor();
  await enter(alice, venue, { where: "?link=websocket" });
  await until("a WebSocket link", async () => (await links(venue, "websocket")) === 1);
  assert.equal(await links(venue, "webtransport"), 0);
});

scenario("at a plain http address of a school's network, which browsers trust little, one comes by WebSocket", async (venue) => {
  const page = await visitorOfAnother(["--host-resolver-rules=MAP hiroba.lan 127.0.0.1"]);
  await enter(page, { url: venue.url.replace("127.0.0.1", "hiroba.lan") });
  assert.equal(await page.evaluate(() => isSecureContext), false, "an address of this machine would be trusted");
  await until("a WebSocket link", async () => (await links(venue, "websocket")) === 1);
  await say(page, "from the school");
  await hear(page, "from the school");
});

scenario(
  "where UDP goes nowhere a browser comes by WebSocket",
  async (venue, relay) => {
    relay.cut();
    const alice = await visitor();
    const resumed = [];
    alice.on("request", (request) => request.url().endsWith("/api/resume") && resumed.push(request));
    await enter(alice, venue);
    await until("a WebSocket link", async () => (await links(venue, "websocket")) === 1);
    await say(alice, "by the other way");
    await hear(alice, "by the other way");
    assert.equal(resumed.length, 0, "the first link lives; frames of a hidden world once stopped the page after entering");
  },
  { relayed: true },
);

scenario(
  "when UDP is cut in the middle the visitor is back at the same place over WebSocket",
  async (venue, relay) => {
    const alice = await visitor();
    await enterByWebTransport(alice, venue);
    const { to } = await stroll(alice);
    relay.cut();
    await until("a WebSocket link", async () => (await links(venue, "websocket")) === 1, 120_000);
    await inside(alice);
    const back = await place(alice);
    assert.ok(Math.hypot(back.x - to.x, back.y - to.y) < 3, `${JSON.stringify(back)} is not ${JSON.stringify(to)}`);
    await say(alice, "still here");
    await hear(alice, "still here");
  },
  { relayed: true },
);

scenario("a restart of the server in the middle brings everybody back to where they stood, without a reload", async (venue) => {
  const alice = await visitor();
  await enter(alice, venue);
  await alice.evaluate(() => {
    window.neverReloaded = true;
  });
  const { to } = await stroll(alice);
  await venue.stop();
  await venue.start();
  await until("Alice is back", async () => (await venue.metric("hiroba_people")) === 1, 120_000);
  await until("Alice stands where she stood", async () => {
    const back = await place(alice);
    return Math.hypot(back.x - to.x, back.y - to.y) < 3;
  });
  await say(alice, "after the restart");
  await hear(alice, "after the restart");
  assert.equal(await alice.evaluate(() => window.neverReloaded), true);
});

scenario("a hidden page is away and keeps its place, and is back when it is shown", async (venue) => {
  const alice = await visitor();
  await enter(alice, venue);
  const { to } = await stroll(alice);
  await look(alice, "hidden");
  await until("Alice is away", async () => (await venue.metric("hiroba_away")) === 1);
  await look(alice, "visible");
  await until("Alice is not away", async () => (await venue.metric("hiroba_away")) === 0);
  const back = await place(alice);
  assert.ok(Math.hypot(back.x - to.x, back.y - to.y) < 3);
  await say(alice, "I looked elsewhere");
  await hear(alice, "I looked elsewhere");
});
