/** Debian's Firefox by puppeteer-core over WebDriver BiDi, as a hand of the kind that `engines.js` uses. */

import puppeteer from "puppeteer-core";

import { SMALL } from "./chromium.js";
import { programs } from "./places.js";
import { openScreen } from "./screen.js";

/** Opens a browser with one page. */
export async function firefox() {
  // Without a window it has no WebGL where there is no graphics card.
  const screen = await openScreen();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: programs.firefox,
    headless: false,
    env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: "1" },
    defaultViewport: SMALL,
    // The machine of a test has no graphics card; drawing in software is allowed.
    extraPrefsFirefox: {
      "webgl.force-enabled": true,
      "gfx.webrender.software": true,
      "intl.accept_languages": "en-GB,en",
      "app.update.auto": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "network.connectivity-service.enabled": false,
    },
  });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url, { waitUntil: "domcontentloaded" }),
    ask: (script) => page.evaluate(script),
    type: (text) => page.keyboard.type(text),
    down: (key) => page.keyboard.down(key),
    up: (key) => page.keyboard.up(key),
    photograph: (path) => page.screenshot({ path }),
    async close() {
      await browser.close();
      screen.close();
    },
  };
}
