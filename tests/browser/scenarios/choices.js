/** What somebody chooses at the door and inside is one thing: each holds on the other side and after a reload. */

import assert from "node:assert/strict";

import { visitor } from "../harness/chromium.js";
import { enter, fill, knock, leave } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { around, openByKey, until } from "../harness/venue.js";

const entry = (page, key, n) => page.locator(`[data-panel="settings"] [data-key="${key}"][data-entry="${n}"]`);
const root = (page, name) => page.locator("html").getAttribute(name);
const dialled = (page) => page.evaluate(() => window.dialled);

/** Counts from now on how often each page dials by WebTransport; before it opens. */
function countDials(page) {
  return page.addInitScript(() => {
    window.dialled = 0;
    window.WebTransport = new Proxy(window.WebTransport, {
      construct(made, words) {
        window.dialled += 1;
        return Reflect.construct(made, words);
      },
    });
  });
}

scenario("where a browser keeps nothing, what is chosen inside holds at the door all the same", async (venue) => {
  const page = await visitor();
  await page.addInitScript(() => {
    for (const storage of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, storage, { get: () => { throw new DOMException("not here", "SecurityError"); } });
    }
  });
  await enter(page, venue);
  await openByKey(page, "settings");
  await page.locator('[data-panel="settings"]').getByRole("radio", { name: "Indonesia", exact: true }).click();
  await entry(page, "shade", 1).click();
  await entry(page, "bandwidth", 1).click();
  await leave(page);
  await until("the door speaks it too", async () => (await page.locator("#language").inputValue()) === "id");
  assert.equal(await page.locator("#theme").inputValue(), "dark");
  assert.equal(await page.locator("#bandwidth").isChecked(), true);
  assert.equal(await page.locator("#motion").isChecked(), false);
});

scenario("what is chosen inside holds after a reload and at the door, and what is chosen there holds inside", async (venue) => {
  const page = await visitor();
  await countDials(page);
  await enter(page, venue, { where: "#reception/quiet-corner" });
  await until("an address leads to its zone", async () => /at Quiet corner/.test(await around(page)));
  assert.notEqual(await dialled(page), 0, "WebTransport is tried where nobody chose");
  await openByKey(page, "settings");
  const settings = page.locator('[data-panel="settings"]');
  await settings.getByRole("radio", { name: "Dark", exact: true }).click();
  await settings.getByRole("radio", { name: "Indonesia", exact: true }).click();
  await until("the page speaks Indonesian", async () => (await root(page, "lang")) === "id");

  await page.reload();
  await page.locator('[data-panel="bar"]').waitFor();
  assert.deepEqual([await root(page, "lang"), await root(page, "data-theme")], ["id", "dark"]);

  await leave(page);
  await until("the door speaks it too", async () => (await page.locator("#language").inputValue()) === "id");
  assert.equal(await page.locator("#theme").inputValue(), "dark");
  await page.locator("#more summary").click();
  await page.locator("#link").selectOption("websocket");
  await page.locator("#bandwidth").check();
  await page.locator("#theme").selectOption("light");
  await page.locator("#language").selectOption("en");
  await fill(page);
  const before = await dialled(page);
  await knock(page);
  await page.locator('[data-panel="bar"]').waitFor();
  assert.equal(await dialled(page), before, "nothing but WebSocket is tried");
  assert.deepEqual([await root(page, "lang"), await root(page, "data-theme")], ["en", "light"]);
  await openByKey(page, "settings");
  assert.equal(await entry(page, "bandwidth", 1).getAttribute("aria-checked"), "true");
  await entry(page, "bandwidth", 0).click();
  await leave(page);
  await until("the door knows that all may be loaded again", async () => !(await page.locator("#bandwidth").isChecked()));
});
