/**
 * What stands at the venue's door: how many people are in, its rooms, the languages to choose from, and the version of
 * the policies. Asked when the page opens and every half minute while it is looked at.
 */

import { onChange, spoken, text } from "./words.js";

const AGAIN_MS = 30_000;
const SOON_MS = 4_000;
const MOST_ROOMS = 6;
let sign = null;
let told = () => {};
let hear;
/** Comes once the server was asked for the first time, whether it answered or not. */
export const heard = new Promise((resolve) => {
  hear = resolve;
});

/** What the server said last; null before it said anything. */
export const doorSign = () => sign;

/** Asks now and goes on asking; `listener` hears every answer. */
export async function begin(listener) {
  told = listener;
  onChange(show);
  setInterval(() => document.hidden || document.getElementById("door").hidden || ask(), AGAIN_MS);
  await askUntilAnswered();
}

/** A server that is starting answers soon. */
async function askUntilAnswered() {
  if (!(await ask())) setTimeout(askUntilAnswered, SOON_MS);
}

/** Asks the server once; says whether it answered. */
export async function ask() {
  try {
    const answer = await fetch("/api/door", { cache: "no-store" });
    if (!answer.ok) return false;
    sign = await answer.json();
  } catch {
    return false;
  } finally {
    hear();
  }
  show();
  told(sign);
  return true;
}

/** The title of the room with this name, for people. */
export const roomTitle = (name) => titleOf(sign?.rooms.find((room) => room.name === name));

/** The title of the room where people start, for people. */
export const startTitle = () => titleOf(sign?.rooms[0]);

/** A room's title in the page's language, where its map has one. */
const titleOf = (room) => room?.titles?.[spoken()] ?? room?.title;

function show() {
  if (!sign) return;
  const present = document.getElementById("present");
  present.textContent = text("page-present", { count: sign.present });
  present.hidden = false;
  const rooms = sign.rooms.slice(0, MOST_ROOMS).map((room) => {
    const entry = document.createElement("li");
    const count = document.createElement("b");
    count.textContent = String(room.present);
    entry.append(`${titleOf(room)} `, count);
    return entry;
  });
  document.getElementById("rooms").replaceChildren(...rooms);
}
