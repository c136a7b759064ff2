/**
 * From the form into the venue and back: queues the wish until the program is there, hands it over, and shows in words
 * what becomes of it. The program answers by events on the document and never by calls.
 */

import * as answers from "./answers.js";
import * as countries from "./countries.js";
import * as drawing from "./drawing.js";
import * as faults from "./faults.js";
import { lacking, load } from "./program.js";
import { preferences, shade } from "./preferences.js";
import * as sign from "./sign.js";
import { has, onChange, spoken, text } from "./words.js";

const MEGABYTE = 1_000_000;
const door = document.getElementById("door");
const venue = document.getElementById("venue");
const state = document.getElementById("state");
const bar = document.getElementById("progress");
const button = document.getElementById("enter");
/** Where the program keeps the key to come back with while its tab lives. */
const RETURN_KEY = "hiroba.resume";
let program = null;
/** A request that waits for the program. */
let queued = null;
let step = { step: "coming" };
let joining = false;
/** Somebody pressed the button before the venue had said what stands at its door. */
let early = false;
/** The drawing is lost: what the program makes of that is not told beside it. */
let undrawn = false;
/** What is said beside the program's progress: a key of ours, or the program's own sentence. */
let note = "";

/** Begins loading and listens. */
export async function begin() {
  document.getElementById("form").addEventListener("submit", submit);
  document.getElementById("reload").addEventListener("click", () => location.reload());
  document.addEventListener("hiroba-entered", entered);
  document.addEventListener("hiroba-refused", (event) => refused(event.detail ?? {}));
  document.addEventListener("hiroba-left", (event) => left(event.detail ?? {}));
  document.addEventListener("hiroba-failed", (event) => failed(event.detail?.text));
  drawing.watch(document.getElementById("world"), {
    again() {
      undrawn = true;
      back();
      note = "page-drawn-anew";
      show();
    },
    gaveUp() {
      undrawn = true;
      back();
      unable("drawing");
    },
  });
  onChange(show);
  // Somebody was quicker than these modules.
  if (document.documentElement.dataset.pressed) submit();
  const lack = lacking();
  if (lack) return unable(lack);
  const returns = mayReturn();
  if (returns) note = "page-returning";
  try {
    program = await load((told) => {
      step = told;
      show();
    });
    step = { step: "ready" };
    show();
    if (queued) hand(queued);
    else if (returns) hand(null);
  } catch (fault) {
    console.error(fault);
    failed();
  }
}

/** Whether this tab was inside before it was loaded anew: a reload is not leaving. */
function mayReturn() {
  try {
    return sessionStorage.getItem(RETURN_KEY)?.length === 64;
  } catch {
    return false;
  }
}

async function submit(event) {
  event?.preventDefault();
  delete document.documentElement.dataset.pressed;
  if (joining || early) return;
  note = "";
  early = true;
  show();
  await Promise.all([sign.heard, countries.isRead()]);
  early = false;
  // Meanwhile the tab may have come back by itself, or the program failed.
  if (joining || step.step === "unable") return show();
  const request = answers.request();
  if (!request) {
    queued = null;
    show();
    return faults.lead();
  }
  answers.remember();
  if (program) return hand(request);
  queued = request;
  show();
}

function hand(request) {
  queued = null;
  joining = true;
  show();
  const wish = {
    server: location.origin,
    request,
    language: spoken(),
    theme: shade(),
    link: preferences.link,
    bandwidth: preferences.bandwidth,
    motion: preferences.motion,
  };
  try {
    program.enter(JSON.stringify(wish));
  } catch (fault) {
    console.error(fault);
    failed();
  }
}

function entered() {
  joining = false;
  note = "";
  door.hidden = true;
  venue.hidden = false;
  document.getElementById("world").focus();
  show();
}

async function refused(detail) {
  back();
  const { field, words } = faults.ofRefusal(detail);
  if (detail.code === "not_agreed") {
    document.getElementById("agree").checked = false;
    await sign.ask();
  }
  faults.show(field, words);
  faults.lead();
}

function left({ text: words, rejoin }) {
  back();
  note = words || "farewell-left";
  show();
  button.focus();
  if (rejoin) sign.ask();
}

function back() {
  joining = false;
  queued = null;
  door.hidden = false;
  venue.hidden = true;
  show();
}

function failed(words) {
  if (undrawn) return;
  back();
  unable("start", words);
}

function unable(why, words) {
  const place = document.getElementById("unable");
  document.getElementById("unable-text").textContent = words || text(`page-lacks-${why}`);
  note = "";
  document.getElementById("reload").hidden = !["start", "drawing"].includes(why);
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
  step = { step: "unable" };
  button.disabled = true;
  show();
}

function progress() {
  const megabytes = (bytes) => (bytes / MEGABYTE).toLocaleString(spoken(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  switch (step.step) {
    case "coming": return text("page-coming");
    case "none": return text("page-none");
    case "offline": return text("page-offline");
    case "loading": return text("page-loading", { done: megabytes(step.done), all: megabytes(Math.max(step.all, step.done)) });
    case "starting": return text("page-starting");
    default: return "";
  }
}

function show() {
  const loading = progress();
  const words = joining ? text("page-joining") : has(note) ? text(note) : note;
  const waiting = queued || early ? text("page-queued") : "";
  // Said only when it changed, or a screen reader would count every byte aloud.
  const said = [words, waiting, loading].filter(Boolean).join(" ");
  if (state.textContent !== said) state.textContent = said;
  state.setAttribute("aria-live", step.step === "loading" ? "off" : "polite");
  bar.hidden = !["loading", "starting"].includes(step.step) && !joining;
  if (step.step === "loading" && step.all) bar.value = Math.min(step.done / step.all, 1);
  else bar.removeAttribute("value");
  button.setAttribute("aria-disabled", String(joining));
  button.classList.toggle("waits", Boolean(queued) || early || joining);
}
