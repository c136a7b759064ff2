/**
 * Photographs of every panel on every kind of screen, for people to look at; run by `scripts/load.sh panels`. Prints what
 * is cut off, out of reach or faint as well, which is no verdict: what looks wrong only an eye sees. `SCREENS="phone
 * laptop-dark"` takes these screens alone. Besides single pictures there are sheets of several, which are quicker to see.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { faintLetters, overflowing, unreachable } from "./harness/checks.js";
import { closeBrowser, closeVisitors, SEEN, visitor } from "./harness/chromium.js";
import { arrive, fill, knock, words } from "./harness/door.js";
import { looked } from "./harness/places.js";
import { Crowd, Venue } from "./harness/server.js";
import { dress, everyPanel } from "./harness/tour.js";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const TABLET = { viewport: { width: 820, height: 1180 }, isMobile: true, hasTouch: true };
const LAPTOP = { viewport: { width: 1280, height: 800 } };
const LANGUAGES = ["en", "ja", "mn", "id"];
/** Device, language, shade, the size of letters; the world is drawn in full where it is to be looked at. */
const SCREENS = {
  phone: [{ ...PHONE, ...SEEN }, "en", 0, 16],
  "phone-ja": [PHONE, "ja", 1, 16],
  "phone-mn": [PHONE, "mn", 0, 16],
  "phone-id": [PHONE, "id", 1, 16],
  "phone-letters": [PHONE, "en", 0, 32],
  "phone-letters-mn": [PHONE, "mn", 1, 32],
  laptop: [{ ...LAPTOP, ...SEEN }, "en", 0, 16],
  "laptop-dark": [{ ...LAPTOP, ...SEEN }, "ja", 1, 16],
  "laptop-mn": [LAPTOP, "mn", 0, 16],
  "laptop-id": [LAPTOP, "id", 0, 16],
  "laptop-letters": [LAPTOP, "mn", 0, 32],
  tablet: [TABLET, "ja", 0, 16],
  "tablet-dark": [TABLET, "id", 1, 16],
};
/** Pictures of a sheet: across and down. */
const SHEETS = { phone: [4, 2], laptop: [2, 2], tablet: [3, 2] };

const wanted = process.env.SCREENS?.split(" ") ?? Object.keys(SCREENS);
for (const screen of wanted) await look(screen, ...SCREENS[screen]);
await closeBrowser();
console.log(`photographs are in ${looked}`);

async function look(screen, options, language, shade, letters) {
  const folder = join(looked, screen);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const venue = await Venue.open();
  const crowd = new Crowd(venue, 6);
  const pictures = [];
  try {
    const colorScheme = ["light", "dark"][shade];
    const page = await visitor({ ...options, locale: language, colorScheme });
    const hand = await page.context().newCDPSession(page);
    await hand.send("Page.setFontSizes", { fontSizes: { standard: letters } });
    const picture = async (name) => {
      await page.screenshot({ path: join(folder, `${name}.png`) });
      pictures.push(name);
    };
    const judge = async (name, within) => {
      const faults = [];
      for (const fault of await overflowing(page)) faults.push(`cut off: ${fault}`);
      for (const fault of await faintLetters(page)) faults.push(`faint: ${fault}`);
      if (within) for (const fault of await unreachable(page, within)) faults.push(`out of reach: ${fault}`);
      for (const fault of faults) console.log(`${screen} ${name}: ${fault}`);
    };
    const looks = async (name, within) => {
      await picture(name);
      await judge(name, within);
      if (await scrolledOn(page)) await picture(`${name}-further`);
    };
    await door(page, venue, language, looks);
    await page.locator('[data-panel="bar"]').waitFor();
    await looks("newcomer");
    await dress(page, { shade, language: LANGUAGES.indexOf(language) });
    await everyPanel(page, async (name) => {
      const panel = name.split("-")[0];
      const within = (await page.locator(`[data-panel="${panel}"]`).count()) ? `[data-panel="${panel}"]` : undefined;
      await looks(name, within);
    });
    await crowd.leave();
    await venue.stop();
    await page.locator('[data-panel="veil"]').waitFor();
    await looks("veil");
  } catch (fault) {
    console.log(`${screen}: ended early: ${fault.message}`);
  } finally {
    await closeVisitors();
    await crowd.leave();
    await venue.close();
  }
  await sheets(folder, screen, pictures);
}

/** The door as one finds it, with its faults, with a text to agree to; and the way in, as a moderator. */
async function door(page, venue, language, looks) {
  const link = new URL(venue.invite("moderator"));
  await arrive(page, venue, { where: `${link.search}${link.hash}`, language });
  await looks("door", "#door");
  await knock(page);
  await page.locator("#name-fault:not(:empty)").waitFor();
  await looks("door-faults");
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator("#read-conduct").click();
  await page.getByRole("dialog").locator("p").first().waitFor();
  await looks("door-paper");
  await page.keyboard.press("Escape");
  await fill(page, { name: { en: "Noor", ja: "髙橋 さくら", mn: "Бат-Эрдэнэ", id: "Siti Rahma" }[language] });
  await page.getByRole("button", { name: words(page).join }).scrollIntoViewIfNeeded();
  await looks("door-filled");
  await knock(page);
}

/** Scrolls what scrolls to its end; says whether there was anything further. */
function scrolledOn(page) {
  return page.evaluate(() => {
    let further = false;
    for (const one of document.querySelectorAll("#panels *, dialog[open] *, html")) {
      const scrolls = one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowY);
      if (!scrolls || one.scrollHeight < one.clientHeight + 24 || !one.clientHeight || one.scrollTop > 0) continue;
      one.scrollTop = one.scrollHeight;
      further ||= one.scrollTop > 24;
    }
    return further;
  });
}

/** Sheets of several pictures with their names. */
async function sheets(folder, screen, pictures) {
  const [across, down] = SHEETS[screen.split("-")[0]];
  const page = await visitor({ viewport: { width: 1600, height: 900 }, colorScheme: "light" });
  for (let first = 0; first < pictures.length; first += across * down) {
    const figures = pictures.slice(first, first + across * down).map((name) => {
      const data = readFileSync(join(folder, `${name}.png`)).toString("base64");
      return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
    });
    const columns = `display:grid;grid-template-columns:repeat(${across},1fr);gap:12px;margin:12px;background:#777`;
    await page.setContent(`<body style="${columns}"><style>figure{margin:0}img{width:100%}figcaption{font:16px sans-serif;color:#fff}</style>${figures.join("")}`);
    await page.screenshot({ path: join(folder, `sheet-${first / (across * down) + 1}.png`), fullPage: true });
  }
  const listed = pictures.map((name) => `<figure><img src="${name}.png" style="max-width:100%"><figcaption>${name}</figcaption></figure>`);
  writeFileSync(join(folder, "index.html"), `<!doctype html><title>${screen}</title>${listed.join("\n")}`);
  await closeVisitors();
}
