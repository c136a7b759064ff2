/** A seminar: a moderator runs a programme of three items, a visitor follows it, and one comes up on stage. */

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
