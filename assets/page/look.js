/**
 * The avatar at the door: six parts to turn, dice, and a preview dressed by the venue's own rule. Which drawing and
 * which dye belong to a choice stands in avatar.json, the same file the client reads; the drawings are its front row.
 */

import { onChange, text } from "./words.js";

const PARTS = ["skin", "hair", "hair-colour", "clothes", "clothes-colour", "accessory"];
const COLUMNS = 8;
const FADE_MS = 160;

const canvas = document.getElementById("look");
const brush = canvas.getContext("2d");
const places = [];
let atlas = null;
let fronts = null;
let counts = [1, 1, 1, 1, 1, 1];
let look = [0, 0, 0, 0, 0, 0];
let changed = () => {};

/** The six numbers of the look. */
export const parts = () => [...look];

/** Wears these six numbers, if they are a look. */
export function wear(numbers) {
  const fits = Array.isArray(numbers) && numbers.length === PARTS.length
    && numbers.every((number, part) => Number.isInteger(number) && number >= 0 && number < counts[part]);
  if (fits) look = [...numbers];
  show();
}

/** Another look by chance. */
export function throwDice() {
  const chance = crypto.getRandomValues(new Uint32Array(PARTS.length));
  look = counts.map((count, part) => chance[part] % count);
  show();
}

/** Loads the drawings and sets the part up; `listener` hears of every change by hand. */
export async function begin(listener) {
  changed = listener;
  lay();
  onChange(show);
  document.getElementById("dice").addEventListener("click", () => {
    throwDice();
    if (!document.documentElement.classList.contains("calm")) {
      canvas.animate([{ opacity: 0.4 }, { opacity: 1 }], { duration: FADE_MS });
    }
    changed();
  });
  const picture = new Image();
  picture.src = new URL("fronts.svg", import.meta.url);
  const [answer] = await Promise.all([fetch(new URL("avatar.json", import.meta.url)), picture.decode()]);
  atlas = await answer.json();
  fronts = picture;
  const { palettes, parts: drawn } = atlas;
  // The first choice of hair and of accessory is none.
  counts = [palettes.skin.length, drawn.hair.length + 1, palettes.hair.length, drawn.clothes.length, palettes.clothes.length, drawn.accessory.length + 1];
}

function lay() {
  const root = document.getElementById("look-parts");
  PARTS.forEach((part, number) => {
    const line = document.createElement("div");
    line.className = "part";
    const turn = (step, arrow) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "round";
      button.textContent = arrow;
      button.addEventListener("click", () => {
        look[number] = (look[number] + step + counts[number]) % counts[number];
        show();
        document.getElementById("live").textContent = places[number].place.textContent;
        changed();
      });
      return button;
    };
    const place = document.createElement("span");
    places.push({ part, place, back: turn(-1, "‹"), on: turn(1, "›") });
    line.append(places[number].back, place, places[number].on);
    root.append(line);
  });
}

function show() {
  places.forEach(({ part, place, back, on }, number) => {
    const name = text(`look-${part}`);
    place.textContent = text("look-place", { part: name, number: look[number] + 1, count: counts[number] });
    back.setAttribute("aria-label", text("look-back", { part: name }));
    on.setAttribute("aria-label", text("look-on", { part: name }));
  });
  if (fronts) draw();
}

/** Which drawing a layer shows, and its dye: the rule of the client's atlas. */
function dressed(layer) {
  const [skin, hair, hairColour, clothes, clothesColour, accessory] = look;
  const styles = atlas.parts[layer];
  const style = {
    body: 0, face: (skin + hair + clothes + accessory) % styles.length, clothes, hair: hair - 1, accessory: accessory - 1,
  }[layer];
  const palette = atlas.tints[layer];
  const colour = { skin, hair: hairColour, clothes: clothesColour }[palette];
  return { cell: styles[style] / atlas.columns, dye: atlas.palettes[palette]?.[colour] };
}

function draw() {
  const { width, height } = canvas;
  const sheet = document.createElement("canvas");
  Object.assign(sheet, { width, height });
  const [across, down] = atlas.cell;
  const ink = sheet.getContext("2d");
  brush.clearRect(0, 0, canvas.width, canvas.height);
  shadow();
  for (const layer of atlas.order) {
    const { cell, dye } = dressed(layer);
    if (!Number.isInteger(cell)) continue;
    const [x, y] = [(cell % COLUMNS) * across, Math.floor(cell / COLUMNS) * down];
    const stamp = () => ink.drawImage(fronts, x, y, across, down, 0, 0, width, height);
    ink.globalCompositeOperation = "copy";
    stamp();
    if (dye) {
      ink.globalCompositeOperation = "multiply";
      ink.fillStyle = dye;
      ink.fillRect(0, 0, width, height);
      // Multiplying also filled what was empty: only where the drawing is may the dye stay.
      ink.globalCompositeOperation = "destination-in";
      stamp();
    }
    brush.drawImage(sheet, 0, 0);
  }
}

function shadow() {
  const scale = canvas.width / atlas.cell[0];
  const [x, y] = atlas.feet.map((place) => place * scale);
  brush.fillStyle = "rgb(20 24 40 / 22%)";
  brush.beginPath();
  brush.ellipse(x, y - scale, 17 * scale, 6 * scale, 0, 0, Math.PI * 2);
  brush.fill();
}
