/** Every scenario, one after another, the most important first; `node all.js`, run by scripts/test.sh. */

import { after } from "node:test";

import { closeBrowser } from "./harness/chromium.js";
import { fewAreLate } from "./harness/scenario.js";

import "./scenarios/claims.js";
import "./scenarios/door.js";
import "./scenarios/desk.js";
import "./scenarios/threshold.js";
import "./scenarios/together.js";
import "./scenarios/links.js";
import "./scenarios/away.js";
import "./scenarios/hands.js";
import "./scenarios/fingers.js";
import "./scenarios/floor.js";
import "./scenarios/words.js";
import "./scenarios/choices.js";
import "./scenarios/drawing.js";
import "./scenarios/large.js";
import "./scenarios/panels.js";
import "./scenarios/programme.js";
import "./scenarios/slides.js";
import "./scenarios/refusals.js";
import "./scenarios/barred.js";
import "./scenarios/engines.js";

fewAreLate();
after(closeBrowser);
