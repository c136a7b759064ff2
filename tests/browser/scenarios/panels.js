/**
 * Every panel there is, light and dark, on a small laptop in English and on a phone in Mongolian, whose words are long:
 * axe-core, letters that stand out, texts that fit; the list of panels is the program's own.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { faintLetters, graveFindings, overflowing } from "../harness/checks.js";
import { visitor } from "../harness/chromium.js";
import { enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";
import { Crowd } from "../harness/server.js";
import { dress, everyPanel } from "../harness/tour.js";

/** The desktop's door; the page has its own, which `door.js` looks at. */
const DESKTOP_ONLY = ["sign-in"];
const LOOKS = [
  ["in the light", { shade: 0, language: 0 }, { width: 760, height: 480 }],
  ["in the dark, on a phone and in Mongolian", { shade: 1, language: 2 }, { width: 360, height: 740 }],
];

for (const [where, worn, viewport] of LOOKS) {
  scenario(`axe-core finds nothing serious on any panel, and nothing is cut off or faint, ${where}`, async (venue) => {
    const crowd = new Crowd(venue, 3);
    const page = await visitor({ viewport });
    const seen = new Set();
    const findings = [];
    const looks = async (what) => {
      for (const name of await page.locator("[data-panel]").evaluateAll((all) => all.map((one) => one.dataset.panel))) seen.add(name);
      const found = [await graveFindings(page), await faintLetters(page), await overflowing(page)].flat();
      findings.push(...found.map((finding) => `${what}: ${finding}`));
    };
    try {
      const link = new URL(venue.invite("moderator"));
      await enter(page, venue, { where: `${link.search}${link.hash}`, name: "Noor" });
      await dress(page, worn);
      await everyPanel(page, looks);
      await crowd.leave();
      await venue.stop();
      await page.locator('[data-panel="veil"]').waitFor();
      await looks("coming back");
    } finally {
      await crowd.leave();
    }
    assert.deepEqual(findings, []);
    const missing = panelNames().filter((name) => !seen.has(name) && !DESKTOP_ONLY.includes(name));
    assert.deepEqual(missing, [], "panels that were never on the screen");
  }, { minutes: 6 });
}

/** The names of every panel, from the program's source, so that a new one is not forgotten here. */
function panelNames() {
  const source = readFileSync(new URL("../../../client/src/panel.rs", import.meta.url), "utf8");
  const names = [...source.matchAll(/Self::\w+ => "([a-z-]+)",/g)].map((found) => found[1]);
  assert.ok(names.length > 10, "client/src/panel.rs no longer names its panels as this test reads them");
  return names;
}
