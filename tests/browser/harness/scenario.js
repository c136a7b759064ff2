/**
 * A scenario is a claim in a sentence and the steps that show it, with a venue of its own. When it fails, every open page
 * is photographed and the end of the venue's log is printed. Scenarios run one after another; nothing waits on time.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { closeVisitors, complaints, photograph } from "./chromium.js";
import { built } from "./places.js";
import { Relay } from "./relay.js";
import { Venue } from "./server.js";

const LIMIT_MS = 240_000;

/**
 * Declares a scenario. `flags` are more flags of the venue; `program: false` says that the page alone is enough, so that
 * it runs without a bundle too; `relayed: true` leads datagrams through a relay that the steps may cut.
 */
export function scenario(claim, steps, { flags = [], program = true, relayed = false } = {}) {
  const skip = program && !built.bundle ? "there is no browser bundle; `cargo browser --quick` makes one" : false;
  test(claim, { skip, timeout: LIMIT_MS }, async () => {
    const relay = relayed ? await Relay.open() : undefined;
    const way = relay ? ["--webtransport-url", `https://127.0.0.1:${relay.port}`] : [];
    const venue = await Venue.open(...way, ...flags);
    relay?.leadTo(Number(new URL(venue.url).port));
    try {
      await steps(venue, relay);
    } catch (fault) {
      await photograph(claim.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 80));
      const log = readFileSync(join(venue.folder, "log"), "utf8").split("\n").slice(-15).join("\n");
      fault.message += `\npages said: ${complaints().slice(-10).join("\n  ") || "nothing"}\nvenue said: ${log}`;
      throw fault;
    } finally {
      await closeVisitors();
      await venue.close();
      relay?.close();
    }
  });
}
