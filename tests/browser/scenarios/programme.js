/** A seminar: a moderator runs a programme of three items, a visitor follows it, and one comes up on stage. */

import assert from "node:assert/strict";

import { visitor } from "../harness/chromium.js";
import { bring, pdf, seesPage, slides } from "../harness/deck.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { openByKey, openPanel, until } from "../harness/venue.js";

/** What runs, as the strip under the bar tells it. */
const strip = (page) => page.locator('[data-panel="strip"]');

/** The part of a moderator's link behind the address. */
function invited(venue) {
  const link = new URL(venue.invite("moderator"));
  return `${link.search}${link.hash}`;
}

scenario("a moderator runs three items, and a visitor follows from another room and is called in", async (venue) => {
  const invitation = invited(venue);
  const [moderator, outside] = [await visitor(), await visitor()];
  await enter(moderator, venue, { name: "Noor", where: invitation });
  await enter(outside, venue, { name: "Outside", where: "#terrace" });
  const bar = () => outside.locator('[data-panel="bar"]').innerText();
  await until("the address led to the terrace", async () => (await bar()).includes("terrace"));

  await openPanel(moderator, "Programme");
  await moderator.getByRole("button", { name: "Open the programme" }).last().click();
  await strip(outside).getByText(/^Next: Welcome/).waitFor();
  const titles = ["Welcome", "Students present: towns in the digital age", "Experts respond"];
  for (const title of titles) {
    await moderator.getByRole("button", { name: "Start the next" }).click();
    for (const page of [moderator, outside]) await strip(page).getByText(`Now: ${title}`).waitFor();
    await strip(outside).getByText(/ left$/).first().waitFor();
  }

  await strip(outside).getByRole("button", { name: "Walk there" }).click();
  await until("the one outside was walked in", async () => !(await bar()).includes("terrace"));
  await strip(outside).getByText("Starting now").waitFor({ state: "detached" });

  await moderator.getByRole("button", { name: "End", exact: true }).click();
  await strip(outside).getByText("Now: Experts respond").waitFor({ state: "detached" });
});

scenario("a moderator runs three items by one key alone, and turns the slides by another wherever the keyboard is", async (venue) => {
  const [moderator, listener] = [await visitor(), await visitor()];
  await enter(moderator, venue, { name: "Noor", where: invited(venue) });
  await enter(listener, venue, { name: "Listener" });
  await openByKey(moderator, "slides");
  await bring(moderator, "Sea", pdf(2));
  await slides(moderator).getByRole("button", { name: "Show: Sea" }).click();
  await openByKey(listener, "slides");
  for (const page of [moderator, listener]) assert.equal(await seesPage(page, "Sea, page 1 of 2"), "red");

  await moderator.locator("#world").focus();
  await moderator.keyboard.press("n");
  for (const page of [moderator, listener]) await strip(page).getByText(/^Next: Welcome/).waitFor();
  for (const title of ["Welcome", "Students present: towns in the digital age", "Experts respond"]) {
    await moderator.keyboard.press("n");
    for (const page of [moderator, listener]) await strip(page).getByText(`Now: ${title}`).waitFor();
  }

  // The keyboard is on a button of another panel, and turns all the same.
  await openByKey(moderator, "programme");
  await moderator.locator('[data-panel="programme"] [data-key="end"]').focus();
  await moderator.keyboard.press("PageDown");
  assert.equal(await seesPage(listener, "Sea, page 2 of 2"), "green");
  await moderator.keyboard.press("Enter");
  await strip(listener).getByText("Now: Experts respond").waitFor({ state: "detached" });
});

scenario("who comes in while something runs in another room is asked whether they go, and asked once", async (venue) => {
  const moderator = await visitor();
  await enter(moderator, venue, { name: "Noor", where: invited(venue) });
  await openPanel(moderator, "Programme");
  await moderator.getByRole("button", { name: "Open the programme" }).last().click();
  await moderator.getByRole("button", { name: "Start the next" }).click();
  await strip(moderator).getByText("Now: Welcome").waitFor();

  const stays = await visitor();
  await enter(stays, venue, { name: "Stays", where: "#terrace" });
  await strip(stays).getByRole("button", { name: "Stay here" }).click();
  await strip(stays).getByRole("button", { name: "Walk there" }).waitFor({ state: "detached" });
  await strip(stays).getByText("Now: Welcome").waitFor();
  await stays.context().close();

  const goes = await visitor();
  await enter(goes, venue, { name: "Goes", where: "#terrace" });
  await strip(goes).getByRole("button", { name: "Walk there" }).click();
  await until("they were walked there", async () => !(await goes.locator('[data-panel="bar"]').innerText()).includes("terrace"));
});

scenario("somebody is invited up on stage, and the hall reads what they type", async (venue) => {
  const invitation = invited(venue);
  const [moderator, speaker] = [await visitor(), await visitor()];
  await enter(moderator, venue, { name: "Noor", where: invitation });
  await enter(speaker, venue, { name: "Speaker" });

  await openPanel(moderator, "People");
  const row = moderator.locator('[data-panel="people"] [data-row]').filter({ hasText: "Speaker" });
  await row.locator("[data-key^='person/']").first().click();
  await moderator.locator('[data-panel="person"] [data-key="invite-up"]').click();
  const captions = (page) => page.locator('[data-panel="captions"]');
  await captions(speaker).getByText("Noor invites you up on stage.").waitFor();
  await captions(speaker).getByRole("button", { name: "Go up" }).click();
  const field = captions(speaker).getByRole("textbox", { name: "Your captions" });
  await field.fill("Good morning, everybody");
  await captions(moderator).getByText("Good morning, everybody").waitFor();
  await field.press("Enter");
  await captions(speaker).getByRole("button", { name: "Go down" }).click();
  await field.waitFor({ state: "detached" });
});
