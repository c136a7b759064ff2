/**
 * The answers of the form: read into the request that the venue takes, checked as far as a page can, and kept on this
 * device only on request. What is allowed in is the server's decision.
 */

import * as countries from "./countries.js";
import * as faults from "./faults.js";
import * as look from "./look.js";
import { keep, recall } from "./preferences.js";
import { doorSign } from "./sign.js";
import { spoken, text } from "./words.js";

const KEY = "hiroba-answers";
const MOST_LANGUAGES = 6;
const LONGEST_ROOM = 200;
const field = (id) => document.getElementById(id);
const chosenKind = () => document.querySelector("input[name=kind]:checked")?.value ?? "other";
const chosenLanguages = () => [...document.querySelectorAll("#spoken input:checked")].map((box) => box.value);
const address = new URLSearchParams(location.search);
/** Languages in the order they were ticked, best first. */
let order = [];
/** Room and entry or zone the address named last. */
let room = null;

/** Room and entry or zone the address names: `#terrace`, `#reception/stage` or `#reception#stage`. */
export function wantedRoom() {
  // The page's own anchor is no room, and jumping there gives up none.
  if (location.hash === "#form") return room;
  try {
    const wanted = decodeURIComponent(location.hash.slice(1));
    room = wanted && wanted.length <= LONGEST_ROOM ? wanted.replace("/", "#") : null;
  } catch {
    room = null;
  }
  return room;
}

/** Fills in what the device remembers and what the address says. */
export async function fillIn() {
  const kept = recall(KEY);
  field("invitation").value = (address.get("invite") ?? "").slice(0, 200);
  if (!kept || typeof kept !== "object") {
    look.throwDice();
    return;
  }
  // Whoever has begun to write meanwhile goes on.
  field("name").value ||= String(kept.name ?? "");
  field("organisation").value ||= String(kept.organisation ?? "");
  const kind = document.querySelector(`input[name=kind][value="${CSS.escape(String(kept.kind))}"]`);
  if (kind) kind.checked = true;
  if (Array.isArray(kept.languages)) order = kept.languages.map(String);
  look.wear(kept.look);
  field("remember").checked = true;
  field("forget").hidden = false;
  if (!field("country").value) await countries.choose(String(kept.country ?? ""));
}

/** Lays out the languages somebody may say they speak. The page's own is ticked for a start. */
export function layLanguages(offered) {
  const place = field("spoken");
  if (place.childElementCount) return;
  if (!order.length) order = [spoken()];
  place.replaceChildren(...offered.map(([code, name]) => {
    const label = document.createElement("label");
    label.className = "chip";
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: code });
    box.checked = order.includes(code);
    box.addEventListener("change", () => {
      order = order.filter((known) => known !== code);
      if (box.checked) order.push(code);
    });
    const words = document.createElement("span");
    words.lang = code;
    words.textContent = name;
    label.append(box, words);
    return label;
  }));
}

/** The request for the venue, or null with every fault shown. */
export function request() {
  faults.clear();
  const name = field("name").value.trim();
  const languages = order.filter((code) => chosenLanguages().includes(code));
  const sign = doorSign();
  if (!name) faults.show("name", text("fault-name"));
  if (!countries.country()) faults.show("country", text("fault-country"));
  if (languages.length > MOST_LANGUAGES) faults.show("languages", text("fault-languages"));
  if (!field("agree").checked) faults.show("agreed", text("page-agree-first"));
  if (!sign) faults.show("form", text("page-offline"));
  if ([...document.querySelectorAll(".fault")].some((place) => place.textContent)) return null;
  return {
    versions: sign.versions,
    name,
    country: countries.country(),
    organisation_kind: chosenKind(),
    organisation: field("organisation").value.trim(),
    languages,
    look: look.parts(),
    invitation: field("invitation").value.trim() || null,
    room: wantedRoom(),
    device: null,
    agreed: sign.policies,
  };
}

/** Keeps the answers on this device if that was asked for, and forgets them if not. */
export function remember() {
  const wanted = field("remember").checked;
  const kept = {
    name: field("name").value,
    country: countries.country(),
    kind: chosenKind(),
    organisation: field("organisation").value,
    languages: order,
    look: look.parts(),
  };
  const done = keep(KEY, wanted ? kept : null);
  field("forget").hidden = !(wanted && done);
}

/** Forgets the answers on this device. */
export function forget() {
  keep(KEY, null);
  field("remember").checked = false;
  field("forget").hidden = true;
  field("remember").focus();
  field("live").textContent = text("page-forgotten");
}
