/** Words inside: the four languages on every panel, names in eight scripts. */

import assert from "node:assert/strict";
import { join } from "node:path";

import { overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { arrive, enter, fill, inside, knock, leave, words } from "../harness/door.js";
import { photographs } from "../harness/places.js";
import { scenario } from "../harness/scenario.js";
import { openByKey, openPanel, until } from "../harness/venue.js";

/** Panels by the key that the bar's button has. */
const KEYS = ["chat", "people", "map", "settings", "help"];
const LANGUAGES = [
  ["ja", "日本語"],
  ["mn", "Монгол"],
  ["id", "Indonesia"],
  ["en", "English"],
];
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

scenario("every panel speaks four languages, changed inside, and no text overflows on a phone", async (venue) => {
  const page = await visitor({ viewport: { width: 360, height: 640 } });
  await enter(page, venue);
  const faults = [];
  for (const [language, itself] of LANGUAGES) {
    await openByKey(page, "settings");
    await page.locator('[data-panel="settings"]').getByRole("radio", { name: itself, exact: true }).click();
    await until(`the page speaks ${language}`, async () => (await page.locator("html").getAttribute("lang")) === language);
    for (const key of KEYS) {
      await openByKey(page, key);
      await page.screenshot({ path: join(photographs, `${key}-${language}.png`) });
      faults.push(...(await overflowing(page)).map((what) => `${language} ${key}: ${what}`));
    }
  }
  assert.deepEqual(faults, []);
});

scenario("names in eight scripts are read by others as they were written", async (venue) => {
  const [watcher, page] = [await visitor(), await visitor()];
  await enter(watcher, venue, { name: "Watcher" });
  await openPanel(watcher, "People");
  const people = watcher.locator('[data-panel="people"]');
  const present = (count) => until(`${count} are present`, async () => (await venue.metric("hiroba_people")) === count);
  await arrive(page, venue);
  await fill(page, { name: "Nobody yet" });
  for (const [script, name] of NAMES) {
    await page.getByLabel(words(page).name, { exact: true }).fill(name);
    await knock(page);
    await inside(page);
    await present(2);
    const row = people.locator("[data-row]").getByText(name);
    // A list asked for before the venue had let the newcomer in does not hold them, so it is asked for again.
    await until(`${script} in the list`, async () => {
      await people.getByRole("textbox").fill("");
      await people.getByRole("textbox").fill(name);
      return row.first().waitFor({ timeout: 5_000 }).then(() => true, () => false);
    });
    await leave(page);
    // Who comes before the last has left is somebody whose name is taken.
    await present(1);
  }
}, { minutes: 6 });
