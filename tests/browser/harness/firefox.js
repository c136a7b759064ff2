/** Debian's Firefox by puppeteer-core over WebDriver BiDi, as a hand of the kind that `engines.js` uses. */

import puppeteer from "puppeteer-core";

import { SMALL } from "./chromium.js";
import { programs } from "./places.js";
import { openScreen } from "./screen.js";

const LAUNCH_MS = 120_000;

/** Opens a browser with one page. */
export async function firefox() {
  // Without a window it has no WebGL where there is no graphics card.
  const screen = await openScreen();
  const browser = await launch(screen).catch((fault) => {
    screen.close();
    throw fault;
  });
  const close = async () => {
    await browser.close();
    screen.close();
  };
  const page = await browser.newPage().catch(async (fault) => {
    await close();
    throw fault;
  });
  return {
    goto: (url) => page.goto(url, { waitUntil: "domcontentloaded", timeout: LAUNCH_MS }),
    ask: (script) => page.evaluate(script),
    type: (text) => page.keyboard.type(text),
    down: (key) => page.keyboard.down(key),
    up: (key) => page.keyboard.up(key),
    photograph: (path) => page.screenshot({ path }),
    close,
  };
}

function launch(screen) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: programs.firefox,
    headless: false,
    timeout: LAUNCH_MS,
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
}
