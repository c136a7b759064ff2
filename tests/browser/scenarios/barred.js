/** Who cannot come in at all: a browser without WebGL 2 or without wasm, and a page of another site. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";

import { visitor, visitorOfAnother } from "../harness/chromium.js";
import { arrive, enter } from "../harness/door.js";
import { scenario } from "../harness/scenario.js";

scenario("a browser without WebGL 2 gets a sentence and the list of browsers that work", async (venue) => {
  const page = await visitorOfAnother(["--disable-3d-apis"]);
  await arrive(page, venue);
  await page.getByText("This browser cannot draw the venue").waitFor();
  await page.getByText("These work: Chrome and Edge, Firefox, Safari").waitFor();
  assert.equal(await page.locator("#enter").isDisabled(), true);
});

scenario("a browser without wasm gets a sentence and the list of browsers that work", async (venue) => {
  const page = await visitor();
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await arrive(page, venue);
  await page.getByText("This browser cannot run the venue").waitFor();
  await page.getByText("These work: Chrome and Edge, Firefox, Safari").waitFor();
});

scenario("a page of another site cannot join, come back or open a link on a visitor's behalf", async (venue) => {
  // The visitor is inside in the same browser; nothing of theirs may help the other page.
  const page = await visitor();
  await enter(page, venue);
  const site = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<title>Another site</title>"));
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const other = await page.context().newPage();
  try {
    await other.goto(`http://127.0.0.1:${site.address().port}/`);
    const { versions, policies } = await (await fetch(`${venue.url}/api/door`)).json();
    const wish = {
      versions, name: "Puppet", country: "JP", organisation_kind: "other", look: [0, 0, 0, 0, 0, 0], agreed: policies,
    };
    // The same wish from a program, which has no origin, is fine; so what is refused below is the origin.
    const program = await fetch(`${venue.url}/api/join`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(wish),
    });
    assert.equal(program.status, 200, await program.text());
    const refused = await venue.metric("hiroba_refused_total", 'reason="not_allowed"');
    const tried = await other.evaluate(tryAll, { url: venue.url, wish });
    assert.deepEqual(tried, { join: "TypeError", joinUnread: "opaque", resumeUnread: "opaque", link: "closed" });
    assert.equal((await venue.metric("hiroba_refused_total", 'reason="not_allowed"')) - refused, 2, "two were heard and refused");
    assert.equal(await venue.metric("hiroba_links_turned_away_total", 'reason="origin"'), 1);
  } finally {
    site.close();
  }
});

/** Within the other page: every way that a page has to ask another server. */
async function tryAll({ url, wish }) {
  const post = (path, body, more) => fetch(`${url}${path}`, { method: "POST", credentials: "include", body, ...more });
  const json = { headers: { "content-type": "application/json" } };
  const join = await post("/api/join", JSON.stringify(wish), json).then((answer) => answer.status, (fault) => fault.name);
  // Without a check beforehand a browser sends these, and the page cannot read the answer.
  const joinUnread = (await post("/api/join", JSON.stringify(wish), { mode: "no-cors" })).type;
  const resumeUnread = (await post("/api/resume", JSON.stringify({ resume_key: "0".repeat(64) }), { mode: "no-cors" })).type;
  const link = await new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/link`);
    socket.onopen = () => resolve("open");
    socket.onclose = () => resolve("closed");
  });
  return { join, joinUnread, resumeUnread, link };
}
