/** The door page alone: it works before the program is there, in every language, on every width, for everybody. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

import { graveFindings, overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { arrive, fill, knock, words } from "../harness/door.js";
import { photographs } from "../harness/places.js";
import { scenario } from "../harness/scenario.js";

const LANGUAGES = ["en", "ja", "mn", "id"];
const WIDTHS = [
  ["phone", { width: 360, height: 740 }],
  ["laptop", { width: 1280, height: 800 }],
];
const alone = { program: false };
/** What the operator of one scenario says at the door. */
const operatorsWords = mkdtempSync(join(tmpdir(), "hiroba-welcome-"));
writeFileSync(join(operatorsWords, "welcome.en.md"), "# Harbour town gathering\n\nTwo days of **talks**. <b onclick=x>Bring a friend.</b>\n");
writeFileSync(join(operatorsWords, "welcome.ja.md"), "# 港町の集い\n\n二日間の**講演**です。\n");
after(() => rmSync(operatorsWords, { recursive: true }));

scenario(
  "the door speaks four languages, and no text overflows on a phone or a laptop",
  async (venue) => {
    const faults = [];
    for (const language of LANGUAGES) {
      const page = await visitor({ locale: language });
      await arrive(page, venue, { language });
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      for (const [screen, viewport] of WIDTHS) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: join(photographs, `door-${screen}-${language}.png`), fullPage: true });
        faults.push(...(await overflowing(page)).map((what) => `${screen} ${language}: ${what}`));
      }
      await page.context().close();
    }
    assert.deepEqual(faults, []);
  },
  alone,
);

scenario(
  "axe-core finds nothing serious on the door, light and dark, with faults shown",
  async (venue) => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await visitor({ colorScheme, viewport: { width: 1280, height: 800 } });
      await arrive(page, venue);
      assert.deepEqual(await graveFindings(page), [], colorScheme);
      await knock(page);
      await page.getByText("Please give a name.").first().waitFor();
      assert.deepEqual(await graveFindings(page), [], `${colorScheme}, with faults`);
      await page.context().close();
    }
  },
  alone,
);

scenario(
  "an answer that is missing is told beside its field, which gets the keyboard",
  async (venue) => {
    const page = await visitor();
    await arrive(page, venue);
    await knock(page);
    const name = page.getByLabel(words(page).name, { exact: true });
    await page.getByText("Please give a name.").first().waitFor();
    assert.equal(await name.evaluate((field) => field === document.activeElement), true);
    await fill(page, { name: "Alice" });
    await page.getByText("Please give a name.").waitFor({ state: "hidden" });
  },
  alone,
);

scenario(
  "the form is filled from the keyboard alone",
  async (venue) => {
    const page = await visitor();
    await arrive(page, venue);
    const tabTo = async (locator) => {
      for (let n = 0; n < 80; n += 1) {
        if (await locator.evaluate((one) => one === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`Tab does not reach ${locator}`);
    };
    const say = words(page);
    await tabTo(page.getByLabel(say.name, { exact: true }));
    await page.keyboard.type("Keyboard");
    const country = page.getByRole("combobox", { name: say.country });
    await tabTo(country);
    await page.keyboard.type("mong");
    await page.getByRole("option", { name: /Mongolia/ }).first().waitFor();
    await page.keyboard.press("Enter");
    assert.match(await country.inputValue(), /Mongolia/);
    const agree = page.getByRole("checkbox", { name: say.agree });
    await tabTo(agree);
    await page.keyboard.press("Space");
    assert.equal(await agree.isChecked(), true);
    await tabTo(page.getByRole("button", { name: say.join }));
  },
  alone,
);

scenario(
  "the operator's own words stand at the door and follow the language, as text and never as markup of theirs",
  async (venue) => {
    const page = await visitor();
    await arrive(page, venue);
    await page.getByRole("heading", { name: "Harbour town gathering", level: 1 }).waitFor();
    const about = page.locator("#about");
    assert.match(await about.innerText(), /Two days of talks. <b onclick=x>Bring a friend.<\/b>/);
    assert.equal(await about.locator("strong").innerText(), "talks");
    await page.locator("#language").selectOption("ja");
    await page.getByRole("heading", { name: "港町の集い", level: 1 }).waitFor();
    await page.locator("#about[lang=ja]").getByText("二日間の講演です。").waitFor();
    await page.locator("#language").selectOption("mn");
    await page.locator("#about[lang=en]").waitFor();
    assert.deepEqual(await overflowing(page), []);
    assert.deepEqual(await graveFindings(page), []);
  },
  { program: false, flags: ["--policies", operatorsWords] },
);
