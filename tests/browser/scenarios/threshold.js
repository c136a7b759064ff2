/** What else the door does: it says when a browser cannot read it, waits for the program, and remembers and forgets. */

import assert from "node:assert/strict";

import { graveFindings } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { arrive, fill, formAnswers, knock, words } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";

const alone = { program: false };

scenario(
  "a browser that cannot read the page's scripts, or does not get them, is told so beside those that work",
  async (venue) => {
    const unread = { contentType: "text/javascript", body: "this cannot be read" };
    for (const answer of [(route) => route.abort(), (route) => route.fulfill(unread)]) {
      const page = await visitor();
      await page.route("**/entering.js", answer);
      await page.goto(venue.url);
      const told = page.getByRole("alert");
      await told.getByRole("heading", { name: /could not be started/ }).waitFor();
      await told.getByText(/Firefox, Safari/).waitFor();
      await page.unroute("**/entering.js");
      await told.getByRole("button").click();
      await formAnswers(page);
      assert.equal(await told.isVisible(), false);
      await knock(page);
      await page.getByText("Please give a name.").first().waitFor();
      await page.context().close();
    }
  },
  { ...alone, complaints: /^SyntaxError/ },
);

scenario(
  "a press before the page's scripts are read is kept, with what was typed",
  async (venue) => {
    const page = await visitor();
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/entering.js", (route) => held.then(() => route.continue()));
    await page.goto(venue.url, { waitUntil: "commit" });
    const say = words(page);
    const name = page.getByLabel(say.name, { exact: true });
    await name.fill("Early");
    await page.getByRole("combobox", { name: say.country }).fill("Japan");
    await name.press("Enter");
    release();
    await page.getByText("Please read both texts").first().waitFor();
    assert.equal(await name.inputValue(), "Early");
    assert.equal(new URL(page.url()).search, "", "nothing of it is in the address");
    assert.equal(await page.locator("#country-fault").textContent(), "");
  },
  alone,
);

scenario(
  "an address to a room that does not exist says where one starts instead",
  async (venue) => {
    const page = await visitor();
    await arrive(page, venue, { where: "#terrace" });
    await page.getByText("You will start here: Garden terrace").waitFor();
    await page.evaluate(() => (location.hash = "#cellar/barrel"));
    await page.getByText("There is no place “cellar” here. You will start here: Reception hall").waitFor();
  },
  alone,
);

scenario("a program that is still coming is loaded by itself, while the form can be filled", async (venue) => {
  const page = await visitor();
  await page.route("**/api/bundle", (route) => route.fulfill({ json: { ready: false, coming: true } }));
  await arrive(page, venue);
  await page.getByText(/^The browser version is still being prepared/).waitFor();
  const loaded = page.waitForRequest(/\.wasm$/);
  await page.unroute("**/api/bundle");
  await fill(page);
  await loaded;
  await page.getByText(/still being prepared/).waitFor({ state: "detached" });
});

scenario(
  "answers are remembered on request and forgotten on request, and what one agrees to can be read",
  async (venue) => {
    const page = await visitor();
    // Answers are kept when they are given; nobody comes in here.
    await page.route("**/api/bundle", (route) => route.fulfill({ json: { ready: false, coming: true } }));
    await arrive(page, venue);
    const say = words(page);
    const name = page.getByLabel(say.name, { exact: true });
    await fill(page, { name: "Remembered" });
    await page.locator("#remember").check();
    await knock(page);
    await page.locator("#forget").waitFor({ state: "visible" });

    await page.reload();
    await formAnswers(page);
    assert.equal(await name.inputValue(), "Remembered");
    assert.match(await page.getByRole("combobox", { name: say.country }).inputValue(), /Japan/);
    assert.equal(await page.getByRole("checkbox", { name: say.agree }).isChecked(), false, "nobody agrees once for all");
    for (const paper of ["privacy", "conduct"]) {
      await page.locator(`#read-${paper}`).click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("p").first().waitFor();
      assert.deepEqual(await graveFindings(page), [], paper);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    }

    await page.locator("#forget").click();
    await page.reload();
    await formAnswers(page);
    assert.equal(await name.inputValue(), "");
    assert.equal(await page.locator("#remember").isChecked(), false);
  },
  alone,
);
