/**
 * What befalls a page from outside: nobody looks, the browser freezes it, its clock moves. The program hears of it only
 * what a browser tells.
 */

/**
 * Hides the page or shows it. A headless window is never covered, so the page is told what a browser tells it, and its
 * frames stop as a browser stops them.
 */
export async function look(page, visibility) {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
    window.framesOfTheBrowser ??= window.requestAnimationFrame.bind(window);
    window.framesHeld ??= [];
    const waiting = window.framesHeld;
    window.requestAnimationFrame =
      state === "hidden" ? (frame) => -waiting.push(frame) : window.framesOfTheBrowser;
    if (state === "visible") waiting.splice(0).forEach((frame) => window.framesOfTheBrowser(frame));
    document.dispatchEvent(new Event("visibilitychange"));
  }, visibility);
}

/** Freezes the page as a browser does in the background; answers what wakes it, so much later by its clocks. */
export async function freeze(page, later) {
  await page.evaluate((ms) => addEventListener("resume", () => window.clocks.forward(ms), { capture: true, once: true }), later);
  const hand = await page.context().newCDPSession(page);
  await hand.send("Page.setWebLifecycleState", { state: "frozen" });
  return () => hand.send("Page.setWebLifecycleState", { state: "active" });
}

/** Gives the page clocks that can be stopped and put forward; before it opens. */
export async function withClocks(page) {
  await page.addInitScript(() => {
    const real = { wall: Date.now.bind(Date), steady: performance.now.bind(performance) };
    const ahead = { wall: 0, steady: 0 };
    let stopped = null;
    const now = (which) => (stopped ?? { wall: real.wall(), steady: real.steady() })[which] + ahead[which];
    Date.now = () => now("wall");
    performance.now = () => now("steady");
    window.clocks = {
      stop: () => { stopped = { wall: real.wall(), steady: real.steady() }; },
      // They go on from where they stood.
      run: () => {
        ahead.wall += stopped.wall - real.wall();
        ahead.steady += stopped.steady - real.steady();
        stopped = null;
      },
      forward: (ms) => { ahead.wall += ms; ahead.steady += ms; },
    };
  });
}

/**
 * Gives the page such clocks, which stand from its first dial of WebTransport on until they are told to run, and counts what it
 * dials in `dials`: how long that may take is judged by them, and not by how busy this machine is. With `mute` that first dial
 * is never answered, nor said to have failed. Before it opens.
 */
export async function watchDials(page, { mute = false } = {}) {
  await withClocks(page);
  await page.addInitScript((mute) => {
    window.dials = { WebTransport: 0, WebSocket: 0 };
    for (const kind of Object.keys(window.dials)) {
      window[kind] = new Proxy(window[kind], {
        construct(made, words) {
          window.dials[kind] += 1;
          const link = Reflect.construct(made, words);
          if (window.dials[kind] > 1 || kind !== "WebTransport") return link;
          window.clocks.stop();
          if (mute) Object.defineProperty(link, "ready", { value: new Promise(() => {}) });
          return link;
        },
      });
    }
  }, mute);
}

/** Marks the page, so that a reload would show. */
export async function mark(page) {
  await page.evaluate(() => { window.neverReloaded = true; });
}

/** Whether the page is still the one that was marked. */
export function isMarked(page) {
  return page.evaluate(() => window.neverReloaded === true);
}
