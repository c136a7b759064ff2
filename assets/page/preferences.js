/**
 * What somebody prefers on this device: language, colours, connection, data, motion. Kept in localStorage within the
 * settings of the program, so that a choice at the door and one inside are the same; only the connection is the door's
 * alone. Where a browser forbids it, as in some private windows, they hold while the page lives: the program then tells
 * what was chosen inside. The address beats what is kept.
 */

import { LANGUAGES } from "./words.js";

/** Where the program keeps its settings, whose names and words are its own. */
const KEY = "hiroba.settings";
const LINK_KEY = "hiroba-link";
const SHADES = ["light", "dark"];

/** Reads a JSON value of the device's storage; null when there is none. */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a JSON value on the device; null takes it away. Says whether that worked. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The program's settings where the device keeps none. */
let told = {};
document.addEventListener("hiroba-chosen", ({ detail }) => {
  // What nobody chose inside is as it was chosen here.
  const chosen = Object.entries(detail ?? {}).filter(([, value]) => value !== null);
  told = { ...told, ...Object.fromEntries(chosen) };
});

/** The program's settings as they are kept; nothing where there are none. */
const settings = () => {
  const found = recall(KEY) ?? told;
  return found && typeof found === "object" ? found : {};
};

/** The choices that are kept, in the page's words. */
const kept = () => {
  const { tongue, shade, low_bandwidth: low, reduced_motion: calm } = settings();
  return {
    language: LANGUAGES.includes(tongue) ? tongue : null,
    theme: SHADES.includes(shade) ? shade : "auto",
    link: recall(LINK_KEY) === "websocket" ? "websocket" : "auto",
    bandwidth: low === true ? "low" : "auto",
    motion: calm === true ? "reduced" : "auto",
  };
};

const address = new URLSearchParams(location.search);
let seen = kept();
/** The preferences in force. */
export const preferences = { ...seen };
if (address.get("link") === "websocket") preferences.link = "websocket";
if (LANGUAGES.includes(address.get("lang"))) preferences.language = address.get("lang");

/** A choice in the program's words. */
const SETTINGS = {
  language: (value) => ({ tongue: value }),
  theme: (value) => ({ shade: SHADES.includes(value) ? value : null }),
  bandwidth: (value) => ({ low_bandwidth: value === "low" }),
  motion: (value) => ({ reduced_motion: value === "reduced" }),
};

/** Changes one preference and keeps it. */
export function prefer(name, value) {
  preferences[name] = value;
  if (name === "link") keep(LINK_KEY, value);
  else {
    told = { ...settings(), ...SETTINGS[name](value) };
    keep(KEY, told);
  }
  seen = kept();
}

/** Takes what was chosen inside the venue meanwhile; what the address says holds for what was not. */
export function meetAgain() {
  const now = kept();
  for (const name of Object.keys(now)) {
    if (now[name] !== seen[name]) preferences[name] = now[name];
  }
  seen = now;
}

/** The shade to be seen: chosen, or what the device prefers. */
export function shade() {
  if (SHADES.includes(preferences.theme)) return preferences.theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The language to begin with: chosen before, or the first of the browser's that the page speaks. */
export function firstLanguage() {
  if (LANGUAGES.includes(preferences.language)) return preferences.language;
  const wished = (navigator.languages ?? []).map((tag) => tag.toLowerCase().split("-")[0]);
  return wished.find((code) => LANGUAGES.includes(code)) ?? "en";
}

/** Shows the chosen colours. */
export function showTheme() {
  const root = document.documentElement;
  if (SHADES.includes(preferences.theme)) root.dataset.theme = preferences.theme;
  else delete root.dataset.theme;
  root.classList.toggle("calm", preferences.motion === "reduced");
}
