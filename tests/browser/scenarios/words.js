/** Words inside: the four languages on every panel, names in eight scripts, axe-core over all of it. */

import assert from "node:assert/strict";
import { join } from "node:path";

import { graveFindings, overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { enter, inside } from "../harness/door.js";
import { photographs } from "../harness/places.js";
import { scenario } from "../harness/scenario.js";
import { openPanel, until } from "../harness/venue.js";

/** Panels by their name on the page, and by the key that the bar's button has. */
const PANELS = ["Chat", "People", "Map", "Settings", "Help"];
const KEYS = ["chat", "people", "map", "settings", "help"];
const NAMES = [
  ["Latin", "Zoë Ångström"],
  ["Kanji", "髙橋 さくら"],
  ["Cyrillic", "Бат-Эрдэнэ"],
  ["Hangul", "김민준"],
  ["Arabic", "ليلى حسن"],
  ["Devanagari", "प्रिया शर्मा"],
  ["Thai", "สมชาย"],
  ["Traditional Mongolian", "ᠮᠣᠩᠭᠣᠯ"],
];

scenario("axe-core finds nothing serious with any panel open", async (venue) => {
  const page = await visitor({ viewport: { width: 900, height: 600 } });
  await enter(page, venue);
  assert.deepEqual(await graveFindings(page), [], "nothing open");
  for (const name of PANELS) {
    await openPanel(page, name);
    assert.deepEqual(await graveFindings(page), [], name);
  }
});

for (const language of ["ja", "mn", "id"]) {
  scenario(`every panel speaks ${language} and no text overflows on a phone`, async (venue) => {
    const page = await visitor({ viewport: { width: 360, height: 640 }, locale: language });
    page.language = language;
    await enter(page, venue);
    const faults = [];
    for (const key of KEYS) {
      const button = page.locator(`[data-panel="bar"] [data-key="${key}"]`);
      await button.click();
      await page.locator(`[data-panel="${key}"] h2`).waitFor();
      await page.screenshot({ path: join(photographs, `${key}-${language}.png`) });
      faults.push(...(await overflowing(page)).map((what) => `${key}: ${what}`));
      await page.keyboard.press("Escape");
    }
    assert.deepEqual(faults, []);
  });
}

scenario("names in eight scripts are read by others as they were written", async (venue) => {
  const watcher = await visitor();
  await enter(watcher, venue, { name: "Watcher" });
  for (const [script, name] of NAMES) {
    const page = await visitor();
    await enter(page, venue, { name });
    await openPanel(watcher, "People");
    const people = watcher.locator('[data-panel="people"]');
    await until(`${script} in the list`, async () => {
      await people.getByRole("textbox").fill(name);
      return (await people.getByText(name).count()) > 0;
    });
    await inside(page);
    await page.context().close();
  }
});
