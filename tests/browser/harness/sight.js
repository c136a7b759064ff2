/**
 * Where a place of the room is on the screen, so that hands can point at it. It is reckoned as the camera does
 * (`client/src/camera.rs`): above the own feet, kept within the room, at a zoom. No hook into the program.
 */

import { closePanels, place } from "./venue.js";

/** Pixels of a tile at zoom 1. */
const TILE = 64;

/** A pointer for this zoom: where `at`, in tiles, is on the screen of whoever stands where the small map says. */
export async function sight(page, zoom = 1) {
  const you = await place(page);
  const [, , columns, rows] = (await page.locator("svg.p-plan").getAttribute("viewBox")).split(" ").map(Number);
  await closePanels(page);
  const { width, height } = page.viewportSize();
  const axis = (body, screen, room) => {
    const half = screen / 2 / zoom;
    return room <= half * 2 ? room / 2 : Math.min(Math.max(body, half), room - half);
  };
  const eye = { x: axis(you.x * TILE, width, columns * TILE), y: axis((you.y - 0.5) * TILE, height, rows * TILE) };
  const onScreen = (at) => ({ x: width / 2 + (at.x * TILE - eye.x) * zoom, y: height / 2 + (at.y * TILE - eye.y) * zoom });
  return { you, onScreen };
}
