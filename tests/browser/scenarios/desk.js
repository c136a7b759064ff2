/** The desk for staff in a browser, with its scripts switched off: every page in every language, for everybody who reads it. */

import assert from "node:assert/strict";
import { join } from "node:path";

import { graveFindings, overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { photographs } from "../harness/places.js";
import { scenario } from "../harness/scenario.js";

const alone = { program: false };
const PASSWORD = "a sentence of the host";
const PAGES = ["", "/invitations", "/people", "/people/1", "/reports", "/audit"];
const LOOKS = [
  ["phone-light", { viewport: { width: 360, height: 740 }, colorScheme: "light" }],
  ["phone-dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
  ["laptop-light", { viewport: { width: 1280, height: 800 }, colorScheme: "light" }],
  ["laptop-dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
];

/** Somebody becomes the first host by the link of the command line. */
async function begin(page, venue) {
  await page.goto(venue.ask("host-link").trim());
  await page.getByLabel("Name").fill("Noor Bayarmaa");
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("The same password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Hello, Noor Bayarmaa" }).waitFor();
}

/** Makes a sheet of three links for a class, and a link for a teacher; answers with the sheet shown. */
async function work(page, venue) {
  await page.goto(`${venue.url}/desk/people`);
  await page.getByLabel("For whom").fill("Ms Ito, class 4B");
  await page.getByLabel("Role").selectOption("teacher");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("heading", { name: "Link for Ms Ito, class 4B" }).waitFor();
  await page.goto(`${venue.url}/desk/invitations`);
  await page.getByLabel("What they are for").fill("Rubbish and the sea, class 4B");
  await page.getByLabel("Role").selectOption("pupil");
  await page.getByLabel("Links").fill("3");
  await page.getByLabel("Uses of each").fill("1");
  await page.getByRole("button", { name: "Make invitations" }).click();
  await page.getByRole("heading", { name: "Rubbish and the sea, class 4B" }).waitFor();
}

scenario(
  "the desk works without scripts in four languages, and no text overflows on a phone or a laptop, light or dark",
  async (venue) => {
    const faults = [];
    const host = await visitor();
    await begin(host, venue);
    await work(host, venue);
    const session = await host.context().storageState();
    for (const [look, options] of LOOKS) {
      const page = await visitor({ ...options, storageState: session });
      for (const language of ["English", "日本語", "Монгол", "Indonesia"]) {
        await page.goto(`${venue.url}/desk`);
        await page.getByRole("link", { name: language }).click();
        for (const path of PAGES) {
          await page.goto(`${venue.url}/desk${path}`);
          const code = await page.locator("html").getAttribute("lang");
          await page.screenshot({ path: join(photographs, `desk${path.replaceAll("/", "-")}-${look}-${code}.png`), fullPage: true });
          faults.push(...(await overflowing(page)).map((what) => `${look} ${code} ${path}: ${what}`));
          if (code === "en") faults.push(...(await graveFindings(page)).map((what) => `${look} ${path}: ${what}`));
        }
      }
      await page.context().close();
    }
    assert.deepEqual(faults, []);
  },
  { ...alone, minutes: 6, complaints: /Content Security Policy/ },
);

scenario(
  "at the desk a fault stands beside its field with the keyboard in it, and a sheet prints its cards alone",
  async (venue) => {
    const page = await visitor({ viewport: { width: 1000, height: 800 } });
    await page.goto(`${venue.url}/desk`);
    await page.getByLabel("Name").fill("Nobody");
    await page.getByLabel("Password").fill("whatever it is");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Name or password is not right.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "name");
    assert.deepEqual(await graveFindings(page), []);
    await page.screenshot({ path: join(photographs, "desk-sign-in-fault.png"), fullPage: true });
    await begin(page, venue);
    await work(page, venue);
    await page.screenshot({ path: join(photographs, "desk-sheet.png"), fullPage: true });
    assert.deepEqual(await graveFindings(page), []);
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: join(photographs, "desk-sheet-print.png"), fullPage: true });
    assert.equal(await page.getByRole("banner").isVisible(), false);
    assert.equal(await page.locator(".ticket").count(), 3);
  },
  { ...alone, complaints: /Content Security Policy|403/ },
);
