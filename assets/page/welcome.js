/**
 * What the venue says of itself, by its operator: the server writes it into the page, and here it follows a change of
 * language. A venue that says nothing of its own has the page's text, which is changed with all others.
 */

import { harmless } from "./policies.js";
import { onChange, spoken } from "./words.js";

const about = document.getElementById("about");
let shown = document.documentElement.lang;

/** Follows the language from now on. */
export function begin() {
  if (!about.dataset.t) onChange(show);
}

async function show() {
  const wanted = spoken();
  if (wanted === shown) return;
  shown = wanted;
  const answer = await fetch(`/api/policies/${wanted}`).catch(() => null);
  const { welcome } = answer?.ok ? await answer.json() : {};
  // Another language may have been chosen meanwhile.
  if (!welcome || wanted !== spoken()) return;
  if (welcome.title) document.title = document.getElementById("title").textContent = welcome.title;
  about.lang = welcome.language;
  about.replaceChildren(...harmless(welcome.about));
}
