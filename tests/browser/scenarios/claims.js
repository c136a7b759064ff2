/**
 * What only a browser can show of the client's smallest parts (`client/web`): a program of claims, loaded anew for each,
 * because a claim that does not hold ends it.
 */

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { closeVisitors, visitor } from "../harness/chromium.js";
import { built } from "../harness/places.js";

const PATIENCE_MS = 60_000;
const KINDS = { ".js": "text/javascript", ".wasm": "application/wasm" };

test("the parts that need a browser keep their claims in one", async (all) => {
  if (!built.claims) throw new Error("there are no claims; `cargo browser --claims` makes them");
  const site = await serve(built.claims);
  try {
    const page = await visitor();
    const load = async () => {
      page.faults.length = 0;
      await page.goto(`http://127.0.0.1:${site.address().port}/`);
      return page.evaluate(async () => {
        window.program = await import("/claims.js");
        await window.program.default({ module_or_path: fetch("/claims.wasm") });
        return window.program.claims();
      });
    };
    const claims = await load();
    assert.ok(claims.length > 10, `${claims.length} claims`);
    for (const claim of claims) {
      await all.test(claim, { timeout: PATIENCE_MS }, async () => {
        await load();
        await page.evaluate(() => sessionStorage.clear());
        // A panic ends the program without an answer; what it said stands in the console.
        const held = page.evaluate((name) => window.program.hold(name), claim);
        const broken = page.waitForEvent("console", { predicate: (line) => line.text().includes("panicked"), timeout: PATIENCE_MS });
        broken.catch(() => {});
        const said = await Promise.race([held.then(String, String), broken.then((line) => line.text())]);
        assert.equal(said, "true");
      });
    }
  } finally {
    await closeVisitors();
    site.close();
  }
});

/** A page with nothing in it, and the program beside it. */
async function serve(folder) {
  const site = createServer((request, answer) => {
    const kind = Object.entries(KINDS).find(([end]) => request.url.endsWith(end));
    if (!kind) return answer.setHeader("content-type", "text/html").end("<!doctype html><title>Claims</title>");
    answer.setHeader("content-type", kind[1]);
    answer.end(readFileSync(join(folder, `claims${kind[0]}`)));
  });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  return site;
}
