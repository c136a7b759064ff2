/**
 * The page's texts: one JSON file a language, the same Fluent keys as everywhere. Fills the marked elements of the
 * document and tells whoever shows a text of its own that the language changed. Knows no grammar beyond `{ $place }`.
 */

export const LANGUAGES = ["en", "ja", "mn", "id"];

/** @type {Map<string, Record<string, string>>} */
const loaded = new Map();
/** @type {(() => void)[]} */
const listeners = [];
let language = document.documentElement.lang;

/** The language in force. */
export const spoken = () => language;

/** The text with this key, its places filled. */
export function text(key, places = {}) {
  const pattern = loaded.get(language)?.[key];
  if (pattern === undefined) return `[${key}]`;
  return pattern.replace(/\{ \$([a-z]+) \}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** Whether there is a text with this key on one line. */
export const has = (key) => loaded.get(language)?.[key] !== undefined;

/** Calls `listener` whenever the language changed. */
export const onChange = (listener) => listeners.push(listener);

/** Shows the page in this language. */
export async function speak(wanted) {
  if (!loaded.has(wanted)) {
    const answer = await fetch(new URL(`words.${wanted}.json`, import.meta.url));
    if (!answer.ok) throw new Error(`no texts in ${wanted}`);
    loaded.set(wanted, await answer.json());
  }
  language = wanted;
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = text(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", text(element.dataset.tLabel));
  }
  for (const listener of listeners) listener();
}
