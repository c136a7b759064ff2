/**
 * The country field: type a part of a name in the page's language or in English, or the code, and choose. A combobox
 * after the ARIA pattern; every country of ISO 3166-1 with its flag. Names are data and are shown as text.
 */

import { onChange, spoken, text } from "./words.js";

const SHOWN = 8;
/** @type {Map<string, [string, string][]>} code and name, in the order of the names */
const lists = new Map();
const field = document.getElementById("country");
const list = document.getElementById("countries");
const flagPlace = document.getElementById("flag");
let chosen = "";
let active = -1;
let matches = [];
let changed = () => {};
let reading = Promise.resolve();

/** The code of the chosen country; empty for none. */
export const country = () => chosen;

/** Two regional letters are a flag; where a system draws none it shows the letters. */
const flag = (code) => String.fromCodePoint(...[...code].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));

const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

async function names(language) {
  if (!lists.has(language)) {
    const answer = await fetch(new URL(`countries.${language}.txt`, import.meta.url));
    const lines = (await answer.text()).split("\n").filter((line) => line.includes("\t"));
    const pairs = lines.map((line) => line.trim().split("\t"));
    lists.set(language, pairs.sort((a, b) => a[1].localeCompare(b[1], language)));
  }
  return lists.get(language);
}

const nameOf = (code) => lists.get(spoken())?.find(([known]) => known === code)?.[1] ?? code;

/** Chooses a country by its code; an unknown one chooses none. */
export async function choose(code) {
  const known = (await names(spoken())).some(([other]) => other === code);
  chosen = known ? code : "";
  field.value = chosen ? nameOf(chosen) : "";
  shut();
  changed();
}

/** Sets the field up; `listener` hears of every change. */
export function begin(listener) {
  changed = listener;
  field.addEventListener("input", read);
  field.addEventListener("focus", () => Promise.all([names(spoken()), names("en")]));
  field.addEventListener("blur", shut);
  field.addEventListener("keydown", key);
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option?.dataset.code) choose(option.dataset.code);
  });
  onChange(() => chosen && choose(chosen));
  // Somebody was quicker than this module.
  if (field.value) read();
}

/** Comes once what was typed is read. */
export const isRead = () => reading;

function read() {
  reading = typed().catch((fault) => console.error(fault));
}

async function typed() {
  const [own, english] = await Promise.all([names(spoken()), names("en")]);
  // Read only now: while names are on their way more is typed, and what came first may be answered last.
  const wanted = plain(field.value.trim());
  const exact = own.find(([, name]) => plain(name) === wanted);
  chosen = exact?.[0] ?? "";
  const inEnglish = new Map(english);
  const rank = ([code, name]) => {
    const spellings = [plain(name), plain(inEnglish.get(code) ?? "")];
    if (code.toLowerCase() === wanted || spellings.some((spelling) => spelling.startsWith(wanted))) return 0;
    return spellings.some((spelling) => spelling.includes(wanted)) ? 1 : 2;
  };
  const ranked = wanted ? own.map((entry) => [rank(entry), entry]).filter(([place]) => place < 2) : [];
  matches = ranked.sort((a, b) => a[0] - b[0]).slice(0, SHOWN).map(([, entry]) => entry);
  if (wanted && !exact && document.activeElement === field) open();
  else shut();
  changed();
}

function open() {
  active = matches.length ? 0 : -1;
  const options = matches.map(([code, name], number) => {
    const option = document.createElement("li");
    option.id = `country-${number}`;
    option.setAttribute("role", "option");
    option.dataset.code = code;
    option.textContent = `${flag(code)} ${name}`;
    return option;
  });
  if (!options.length) {
    const none = document.createElement("li");
    none.setAttribute("role", "option");
    none.setAttribute("aria-disabled", "true");
    none.textContent = text("door-no-country");
    options.push(none);
  }
  list.replaceChildren(...options);
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  mark();
}

function shut() {
  list.hidden = true;
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  flagPlace.textContent = chosen ? flag(chosen) : "";
}

function mark() {
  [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  if (active >= 0) field.setAttribute("aria-activedescendant", `country-${active}`);
  else field.removeAttribute("aria-activedescendant");
  flagPlace.textContent = "";
}

function key(event) {
  if (event.isComposing || list.hidden) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && matches.length) {
    active = (active + step + matches.length) % matches.length;
    mark();
    list.children[active].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && active >= 0) choose(matches[active][0]);
  else if (event.key === "Escape") shut();
  else if (event.key === "Tab" && active >= 0) return void choose(matches[active][0]);
  else return;
  event.preventDefault();
}
