/**
 * What somebody prefers on this device: language, colours, connection, data, motion. Kept in localStorage, the same
 * place the client reads; a browser that forbids it simply forgets. The address beats what is kept.
 */

import { LANGUAGES } from "./words.js";

const KEY = "hiroba-preferences";
const DEFAULTS = { language: null, theme: "auto", link: "auto", bandwidth: "auto", motion: "auto" };

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

const address = new URLSearchParams(location.search);
const kept = recall(KEY);
/** The preferences in force. */
export const preferences = { ...DEFAULTS, ...(kept && typeof kept === "object" ? kept : {}) };
if (address.get("link") === "websocket") preferences.link = "websocket";
if (LANGUAGES.includes(address.get("lang"))) preferences.language = address.get("lang");

/** Changes one preference and keeps it. */
export function prefer(name, value) {
  preferences[name] = value;
  keep(KEY, preferences);
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
  if (preferences.theme === "light" || preferences.theme === "dark") root.dataset.theme = preferences.theme;
  else delete root.dataset.theme;
  root.classList.toggle("calm", preferences.motion === "reduced");
}
