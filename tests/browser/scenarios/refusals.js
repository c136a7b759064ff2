/** What is said to whoever does not get in: at the field that is wrong, in words, with the form as it was. */

import assert from "node:assert/strict";

import { visitor } from "../harness/chromium.js";
import { arrive, enter, fill, formAnswers, inside, knock, leave, words } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { until } from "../harness/venue.js";

scenario("a wrong invitation is told beside its field, and without it one comes in", async (venue) => {
  const page = await visitor();
  await arrive(page, venue, { where: `?invite=${"0".repeat(64)}` });
  await fill(page, { name: "Alice" });
  await knock(page);
  const fault = page.getByText("This invitation does not work any more");
  await fault.waitFor();
  assert.equal(await page.getByLabel(words(page).name, { exact: true }).inputValue(), "Alice");
  await page.locator("#invitation").fill("");
  await knock(page);
  await inside(page);
});

scenario("a right invitation gives its role", async (venue) => {
  const page = await visitor();
  const link = new URL(venue.invite("moderator"));
  await enter(page, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
  await page.getByRole("button", { name: "Order" }).waitFor();
});

scenario(
  "a full hall says so and lets in whoever tries again when somebody has left",
  async (venue) => {
    const [alice, bob] = [await visitor(), await visitor()];
    await enter(alice, venue, { name: "Alice" });
    await arrive(bob, venue);
    await fill(bob, { name: "Bob" });
    await knock(bob);
    await bob.getByText("The venue is full: 1 people are inside").waitFor();
    await leave(alice);
    await knock(bob);
    await inside(bob);
  },
  { flags: ["--capacity", "1"] },
);

scenario("a page of an older version is loaded anew once, and then says that it is too old", async (venue) => {
  const page = await visitor();
  await page.route("**/api/join", async (route) => {
    const request = route.request().postDataJSON();
    request.versions.protocol = 0;
    await route.continue({ postData: JSON.stringify(request) });
  });
  await arrive(page, venue);
  await fill(page);
  const loadedAnew = page.waitForEvent("load");
  await knock(page);
  await loadedAnew;
  await formAnswers(page);
  await fill(page);
  await knock(page);
  await page.getByText("This page is older than the venue").first().waitFor();
});

scenario("who presses the button before the venue has said anything waits for it, and comes in", async (venue) => {
  const page = await visitor();
  let answers;
  const answered = new Promise((resolve) => {
    answers = resolve;
  });
  await page.route("**/api/door", async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(venue.url);
  await fill(page);
  await until("the page takes the wish", async () => {
    await knock(page);
    return /You will come in/.test(await page.locator("#state").innerText());
  });
  assert.equal(await page.getByText("The server does not answer").count(), 0, "it was asked and has not answered yet");
  answers();
  await inside(page);
});

scenario("a page that was open before the server was renewed finds its new program", async (venue) => {
  const page = await visitor();
  let asked = 0;
  // The old page's program is gone from the new server.
  await page.route("**/client/*.wasm", (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ status: 404, body: "gone" }) : route.continue();
  });
  await page.goto(venue.url);
  await page.locator("#unable:not([hidden])").waitFor();
  await page.reload();
  await formAnswers(page);
  await fill(page);
  await knock(page);
  await inside(page);
}, { complaints: /the program cannot be fetched: 404/ });
