/**
 * The door page: sets its parts up in order. It works before the venue's program is there and without it; every part
 * has a module of its own, and this one only wires them.
 */

import * as answers from "./answers.js";
import * as countries from "./countries.js";
import * as entering from "./entering.js";
import * as faults from "./faults.js";
import * as look from "./look.js";
import * as policies from "./policies.js";
import { firstLanguage, meetAgain, prefer, preferences, showTheme } from "./preferences.js";
import * as sign from "./sign.js";
import * as welcome from "./welcome.js";
import { onChange, speak, spoken, text } from "./words.js";

/** Preferences that are ticked, and what they are then. */
const TICKS = { bandwidth: "low", motion: "reduced" };
const field = (id) => document.getElementById(id);

// These modules could be read.
reach("begun");
policies.begin();
welcome.begin();
setUpTools();
countries.begin(() => faults.clear("country"));
const drawn = look.begin(() => {}).catch((fault) => console.error(fault));
await speak(firstLanguage());
field("language").value = document.documentElement.lang;
reach("there");
// The program comes in while the form is filled.
const begun = entering.begin();
await drawn;
await answers.fillIn();
onChange(guide);
// Whoever comes back by themself may be in and out again before the venue has said anything here.
addEventListener("hashchange", guide);
document.addEventListener("hiroba-left", async () => {
  meetAgain();
  showTools();
  field("language").value = firstLanguage();
  const shown = [spoken(), document.documentElement.lang];
  if (shown.some((language) => language !== firstLanguage())) await speak(firstLanguage());
});
await sign.begin((told) => {
  answers.layLanguages(told.spoken);
  guide();
});
field("form").addEventListener("input", (event) => faults.answered(event.target));
field("forget").addEventListener("click", answers.forget);
await begun;

/** Leaves the mark that `early.js` looks for, and takes back what it said too soon. */
function reach(mark) {
  const marks = document.documentElement.dataset;
  if (marks.door === "unable") {
    field("unable").hidden = true;
    field("enter").disabled = false;
  }
  marks.door = mark;
}

function setUpTools() {
  field("language").addEventListener("change", async () => {
    prefer("language", field("language").value);
    await speak(field("language").value);
  });
  showTools();
  field("theme").addEventListener("change", () => {
    prefer("theme", field("theme").value);
    showTheme();
  });
  field("link").addEventListener("change", () => prefer("link", field("link").value));
  for (const [name, value] of Object.entries(TICKS)) {
    field(name).addEventListener("change", () => {
      prefer(name, field(name).checked ? value : "auto");
      showTheme();
    });
  }
}

/** Shows the preferences in force in their fields. */
function showTools() {
  showTheme();
  field("theme").value = preferences.theme;
  field("link").value = preferences.link;
  for (const [name, value] of Object.entries(TICKS)) field(name).checked = preferences[name] === value;
}

/** Says what the address already decided: a room to start in, an invitation. Which zones a room has, only the venue knows. */
function guide() {
  const wanted = answers.wantedRoom()?.split("#")[0];
  const room = sign.roomTitle(wanted);
  const start = sign.startTitle();
  const words = [
    field("invitation").value && text("page-invited"),
    room && text("page-start-in", { room }),
    wanted && !room && start && text("page-start-unknown", { room: wanted, start }),
  ].filter(Boolean);
  field("guided").textContent = words.join(" ");
  field("guided").hidden = !words.length;
}
