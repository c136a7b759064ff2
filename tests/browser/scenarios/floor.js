/** The audience has the floor: a question, a poll, a raised hand and an announcement go round a hall of two browsers. */

import assert from "node:assert/strict";

import { graveFindings } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { openByKey, until } from "../harness/venue.js";

const floor = (page) => page.locator('[data-panel="floor"]');
const press = (page, key) => floor(page).locator(`[data-key="${key}"]`).click();
const part = (page, name) => floor(page).getByRole("radio", { name }).click();
const told = (page, words) => page.locator('[data-panel="notices"]').getByText(words).first().waitFor();
const listed = (page, words) => floor(page).getByText(words).first().waitFor();

scenario("a question, a poll, a raised hand and an announcement go round a hall", async (venue) => {
  const [noor, bob] = [await visitor(), await visitor()];
  const link = new URL(venue.invite("moderator"));
  await enter(noor, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
  await enter(bob, venue, { name: "Bob", country: "Mongolia" });
  for (const page of [noor, bob]) await openByKey(page, "floor");

  await floor(bob).locator('[data-key="draft"]').fill("Why <b>here</b>?");
  await press(bob, "ask");
  await told(bob, "Your question is stored");
  await listed(noor, "Why <b>here</b>?");
  await floor(noor).locator('[data-key^="vote/"]').click();
  const vote = floor(bob).locator('[data-key^="vote/"]');
  await until("Bob sees the vote", async () => /1/.test(await vote.innerText()));

  await part(noor, /^Polls/);
  await press(noor, "new-poll");
  await floor(noor).locator('[data-key="new-words"]').fill("Tea or coffee?");
  await floor(noor).locator('[data-key="new-option/0"]').fill("Tea");
  await floor(noor).locator('[data-key="new-option/1"]').fill("Coffee");
  await floor(noor).locator('[data-key="new-option/2"]').waitFor();
  await press(noor, "new-open");
  await told(bob, "A new poll: Tea or coffee?");
  await part(bob, /^Polls/);
  await floor(bob).getByRole("radio", { name: "Coffee" }).click();
  for (const page of [noor, bob]) {
    const bar = floor(page).getByRole("progressbar", { name: /Coffee: 1 \(100 %\)/ });
    await until("the bar of what was chosen", async () => (await bar.count()) === 1);
  }
  assert.deepEqual(await graveFindings(noor), []);

  await part(bob, /^Hands/);
  await press(bob, "raise");
  await part(noor, /^Hands/);
  await floor(noor).locator('[data-key^="call/"]').click();
  await told(bob, "You have the word.");

  await part(noor, /^Announce/);
  await floor(noor).locator('[data-key="announcement"]').fill("We begin in the garden.");
  await press(noor, "announce");
  await told(bob, "Noor announces: We begin in the garden.");
});
