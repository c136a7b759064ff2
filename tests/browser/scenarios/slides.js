/** Slides: a deck is brought, shown, turned and pointed at; everybody follows, and who comes late is at the right page. */

import assert from "node:assert/strict";

import { graveFindings } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { bring, pdf, seesPage, slides } from "../harness/deck.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { openByKey, until } from "../harness/venue.js";

const large = (page) => page.locator('[data-panel="page"]');

/** Somebody presents a deck of three pages, and somebody else looks at it. */
async function presented(venue) {
  const [noor, bob] = [await visitor(), await visitor()];
  const link = new URL(venue.invite("moderator"));
  await enter(noor, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
  await enter(bob, venue, { name: "Bob", country: "Mongolia" });
  await openByKey(noor, "slides");
  await bring(noor, "Sea", pdf(3));
  await slides(noor).getByRole("button", { name: "Show: Sea" }).click();
  await openByKey(bob, "slides");
  assert.equal(await seesPage(bob, "Sea, page 1 of 3"), "red");
  // Before her own page shows it, her keys turn nothing.
  assert.equal(await seesPage(noor, "Sea, page 1 of 3"), "red");
  return [noor, bob];
}

scenario("a deck is brought and shown, everybody follows it, and who comes late is at the right page", async (venue) => {
  const [noor, bob] = await presented(venue);

  // The presenter turns by a key while walking about.
  await noor.locator("#world").focus();
  await noor.keyboard.press("PageDown");
  assert.equal(await seesPage(bob, "Sea, page 2 of 3"), "green");

  await bob.context().close();
  const late = await visitor();
  await enter(late, venue, { name: "Late" });
  await openByKey(late, "slides");
  assert.equal(await seesPage(late, "Sea, page 2 of 3"), "green");
});

scenario("a follower leafs alone and returns, sees where the presenter points, and that the screen goes dark", async (venue) => {
  const [noor, bob] = await presented(venue);
  await slides(bob).locator('[data-key="large"]').click();
  assert.equal(await seesPage(bob, "Sea, page 1 of 3", "page"), "red");
  await bob.keyboard.press("ArrowRight");
  assert.equal(await seesPage(bob, "Sea, page 2 of 3", "page"), "green");
  await large(bob).getByText("the presenter is at page 1").waitFor();
  assert.deepEqual(await graveFindings(bob), []);
  await large(bob).locator('[data-key="page-return"]').click();
  assert.equal(await seesPage(bob, "Sea, page 1 of 3", "page"), "red");

  // The presenter points, and whoever looks sees where.
  await slides(noor).locator('[data-key="large"]').click();
  await seesPage(noor, "Sea, page 1 of 3", "page");
  const sheet = large(noor).locator("[data-points]");
  const place = await sheet.boundingBox();
  await noor.mouse.move(place.x + place.width * 0.25, place.y + place.height * 0.5, { steps: 4 });
  const dot = large(bob).locator(".p-dot");
  await dot.waitFor();
  await until("the dot is a quarter of the way", async () => Math.abs(parseFloat(await dot.evaluate((one) => one.style.left)) - 25) < 2);
  assert.deepEqual(await graveFindings(noor), []);

  await noor.keyboard.press("Escape");
  await large(noor).waitFor({ state: "detached" });
  await noor.locator("#world").focus();
  await noor.keyboard.press("b");
  await large(bob).getByText("dark for now").waitFor();
  await slides(noor).locator('[data-key="stop"]').click();
  await large(bob).waitFor({ state: "detached" });
});

scenario("a page turned while its note is typed leaves the keyboard in the note of the next page", async (venue) => {
  const [noor, bob] = await presented(venue);
  await slides(noor).locator('[data-key="large"]').click();
  assert.equal(await seesPage(noor, "Sea, page 1 of 3", "page"), "red");
  const note = (page) => large(noor).locator(`input[data-key="notes/${page}"]`);
  await note(1).click();
  await noor.keyboard.type("Greet");
  await large(noor).locator('[data-key="page-on"]').click();
  assert.equal(await seesPage(bob, "Sea, page 2 of 3"), "green");

  await until("the keyboard is in the next note", () => note(2).evaluate((one) => one === document.activeElement));
  // In the world this letter darkens the screen for everybody.
  await noor.keyboard.type("bring a net");
  await until("the note has every letter", async () => (await note(2).inputValue()) === "bring a net");
  await large(noor).locator('[data-key="page-back"]').click();
  await until("the first note is as it was", async () => (await note(1).inputValue()) === "Greet");
  assert.equal(await seesPage(bob, "Sea, page 1 of 3"), "red");
});

scenario("a file that is no PDF is refused in a sentence", async (venue) => {
  const noor = await visitor();
  const link = new URL(venue.invite("speaker"));
  await enter(noor, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
  await openByKey(noor, "slides");
  const buffer = Buffer.from("These are no slides.");
  await slides(noor).locator('input[type="file"]').setInputFiles({ name: "Letter.pdf", mimeType: "application/pdf", buffer });
  await slides(noor).getByText("This file is no PDF, or it is damaged.").waitFor();
  await slides(noor).getByRole("button", { name: "All right" }).click();
  await slides(noor).getByText("There are no decks yet.").waitFor();
});
