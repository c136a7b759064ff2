/**
 * Debian's WebKit by its own WebDriver (webkit2gtk-driver), on a virtual screen, as a hand of the kind that
 * `engines.js` uses. The protocol is a few requests, so no library speaks it here.
 */

import { spawn } from "node:child_process";
import { writeFileSync, existsSync } from "node:fs";

import { SMALL } from "./chromium.js";
import { freePort, programs } from "./places.js";
import { openScreen } from "./screen.js";
import { until } from "./venue.js";

const KEYS = { ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Enter: "\uE007", Tab: "\uE004" };
const BROWSERS = ["4.1", "4.0", "6.0"].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

/** The small browser that comes with the engine. */
export const miniBrowser = BROWSERS.find((path) => existsSync(path));

/** Opens a browser with one page. */
export async function webkit() {
  const screen = await openScreen();
  const port = await freePort();
  const driver = spawn(programs.webkit, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: "ignore",
  });
  const closeBoth = () => {
    driver.kill();
    screen.close();
  };
  const session = await begin(`http://127.0.0.1:${port}`).catch((fault) => {
    closeBoth();
    throw fault;
  });
  const keys = (actions) => ask(`${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  const code = (key) => KEYS[key] ?? key;
  return {
    goto: (url) => ask(`${session}/url`, { url }),
    ask: (script) => ask(`${session}/execute/sync`, { script: `return (${script});`, args: [] }),
    type: (text) => keys([...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }])),
    down: (key) => keys([{ type: "keyDown", value: code(key) }]),
    up: (key) => keys([{ type: "keyUp", value: code(key) }]),
    async photograph(path) {
      const answer = await fetch(`${session}/screenshot`);
      writeFileSync(path, Buffer.from((await answer.json()).value, "base64"));
    },
    async close() {
      await fetch(session, { method: "DELETE" }).catch(() => {});
      closeBoth();
    },
  };
}

/** Waits for the driver and asks it for a browser; answers its address. */
async function begin(base) {
  await until("the driver answers", () => fetch(`${base}/status`).then((answer) => answer.ok, () => false));
  const capabilities = {
    alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] } },
  };
  const { sessionId } = await ask(`${base}/session`, { capabilities });
  const session = `${base}/session/${sessionId}`;
  await ask(`${session}/window/rect`, { ...SMALL, x: 0, y: 0 });
  return session;
}

async function ask(url, question) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(question) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${url}: ${value.error}: ${value.message}`);
  return value;
}
