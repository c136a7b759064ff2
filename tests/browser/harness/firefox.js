/** Debian's Firefox by puppeteer-core over WebDriver BiDi, as a hand of the kind that `engines.js` uses. */

import puppeteer from "puppeteer-core";

import { SMALL } from "./chromium.js";
import { programs } from "./places.js";

/** Opens a browser with one page. */
export async function firefox() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: programs.firefox,
    headless: true,
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
    close: () => browser.close(),
  };
}
