/** The graphics card taken away while somebody is in: the page says so, comes back by itself once, and then offers to. */

import assert from "node:assert/strict";

import { SEEN, visitor } from "../harness/chromium.js";
import { enter, inside } from "../harness/door.js";
import { isMarked, mark } from "../harness/outside.js";
import { scenario } from "../harness/scenario.js";
import { place, stroll, until } from "../harness/venue.js";

scenario("a lost drawing brings one back to where one stood, and lost again at once it is told and offered", async (venue) => {
  const page = await visitor(SEEN);
  await enter(page, venue);
  const { to } = await stroll(page);
  const isBack = async () => {
    await inside(page);
    const at = await place(page);
    assert.ok(Math.hypot(at.x - to.x, at.y - to.y) < 3, `${JSON.stringify(at)} is not ${JSON.stringify(to)}`);
    assert.equal(await venue.metric("hiroba_people"), 1);
  };
  await mark(page);
  await lose(page);
  await until("the page is another", async () => !(await isMarked(page).catch(() => true)));
  await isBack();
  // How soon is a minute by the page's clock, and coming back may take this machine longer.
  assert.ok(await page.evaluate(() => sessionStorage.getItem("hiroba.drawn-anew")), "the page knows that it was drawn anew");
  await page.evaluate(() => sessionStorage.setItem("hiroba.drawn-anew", String(Date.now())));
  await lose(page);
  await page.getByText("The graphics card keeps losing the drawing").waitFor();
  const again = page.waitForEvent("load");
  await page.getByRole("button", { name: "Load the page again" }).click();
  await again;
  await isBack();
});

/** Takes the drawing away, as a driver that starts anew does. */
function lose(page) {
  return page.evaluate(() => {
    document.getElementById("world").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
  });
}
