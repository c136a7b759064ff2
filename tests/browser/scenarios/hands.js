/** Hands: the keyboard alone, a finger on a phone, and a Japanese composition. */

import assert from "node:assert/strict";

import { SEEN, visitor } from "../harness/chromium.js";
import { arrive, enter, inside, words } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { around, closePanels, hear, openPanel, place, say, standing, until } from "../harness/venue.js";

scenario("from the door to the chat to another room with the keyboard alone", async (venue) => {
  const page = await visitor();
  await arrive(page, venue);
  const say = words(page);
  await tabTo(page, page.getByLabel(say.name, { exact: true }));
  await page.keyboard.type("Keyboard");
  await tabTo(page, page.getByRole("combobox", { name: say.country }));
  await page.keyboard.type("Jap");
  await page.getByRole("option", { name: /Japan/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("checkbox", { name: say.agree }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: say.join }));
  await page.keyboard.press("Enter");
  await inside(page);
  // M shows the map and C the chat; Enter leads from walking to writing, and sending or Escape back.
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "Map", level: 2, exact: true }).waitFor();
  await tabTo(page, page.locator("#world"));
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Your message" });
  await until("the field has the keyboard", () => hasKeyboard(field));
  const before = await place(page);
  await page.keyboard.type("wasd walks nowhere");
  await page.keyboard.press("Enter");
  await until("the world has the keyboard again", () => hasKeyboard(page.locator("#world")));
  await page.keyboard.press("Enter");
  await until("the field has the keyboard again", () => hasKeyboard(field));
  await page.keyboard.press("Escape");
  await until("the world has the keyboard", () => hasKeyboard(page.locator("#world")));
  await page.keyboard.press("c");
  const chat = page.locator('[data-panel="chat"]').getByRole("log", { name: "Messages" });
  await chat.getByText("wasd walks nowhere", { exact: true }).waitFor();
  assert.deepEqual(await place(page), before, "keys typed into a field never walk");
  const inHall = await around(page);
  const elsewhere = page.locator('[data-panel="map"] [data-row]').filter({ hasText: "Another room" });
  await tabTo(page, elsewhere.getByRole("button", { name: /^Walk me there/ }).first());
  await page.keyboard.press("Enter");
  await until("another room", async () => firstSentence(await around(page)) !== firstSentence(inHall), 120_000);
});

scenario("on a phone a tap and a thumb walk, and every panel fits", async (venue) => {
  const page = await visitor({ ...SEEN, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await enter(page, venue, { name: "Finger" });
  const before = await place(page);
  // People come in at the lower end of the hall, so that the way is free upwards.
  await until("a tap leads somewhere", async () => {
    await closePanels(page);
    await page.locator("#world").tap({ position: { x: 180, y: 220 } });
    const at = await place(page);
    return Math.hypot(at.x - before.x, at.y - before.y) > 0.5;
  });
  const stood = await standing(page);
  const hand = await page.context().newCDPSession(page);
  const thumb = (type, ...at) => hand.send("Input.dispatchTouchEvent", { type, touchPoints: at });
  // Where frames are far apart a thumb may be taken for a finger that rests; it is lifted and put down again.
  await until("a thumb that is held leads upwards", async () => {
    await closePanels(page);
    await thumb("touchStart", { x: 150, y: 420, id: 1 });
    await thumb("touchMove", { x: 150, y: 360, id: 1 });
    const led = await until("a way upwards", async () => (await place(page)).y < stood.y - 1, 15_000).catch(() => false);
    await thumb("touchEnd");
    return led;
  });
  for (const name of ["Chat", "People", "Map", "Settings", "Help"]) {
    await openPanel(page, name);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${name} makes the page ${wide} pixels wide`);
  }
});

scenario("a composition is sent only when it was confirmed and Enter was pressed again", async (venue) => {
  const page = await visitor();
  await enter(page, venue, { name: "かな" });
  const field = page.getByRole("textbox", { name: "Your message" });
  await field.focus();
  const hand = await page.context().newCDPSession(page);
  const compose = (text) => hand.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose("に");
  await compose("にほ");
  await compose("日本");
  // An engine sends the Enter that confirms with code 229 while the composition is still open.
  const enterKey = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await hand.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enterKey });
  await hand.send("Input.insertText", { text: "日本" });
  await hand.send("Input.dispatchKeyEvent", { type: "keyUp", ...enterKey });
  assert.equal(await field.inputValue(), "日本", "confirmed, not sent, not doubled");
  await field.pressSequentially("です");
  await field.press("Enter");
  await hear(page, "日本です");
  assert.equal(await page.getByRole("log").getByText("日本", { exact: true }).count(), 0, "nothing was sent before");
  await say(page, "👩‍👩‍👧‍👦 emoji");
  await hear(page, "👩‍👩‍👧‍👦 emoji");
});

scenario("what is pasted is cut to what fits, undone by the browser's own undo, and texts are copied out", async (venue) => {
  const page = await visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await enter(page, venue, { name: "Paste" });
  const field = page.getByRole("textbox", { name: "Your message" });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const limit = Number(await field.getAttribute("data-limit"));
  await page.evaluate((length) => navigator.clipboard.writeText("long ".repeat(length)), limit);
  await field.focus();
  await page.keyboard.type("Hello");
  await page.keyboard.press("Control+v");
  assert.equal((await field.inputValue()).length, limit, "no longer than the venue takes");
  assert.match(await field.inputValue(), /^Hellolong long/);
  await page.keyboard.press("Control+z");
  assert.equal(await field.inputValue(), "Hello", "what was typed is there again");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  assert.equal(await clipboard(), "Hello");
  await page.keyboard.press("End");
  await page.keyboard.press("Control+v");
  await page.keyboard.press("Enter");
  await hear(page, "HelloHello");
  await page.getByRole("log", { name: "Messages" }).getByText("HelloHello", { exact: true }).first().click({ clickCount: 3 });
  await page.keyboard.press("Control+c");
  assert.match(await clipboard(), /HelloHello/);
});

async function tabTo(page, locator) {
  for (let n = 0; n < 120; n += 1) {
    if (await hasKeyboard(locator)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${locator}`);
}

function hasKeyboard(locator) {
  return locator.evaluate((one) => one === document.activeElement);
}

function firstSentence(text) {
  return text.split(".")[0];
}
