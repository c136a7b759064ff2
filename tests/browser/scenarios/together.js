/** Two people in browsers and twenty bots: they see each other move and hear each other. */

import assert from "node:assert/strict";

import { SEEN, visitor } from "../harness/chromium.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { Crowd } from "../harness/server.js";
import { around, hear, others, place, say, stroll, until } from "../harness/venue.js";

scenario("two people in browsers and twenty bots see each other move and hear each other", async (venue) => {
  const [alice, bob] = [await visitor(SEEN), await visitor(SEEN)];
  await enter(alice, venue, { name: "Alice" });
  await enter(bob, venue, { name: "Bob", country: "Mongolia" });
  await until("Alice sees Bob", async () => (await others(alice)).length === 1);
  const seen = async () => (await others(bob))[0];
  const before = await until("Bob sees Alice", seen);
  const { to } = await stroll(alice);
  await until("Bob sees that Alice walked", async () => {
    const now = await seen();
    return now && (now.x !== before.x || now.y !== before.y) && Math.hypot(now.x - to.x, now.y - to.y) < 3;
  });
  await say(alice, "Hello from Alice");
  await hear(bob, "Hello from Alice");
  await say(bob, "こんにちは、アリス");
  await hear(alice, "こんにちは、アリス");
  const crowd = new Crowd(venue, 20);
  try {
    await until("both see the bots", async () => (await others(alice)).length === 21 && (await others(bob)).length === 21);
    const first = JSON.stringify(await others(alice));
    await until("Alice sees bots move", async () => JSON.stringify(await others(alice)) !== first);
    assert.match(await around(alice), /You are in /);
    await place(bob);
  } finally {
    await crowd.leave();
  }
}, { minutes: 5 });
