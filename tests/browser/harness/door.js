/**
 * What a visitor does at the door page: everything is found by role and name, as a screen reader finds it.
 */

import { readFileSync } from "node:fs";

import { watchDials } from "./outside.js";
import { closePanels, until } from "./venue.js";

/** Opens the door of a venue. `where` is what follows its address, such as `?link=websocket#terrace`. */
export async function arrive(page, venue, { where = "", language } = {}) {
  page.language = language ?? page.language;
  await page.goto(`${venue.url}/${where}`);
  await formAnswers(page);
}

/** Waits until the form does what it is told: the page's scripts have read what stands at the door, and lay this out last. */
export async function formAnswers(page) {
  await page.locator("#spoken input").first().waitFor({ state: "attached" });
}

/** Fills in the form. */
export async function fill(page, { name = "Alice", country = "Japan" } = {}) {
  const say = words(page);
  await page.getByLabel(say.name, { exact: true }).fill(name);
  // Part of a name, in English on any page, is enough; a whole name would need no choosing.
  await page.getByRole("combobox", { name: say.country }).fill(country.slice(0, 4));
  await page.getByRole("listbox", { name: say.countries }).getByRole("option").first().click();
  await page.getByRole("checkbox", { name: say.agree }).check();
}

/** Presses the button that leads in. */
export async function knock(page) {
  await page.getByRole("button", { name: words(page).join }).click();
}

/** Comes in, all of it, until the world is there. */
export async function enter(page, venue, { where = "", ...answers } = {}) {
  await arrive(page, venue, { where });
  await fill(page, answers);
  await knock(page);
  await inside(page);
}

/** Comes in by WebTransport, however long a busy machine takes to dial. */
export async function enterByWebTransport(page, venue) {
  await watchDials(page);
  await arrive(page, venue);
  await fill(page);
  await knock(page);
  await until("a WebTransport link", async () => (await venue.metric("hiroba_links{", 'transport="webtransport"')) === 1);
  await page.evaluate(() => window.clocks.run());
  await inside(page);
}

/** Waits until the visitor stands in a room. */
export async function inside(page) {
  await page.locator("#venue").waitFor({ state: "visible" });
  await page.getByRole("button", { name: /^(People|Map)/ }).first().waitFor();
}

/** Leaves the venue by its settings, and stands before the door again. */
export async function leave(page) {
  await closePanels(page);
  await page.locator('[data-panel="bar"] [data-key="open-settings"]').click();
  await page.locator('[data-panel="settings"] [data-key="leave"]').click();
  await page.locator("#door").waitFor({ state: "visible" });
}

/** The door's words in the language that the page is expected to speak, from the locales themselves. */
export function words(page) {
  return WORDS[page.language ?? "en"];
}

const WORDS = Object.fromEntries(["en", "ja", "mn", "id"].map((language) => [language, wordsOf(language)]));

function wordsOf(language) {
  const file = new URL(`../../../assets/locales/${language}.ftl`, import.meta.url);
  const lines = readFileSync(file, "utf8").split("\n");
  const line = (key) => {
    const found = lines.find((one) => one.startsWith(`${key} = `));
    if (!found) throw new Error(`${language} has no ${key}`);
    return found.slice(key.length + 3);
  };
  return {
    join: line("join"),
    name: line("door-name"),
    country: line("door-country"),
    countries: line("door-countries"),
    agree: line("page-agree"),
  };
}
