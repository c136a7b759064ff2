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
import { firstLanguage, prefer, preferences, showTheme } from "./preferences.js";
import * as sign from "./sign.js";
import * as welcome from "./welcome.js";
import { onChange, speak, text } from "./words.js";

const field = (id) => document.getElementById(id);

showTheme();
policies.begin();
welcome.begin();
setUpTools();
countries.begin(() => faults.clear("country"));
const drawn = look.begin(() => {}).catch((fault) => console.error(fault));
await speak(firstLanguage());
field("language").value = document.documentElement.lang;
// The program comes in while the form is filled.
const begun = entering.begin();
await drawn;
await answers.fillIn();
onChange(guide);
await sign.begin((told) => {
  answers.layLanguages(told.spoken);
  guide();
});
field("form").addEventListener("input", (event) => faults.answered(event.target));
field("forget").addEventListener("click", answers.forget);
addEventListener("hashchange", guide);
await begun;

function setUpTools() {
  field("language").addEventListener("change", async () => {
    prefer("language", field("language").value);
    await speak(field("language").value);
  });
  field("theme").value = preferences.theme;
  field("theme").addEventListener("change", () => {
    prefer("theme", field("theme").value);
    showTheme();
  });
  field("link").value = preferences.link;
  field("link").addEventListener("change", () => prefer("link", field("link").value));
  const ticks = { bandwidth: "low", motion: "reduced" };
  for (const [name, value] of Object.entries(ticks)) {
    field(name).checked = preferences[name] === value;
    field(name).addEventListener("change", () => {
      prefer(name, field(name).checked ? value : "auto");
      showTheme();
    });
  }
}

/** Says what the address already decided: a room to start in, an invitation. */
function guide() {
  const wanted = answers.wantedRoom();
  const room = wanted && (sign.roomTitle(wanted.split("#")[0]) ?? wanted);
  const words = [
    field("invitation").value && text("page-invited"),
    room && text("page-start-in", { room }),
  ].filter(Boolean);
  field("guided").textContent = words.join(" ");
  field("guided").hidden = !words.length;
}
