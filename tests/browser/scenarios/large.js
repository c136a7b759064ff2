/**
 * Eyes that need more: everything twice as large, by the browser's zoom or by its letters, and letters that stand out;
 * those of the panels `panels.js` looks at.
 */

import assert from "node:assert/strict";
import { join } from "node:path";

import { faintLetters, overflowing, unreachable } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { arrive, enter } from "../harness/door.js";
import { photographs } from "../harness/places.js";
import { scenario } from "../harness/scenario.js";
import { closePanels, openByKey } from "../harness/venue.js";

const KEYS = ["chat", "people", "map", "settings", "help"];
/** A zoom of 200 % halves the width that a page has; letters of 200 % leave it. */
const SCREENS = [
  ["laptop-zoomed", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, 16],
  ["laptop-letters", { viewport: { width: 1280, height: 800 } }, 32],
  ["phone-letters", { viewport: { width: 360, height: 740 } }, 32],
];

for (const [screen, options, letters] of SCREENS) {
  scenario(`twice as large (${screen}) nothing is cut off and everything is in reach, at the door and on every panel`, async (venue) => {
    const page = await visitor(options);
    const hand = await page.context().newCDPSession(page);
    await hand.send("Page.setFontSizes", { fontSizes: { standard: letters } });
    const faults = [];
    const look = async (what, within = `[data-panel="${what}"]`) => {
      await page.screenshot({ path: join(photographs, `large-${screen}-${what}.png`) });
      for (const fault of await overflowing(page)) faults.push(`${what}: cut off: ${fault}`);
      for (const fault of await unreachable(page, within)) faults.push(`${what}: out of reach: ${fault}`);
    };
    await arrive(page, venue);
    await look("door", "#door");
    await enter(page, venue, { name: "Large" });
    for (const place of ["bar", "say"]) await look(place);
    for (const key of KEYS) {
      await openByKey(page, key);
      await look(key);
      // Where a panel leaves room for the bars, one can go on from it; a dialog and a phone's panel are closed first.
      const covers = screen === "phone-letters" || (await page.getByRole("dialog").count()) > 0;
      if (!covers) for (const place of ["bar", "say"]) await look(place);
      await closePanels(page);
    }
    assert.deepEqual(faults, []);
  });
}

scenario(
  "letters stand out by 4.5 to 1 at the door, light and dark, and letters that are made faint are found",
  async (venue) => {
    const page = await visitor({ viewport: { width: 760, height: 480 } });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await arrive(page, venue);
      assert.deepEqual(await faintLetters(page), [], colorScheme);
    }
    await page.locator("#form-title").evaluate((title) => {
      title.style.color = "rgb(128, 128, 128)";
      title.style.fontSize = "1rem";
    });
    assert.equal((await faintLetters(page)).length, 1);
  },
  { program: false },
);
