/** A seminar: a moderator runs a programme of three items, two visitors follow it, one of them comes up on stage. */

import { visitor } from "../harness/chromium.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { openPanel, until } from "../harness/venue.js";

/** What runs, as the strip under the bar tells it. */
const strip = (page) => page.locator('[data-panel="strip"]');

/** The part of a moderator's link behind the address. */
function invited(venue) {
  const link = new URL(venue.invite("moderator"));
  return `${link.search}${link.hash}`;
}

scenario("a moderator runs three items, and two visitors follow from two rooms", async (venue) => {
  const invitation = invited(venue);
  const [moderator, listener, outside] = [await visitor(), await visitor(), await visitor()];
  await enter(moderator, venue, { name: "Noor", where: invitation });
  await enter(listener, venue, { name: "Listener" });
  await enter(outside, venue, { name: "Outside", where: "#terrace" });

  await openPanel(moderator, "Programme");
  await moderator.getByRole("button", { name: "Open the programme" }).last().click();
  await strip(listener).getByText(/^Next: Welcome/).waitFor();
  const titles = ["Welcome", "Students present: towns in the digital age", "Experts respond"];
  for (const title of titles) {
    await moderator.getByRole("button", { name: "Start the next" }).click();
    for (const page of [moderator, listener, outside]) await strip(page).getByText(`Now: ${title}`).waitFor();
    await strip(listener).getByText(/ left$/).first().waitFor();
  }

  await strip(outside).getByRole("button", { name: "Walk there" }).click();
  await until("the one outside was walked in", () => outside.getByRole("heading", { level: 1 }).count()
    .then(() => outside.locator('[data-panel="bar"]').innerText())
    .then((bar) => !bar.includes("terrace")));
  await strip(outside).getByText("Starting now").waitFor({ state: "detached" });

  await moderator.getByRole("button", { name: "End", exact: true }).click();
  await strip(listener).getByText("Now: Experts respond").waitFor({ state: "detached" });
});

scenario("somebody is invited up on stage, and the hall reads what they type", async (venue) => {
  const invitation = invited(venue);
  const [moderator, speaker, listener] = [await visitor(), await visitor(), await visitor()];
  await enter(moderator, venue, { name: "Noor", where: invitation });
  await enter(speaker, venue, { name: "Speaker" });
  await enter(listener, venue, { name: "Listener" });

  await openPanel(moderator, "People");
  const row = moderator.locator('[data-panel="people"] [data-row]').filter({ hasText: "Speaker" });
  await row.locator("[data-key^='person/']").first().click();
  await moderator.locator('[data-panel="person"] [data-key="invite-up"]').click();
  const captions = (page) => page.locator('[data-panel="captions"]');
  await captions(speaker).getByText("Noor invites you up on stage.").waitFor();
  await captions(speaker).getByRole("button", { name: "Go up" }).click();
  const field = captions(speaker).getByRole("textbox", { name: "Your captions" });
  await field.fill("Good morning, everybody");
  await captions(listener).getByText("Good morning, everybody").waitFor();
  await field.press("Enter");
  await captions(speaker).getByRole("button", { name: "Go down" }).click();
  await field.waitFor({ state: "detached" });
});
