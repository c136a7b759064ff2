/**
 * What is wrong with an answer, in words beside it: the field is marked, described by the sentence, and the first
 * wrong one gets the focus. Sentences are shown as they are, never as markup.
 */

import { has, text } from "./words.js";

/** The element to focus for each field the venue can name, in the order of the page. */
const FIELDS = {
  name: "name",
  country: "country",
  organisation_kind: "kinds",
  organisation: "organisation",
  languages: "spoken",
  look: "dice",
  invitation: "invitation",
  agreed: "agree",
};

const sentence = (field) => document.getElementById(field in FIELDS ? `${field}-fault` : "form-fault");

/** Takes the fault of one field away, or of all. */
export function clear(field) {
  for (const name of field ? [field] : [...Object.keys(FIELDS), "form"]) {
    const place = sentence(name) ?? document.getElementById("form-fault");
    place.textContent = "";
    control(name)?.removeAttribute("aria-invalid");
  }
}

/** Somebody answers here now: what was wrong is no longer. */
export function answered(element) {
  const id = element.id || element.closest(".chips")?.id;
  const field = Object.keys(FIELDS).find((name) => FIELDS[name] === id);
  if (field) clear(field);
}

/** Shows a sentence beside its field. */
export function show(field, words) {
  const place = sentence(field) ?? document.getElementById("form-fault");
  place.textContent = words;
  control(field)?.setAttribute("aria-invalid", "true");
}

/** Leads to the first field that is wrong. */
export function lead() {
  const first = Object.keys(FIELDS).find((name) => sentence(name)?.textContent);
  const element = first ? control(first) : document.getElementById("form-fault");
  if (!element) return;
  element.closest("details")?.setAttribute("open", "");
  element.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

/** The field and the sentence for what the venue refused; `told` is the client's sentence with its numbers. */
export function ofRefusal({ field, code, text: told }) {
  const plain = String(code ?? "").replaceAll("_", "-");
  const own = plain === "bad-field" ? `fault-${field}` : `refusal-${plain}`;
  const places = { "not-agreed": "agreed", "bad-invitation": "invitation", "reserved-name": "name" };
  const place = places[plain] ?? (field in FIELDS ? field : "form");
  return { field: place, words: told || (has(own) ? text(own) : text("refusal-out-of-place")) };
}

function control(field) {
  const element = document.getElementById(FIELDS[field] ?? "");
  // Of a group of buttons the chosen one takes the focus, or the first.
  return element?.classList.contains("chips") ? (element.querySelector(":checked") ?? element.querySelector("input")) : element;
}
