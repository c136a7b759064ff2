/** Looking closer and pointing: the wheel, two fingers, and a finger that rests on somebody. */

import assert from "node:assert/strict";

import { SEEN, visitor } from "../harness/chromium.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { sight } from "../harness/sight.js";
import { around, closePanels, frames, openPanel, others, place, standing, until, walk } from "../harness/venue.js";

const PHONE = { ...SEEN, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

scenario("the wheel brings the world nearer and further, and a click means the place that is seen under it", async (venue) => {
  const page = await visitor({ ...SEEN, viewport: { width: 760, height: 640 } });
  await enter(page, venue);
  const away = async (notches, direction) => {
    for (let n = 0; n < notches; n += 1) {
      await page.mouse.move(380, 300);
      await page.mouse.wheel(0, direction);
      // Notches of one frame count as one step.
      await frames(page, 3);
    }
  };
  const click = ({ x, y }) => page.mouse.click(x, y);
  await closePanels(page);
  await away(5, -120);
  await leads(page, 2, -2, click);
  await closePanels(page);
  await away(5, 120);
  await leads(page, 0.5, -3, click);
}, { minutes: 5 });

scenario("two fingers bring the world nearer on a phone, and a tap means the place that is seen under it", async (venue) => {
  const page = await visitor(PHONE);
  await enter(page, venue, { name: "Two fingers" });
  const hand = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => hand.send("Input.dispatchTouchEvent", { type, touchPoints });
  const apart = (pixels) => [{ x: 180, y: 330 - pixels / 2, id: 1 }, { x: 180, y: 330 + pixels / 2, id: 2 }];
  const pinch = async (from, to) => {
    await closePanels(page);
    await touch("touchStart", ...apart(from));
    await touch("touchMove", ...apart(to));
    await frames(page);
    await touch("touchEnd");
    await frames(page, 3);
  };
  const tap = ({ x, y }) => page.touchscreen.tap(x, y);
  await pinch(80, 200);
  await leads(page, 2, -1, tap);
  await pinch(200, 30);
  await leads(page, 0.5, -3, tap);
}, { minutes: 5 });

scenario("a finger that rests on somebody opens their card", async (venue) => {
  const [alice, bob] = [await visitor(), await visitor(PHONE)];
  await enter(alice, venue, { name: "Alice" });
  // Away from the lower end of the hall, where the phone's bar is.
  const from = await place(alice);
  await walk(alice, "ArrowUp", (at) => at.y < from.y - 2);
  await enter(bob, venue, { name: "Bob" });
  await standing(alice);
  await openPanel(bob, "People");
  const row = bob.locator('[data-panel="people"] [data-row]').filter({ hasText: "Alice" });
  await row.getByRole("button", { name: /^Walk me there/ }).first().click();
  const apart = async () => {
    const [you, her] = [await place(bob), (await others(bob))[0]];
    return her ? Math.hypot(her.x - you.x, her.y - you.y) : Infinity;
  };
  const led = bob.locator('[data-panel="bar"] [data-key="stop"]');
  // Beside somebody is within two tiles of them; the small map rounds a little.
  await until("Bob was led to Alice", async () => (await apart()) < 2.1 && (await led.count()) === 0);
  await standing(bob);
  const hand = await bob.context().newCDPSession(bob);
  const card = bob.locator('[data-panel="person"]');
  // What the small map shows may be half a second old, so that a finger may miss.
  await until("the card of Alice", async () => {
    const her = (await others(bob))[0];
    const { onScreen } = await sight(bob);
    const { x, y } = onScreen(her);
    // At the height of the hips, above the feet.
    const press = { x, y: y - 30, id: 1 };
    // A notice may lie over her for a moment.
    if ((await bob.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.id, press)) !== "world") return false;
    await hand.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [press] });
    const came = await card.waitFor({ timeout: 10_000 }).then(() => true, () => false);
    await hand.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    return came;
  });
  await card.getByText("Alice").first().waitFor();
  const at = await place(bob);
  await standing(bob);
  assert.deepEqual(await place(bob), at, "who looks at somebody does not walk there");
  assert.match(await around(bob), /You are in /);
  await openPanel(bob, "Chat");
}, { minutes: 5 });

/** Points at the place so many tiles above, as it is seen at this zoom, and asserts that one comes to stand there. */
async function leads(page, zoom, up, point) {
  // Where frames are far apart a tap may be taken for a finger that rests; one points again.
  const { you, goal } = await until("one walks", async () => {
    await standing(page);
    const { you, onScreen } = await sight(page, zoom);
    const goal = { x: Math.floor(you.x) + 0.5, y: Math.floor(you.y + up) + 0.5 };
    await point(onScreen(goal));
    const walks = await until("a step", async () => (await place(page)).y !== you.y, 15_000).catch(() => false);
    return walks && { you, goal };
  });
  const there = await standing(page);
  assert.ok(
    Math.hypot(there.x - goal.x, there.y - goal.y) < 0.8,
    `at zoom ${zoom} pointing at ${JSON.stringify(goal)} from ${JSON.stringify(you)} led to ${JSON.stringify(there)}`,
  );
}
