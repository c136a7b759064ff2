/**
 * Every panel there is, light and dark: axe-core, letters that stand out, texts that fit; the list of panels is the
 * program's own.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { faintLetters, graveFindings, overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { bring, pdf, seesPage, slides } from "../harness/deck.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { Crowd } from "../harness/server.js";
import { closePanels, openByKey, openPanel, say, until } from "../harness/venue.js";

/** The desktop's door; the page has its own, which `door.js` looks at. */
const DESKTOP_ONLY = ["sign-in"];
/** Panels that the bar opens, by name, and the name of their own. */
const OF_THE_BAR = ["Chat", "People", "Map", "Programme", "Settings", "Help"];

for (const shade of ["Light", "Dark"]) {
  scenario(`axe-core finds nothing serious on any panel in the ${shade.toLowerCase()}`, async (venue) => {
    const crowd = new Crowd(venue, 3);
    const page = await visitor({ viewport: { width: 760, height: 480 } });
    const seen = new Set();
    const findings = [];
    const looks = async (what) => {
      for (const name of await page.locator("[data-panel]").evaluateAll((all) => all.map((one) => one.dataset.panel))) seen.add(name);
      const found = [await graveFindings(page), await faintLetters(page), await overflowing(page)].flat();
      findings.push(...found.map((finding) => `${what}: ${finding}`));
    };
    try {
      await everyPanel(venue, page, shade, looks);
      await crowd.leave();
      await venue.stop();
      await page.locator('[data-panel="veil"]').waitFor();
      await looks("Coming back");
    } finally {
      await crowd.leave();
    }
    assert.deepEqual(findings, []);
    const missing = panelNames().filter((name) => !seen.has(name) && !DESKTOP_ONLY.includes(name));
    assert.deepEqual(missing, [], "panels that were never on the screen");
  }, { minutes: 6 });
}

/** Comes in as a moderator and brings every panel on the screen, one after the other. */
async function everyPanel(venue, page, shade, looks) {
  const link = new URL(venue.invite("moderator"));
  await enter(page, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
  await openPanel(page, "Settings");
  await page.locator('[data-panel="settings"]').getByRole("radio", { name: shade, exact: true }).click();
  await say(page, `Hello in ${shade}`);
  for (const name of OF_THE_BAR) {
    await openPanel(page, name);
    await looks(name);
  }
  await page.locator('[data-panel="say"] [data-key="gestures"]').click();
  await looks("Gestures");
  await page.locator('[data-panel="say"] [data-key="gestures"]').click();
  await onStage(page, looks);
  await personCard(page, looks);
  await openOrder(page);
  await looks("Order");
  await shownSlides(page, looks);
  await openByKey(page, "floor");
  for (const part of ["Questions", "Hands", "Polls", "Announce"]) {
    await page.locator('[data-panel="floor"]').getByRole("radio", { name: new RegExp(`^${part}`) }).click();
    await looks(`the floor, ${part}`);
  }
}

/** Looks at what a moderator has on stage, and at an item of the programme while it is written. */
async function onStage(page, looks) {
  await openPanel(page, "Programme");
  const panel = page.locator('[data-panel="programme"]');
  await panel.locator('[data-key="go-up"]').click();
  await page.locator('[data-panel="captions"] [data-key="caption"]').waitFor();
  await looks("on stage");
  await panel.locator('[data-key="go-down"]').click();
  await page.locator('[data-panel="captions"]').waitFor({ state: "detached" });
  await panel.locator('[data-key="photographs"]').click();
  await page.locator('[data-panel="photographs"] h2').waitFor();
  await looks("group photographs");
  await openPanel(page, "Programme");
  await panel.locator('[data-key="add"]').click();
  await panel.locator('[data-key="save"]').waitFor();
  await looks("a new item");
  await panel.locator('[data-key="cancel"]').click();
}

/** Looks at slides that are shown, at the side and large. */
async function shownSlides(page, looks) {
  await openByKey(page, "slides");
  await bring(page, "Sea", pdf(1));
  await slides(page).getByRole("button", { name: "Show: Sea" }).click();
  await seesPage(page, "Sea, page 1 of 1");
  await looks("Slides");
  await slides(page).locator('[data-key="large"]').click();
  await seesPage(page, "Sea, page 1 of 1", "page");
  await looks("A page of slides");
}

/** Looks at a card of somebody else and at everything that can be asked there, and reports them. */
async function personCard(page, looks) {
  await openPanel(page, "People");
  const others = page.locator('[data-panel="people"] [data-row]').filter({ has: page.getByRole("button", { name: /^Message/ }) });
  await others.first().locator("[data-key^='person/']").first().click();
  const card = page.locator('[data-panel="person"]');
  await card.locator('[data-key="report"]').waitFor();
  await looks("a person");
  for (const step of ["mute", "send-out", "bar"]) {
    await card.locator(`[data-key="${step}"]`).click();
    await card.locator('[data-key="confirm"]').waitFor();
    await looks(`a person, ${step}`);
    await card.locator('[data-key="back"]').click();
    await card.locator(`[data-key="${step}"]`).waitFor();
  }
  await card.locator('[data-key="report"]').click();
  await card.locator('[data-key="report-words"]').fill("A test of the report");
  await looks("a person, report");
  await card.locator('[data-key="report-send"]').click();
  await page.locator('[data-panel="notices"] [data-key^="dismiss/"]').first().waitFor();
  await looks("a note");
}

async function openOrder(page) {
  await closePanels(page);
  await page.locator('[data-panel="bar"] [data-key="open-order"]').click();
  await until("the report in the log", async () => (await page.locator('[data-panel="order"] [data-row]').count()) > 0);
}

/** The names of every panel, from the program's source, so that a new one is not forgotten here. */
function panelNames() {
  const source = readFileSync(new URL("../../../client/src/panel.rs", import.meta.url), "utf8");
  const names = [...source.matchAll(/Self::\w+ => "([a-z-]+)",/g)].map((found) => found[1]);
  assert.ok(names.length > 10, "client/src/panel.rs no longer names its panels as this test reads them");
  return names;
}
