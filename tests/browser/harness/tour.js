/**
 * A tour of every panel there is, for whoever looks at all of them: a moderator in a venue with a few others brings one
 * after the other on the screen. Panels and buttons are found by their keys, so that it goes in any language.
 */

import { bring, pdf, seesPage } from "./deck.js";
import { closePanels, openByKey, until } from "./venue.js";

/** Panels that the bar opens and everybody has. */
const OF_THE_BAR = ["chat", "people", "map", "programme", "settings", "help"];
const PARTS_OF_THE_FLOOR = ["questions", "hands", "polls", "announce"];

const panel = (page, name) => page.locator(`[data-panel="${name}"]`);
/** A control of a panel by its key, or by the beginning of a key that ends in a number. */
const control = (page, name, key) =>
  panel(page, name).locator(key.endsWith("/") ? `[data-key^="${key}"]` : `[data-key="${key}"]`).first();
const use = (page, name, key) => control(page, name, key).click();

/** Chooses the shade and the language of the interface; `shade` is 0 for light and 1 for dark. */
export async function dress(page, { shade = 0, language = 0 } = {}) {
  await openByKey(page, "settings");
  await panel(page, "settings").locator(`[data-key="tongue"][data-entry="${language}"]`).click();
  await panel(page, "settings").locator(`[data-key="shade"][data-entry="${shade}"]`).click();
  await until("the shade is worn", async () => (await page.locator("html").getAttribute("data-theme")) === ["light", "dark"][shade]);
}

/** Brings every panel on the screen and has it looked at: `looks` is told its name and waited for. */
export async function everyPanel(page, looks) {
  await closePanels(page);
  await panel(page, "say").locator("input").fill("Hello, everybody!");
  await panel(page, "say").locator("input").press("Enter");
  for (const key of OF_THE_BAR) {
    await openByKey(page, key);
    await looks(key);
  }
  await closePanels(page);
  await use(page, "say", "gestures");
  await looks("gestures");
  await use(page, "say", "gestures");
  await onStage(page, looks);
  await somebody(page, looks);
  await openByKey(page, "order");
  await until("the report in the log", async () => (await panel(page, "order").locator("[data-row]").count()) > 0);
  await looks("order");
  await shownSlides(page, looks);
  await theFloor(page, looks);
  await theProgramme(page, looks);
}

/** What a moderator has on stage, a group photograph, and an item of the programme while it is written. */
async function onStage(page, looks) {
  await openByKey(page, "programme");
  await use(page, "programme", "go-up");
  await control(page, "captions", "caption").waitFor();
  await looks("captions");
  await use(page, "programme", "go-down");
  await panel(page, "captions").waitFor({ state: "detached" });
  await use(page, "programme", "photographs");
  await panel(page, "photographs").locator("h2").waitFor();
  await looks("photographs");
  await openByKey(page, "programme");
  await use(page, "programme", "add");
  await control(page, "programme", "save").waitFor();
  await looks("programme-item");
  await use(page, "programme", "cancel");
}

/** A card of somebody else and everything that can be asked there; they are reported. */
async function somebody(page, looks) {
  await openByKey(page, "people");
  await panel(page, "people").locator('[data-row]:has([data-key^="write/"]) [data-key^="person/"]').first().click();
  await control(page, "person", "report").waitFor();
  await looks("person");
  for (const step of ["mute", "send-out", "bar"]) {
    await use(page, "person", step);
    await control(page, "person", "confirm").waitFor();
    await looks(`person-${step}`);
    await use(page, "person", "back");
    await control(page, "person", step).waitFor();
  }
  await use(page, "person", "report");
  await control(page, "person", "report-words").fill("A test of the report");
  await looks("person-report");
  await use(page, "person", "report-send");
  await control(page, "notices", "dismiss/").waitFor();
  await looks("notices");
}

/** Slides that are shown, at the side and large. */
async function shownSlides(page, looks) {
  await openByKey(page, "slides");
  await bring(page, "Sea", pdf(2));
  await looks("slides-decks");
  await use(page, "slides", "show/");
  await seesPage(page, /Sea/);
  await looks("slides");
  await use(page, "slides", "large");
  await seesPage(page, /Sea/, "page");
  await looks("page");
}

/** The four parts of the floor: as they begin, with a question that is chosen, and with a poll. */
async function theFloor(page, looks) {
  await openByKey(page, "floor");
  for (const [n, part] of PARTS_OF_THE_FLOOR.entries()) {
    await panel(page, "floor").locator(`[data-key="section"][data-entry="${n}"]`).click();
    await looks(`floor-${part}`);
    if (part === "questions") await aQuestion(page, looks);
    if (part === "polls") await aPoll(page, looks);
  }
}

async function aQuestion(page, looks) {
  await control(page, "floor", "draft").fill("How does a city count its trees, and who may look at the numbers?");
  await use(page, "floor", "ask");
  await use(page, "floor", "question/");
  await control(page, "floor", "hide/").waitFor();
  await looks("floor-question");
}

async function aPoll(page, looks) {
  await use(page, "floor", "new-poll");
  await control(page, "floor", "new-words").fill("Where shall we meet next year?");
  await control(page, "floor", "new-option/0").fill("By the sea");
  await control(page, "floor", "new-option/1").fill("In the mountains, with a long way up");
  await looks("floor-poll-new");
  await use(page, "floor", "new-open");
  await control(page, "floor", "close-poll/").waitFor();
  await looks("floor-poll");
}

/** The programme while it runs, and what can be done with an item. */
async function theProgramme(page, looks) {
  await openByKey(page, "programme");
  await use(page, "programme", "open");
  await use(page, "programme", "start-next");
  await control(page, "programme", "end").waitFor();
  await use(page, "programme", "item/");
  await looks("programme-runs");
  await closePanels(page);
  await looks("world-while-it-runs");
}
