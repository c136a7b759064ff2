/**
 * What a visitor does and sees inside, read from what everybody is told: panels by role and name, the small map's own
 * mark for the place, the region "Around you" for who is near. No hook into the program.
 */

import { attempt } from "./attempt.js";

const MAP = "svg.p-plan";

/** Waits until `check` holds; it is asked again and again. Answers what it answered. */
export async function until(claim, check, patience = 60_000) {
  const mine = attempt();
  const end = Date.now() + patience;
  for (;;) {
    mine.check();
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not in time: ${claim}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Opens a panel of the bar, such as "Chat", and closes what may lie over the bar. */
export async function openPanel(page, name) {
  const heading = page.getByRole("heading", { name, level: 2, exact: true });
  if (await heading.isVisible()) return;
  await closePanels(page);
  await page.getByRole("button", { name: new RegExp(`^${name}( \\(|$)`) }).first().click();
  await heading.waitFor();
}

/** Opens a panel whatever the language. */
export async function openByKey(page, key) {
  await closePanels(page);
  await page.locator(`[data-panel="bar"] [data-key="open-${key}"]`).click();
  await page.locator(`[data-panel="${key}"] h2`).waitFor();
}

/** Closes every panel that can be closed. */
export async function closePanels(page) {
  const closes = page.locator('[data-key="close-panel"]');
  await until("no panel is open", async () => {
    if ((await closes.count()) === 0) return true;
    await closes.last().click({ timeout: 5_000 }).catch(() => {});
    return false;
  });
}

/** Where the visitor stands, in tiles, from the small map. */
export async function place(page) {
  if (!(await page.locator(MAP).count())) await openPanel(page, "Map");
  const you = page.locator(`${MAP} circle.p-you`);
  await you.waitFor({ state: "attached" });
  return { x: Number(await you.getAttribute("cx")), y: Number(await you.getAttribute("cy")) };
}

/** The places of all others on the small map. */
export async function others(page) {
  if (!(await page.locator(MAP).count())) await openPanel(page, "Map");
  return page.locator(`${MAP} circle.p-person`).evaluateAll((marks) =>
    marks.map((mark) => ({ x: Number(mark.getAttribute("cx")), y: Number(mark.getAttribute("cy")) })),
  );
}

/** Walks with a key held until `done` of the place. */
export async function walk(page, key, done) {
  await page.locator("#world").focus();
  await page.keyboard.down(key);
  try {
    return await until(`walking with ${key}`, async () => {
      const at = await place(page);
      return done(at) && at;
    });
  } finally {
    await page.keyboard.up(key);
  }
}

/** Waits until the visitor stands, and says where. The small map is drawn twice a second, and frames may be rare. */
export async function standing(page) {
  let before = await place(page);
  return until("standing", async () => {
    await framesOverASecond(page);
    const now = await place(page);
    const stands = now.x === before.x && now.y === before.y;
    before = now;
    return stands && now;
  });
}

/** Waits for drawn frames that the page itself counts as more than a second apart, so that the small map was drawn anew. */
function framesOverASecond(page) {
  return page.evaluate(() => new Promise((done) => {
    let [first, left] = [null, 8];
    const next = (now) => {
      first ??= now;
      left -= 1;
      if (left <= 0 && now - first > 1_000) done();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }));
}

/** Waits for as many drawn frames: what was done before them the program has seen. */
export function frames(page, count = 2) {
  return page.evaluate((left) => new Promise((done) => {
    const next = () => (left-- ? requestAnimationFrame(next) : done());
    next();
  }), count);
}

/** Walks some way in whatever direction is free, and answers from where to where. */
export async function stroll(page) {
  const from = await place(page);
  const far = (at) => Math.abs(at.x - from.x) + Math.abs(at.y - from.y) > 1;
  for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
    const walked = await walk(page, key, far).catch(() => null);
    // The key was held on while the small map was read.
    if (walked) return { from, to: await standing(page) };
  }
  throw new Error("no way is free");
}

/** Says something to those near. */
export async function say(page, words) {
  const field = page.getByRole("textbox", { name: "Your message" });
  await field.fill(words);
  await field.press("Enter");
}

/** Waits until the chat holds these words. */
export async function hear(page, words) {
  await openPanel(page, "Chat");
  const chat = page.locator('[data-panel="chat"]');
  await chat.getByRole("log", { name: "Messages" }).getByText(words, { exact: true }).first().waitFor();
}

/** What is told of the surroundings. */
export async function around(page) {
  const region = page.locator('[data-panel="nearby"]');
  await region.waitFor({ state: "attached" });
  return region.innerText();
}
