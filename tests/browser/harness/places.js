/**
 * Where things are: what was built, and where photographs of failures go. Cargo's target folder is the default of all;
 * `HIROBA_SERVER`, `HIROBA_SWARM` and `HIROBA_BUNDLE` name others.
 */

import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
const target = process.env.CARGO_TARGET_DIR ?? join(cache, "hiroba", "target");
const first = (...paths) => paths.find((path) => path && existsSync(path));

export const built = {
  server: first(process.env.HIROBA_SERVER, join(target, "debug/hiroba-server")) ?? "hiroba-server",
  swarm: first(process.env.HIROBA_SWARM, join(target, "debug/swarm")) ?? "swarm",
  /** The folder with the browser client; none when it was not built. */
  bundle: first(process.env.HIROBA_BUNDLE, join(target, "bundle"), join(target, "bundle-quick")),
  /** The folder with the claims about a browser's own objects; none when they were not made. */
  claims: first(process.env.HIROBA_CLAIMS, join(target, "claims")),
};

/** Where photographs of failed scenarios are kept. */
export const photographs = join(target, "browser-photographs");
mkdirSync(photographs, { recursive: true });

/** Where photographs to look at go, a folder for each screen. */
export const looked = join(target, "browser-look");

/** Programs that are asked for by path. */
export const programs = {
  chromium: first(process.env.HIROBA_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"),
  firefox: first(process.env.HIROBA_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"),
  webkit: first(process.env.HIROBA_WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver"),
};

/** A port that is free now, for what must be told its port before it starts. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
