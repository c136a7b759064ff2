/**
 * What is looked at on any page: axe-core's findings, text that does not fit, letters too faint to read, and controls
 * that cannot be reached. All are run within the page.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAVE = ["serious", "critical"];

/** Grave findings of axe-core about what is shown now, each in one line. */
export async function graveFindings(page) {
  // The page's own rules for scripts do not hold for what the browser's debugger runs.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter((one) => GRAVE.includes(one.impact))
    .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")}`);
}

/** Elements whose own text is cut off or reaches beyond the window, each in one line. */
export async function overflowing(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const unseen = (element) => element.closest(".unseen, .p-unseen, [hidden], [aria-hidden=true]") || !element.getClientRects().length;
    const scrolls = (element) => {
      for (let one = element; one; one = one.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
      }
      return false;
    };
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
      if (!hasText(element) || unseen(element)) continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // For screen readers alone.
      if (style.clipPath === "inset(50%)") continue;
      // An ellipsis is a decision: the whole text is elsewhere (title or label).
      const cut = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
      const beyond = (box.right > wide + 1 || box.left < -1) && !scrolls(element);
      if (cut || beyond) found.push(`${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`);
    }
    if (document.documentElement.scrollWidth > wide + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return found;
  });
}

/**
 * Texts whose letters stand out less than 4.5 to 1 (3 to 1 when they are large), each in one line. Where what lies behind
 * lets the world through, it is taken to be black and to be white: axe-core leaves those undecided.
 */
export async function faintLetters(page) {
  return page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
    const light = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((part) => (part <= 10.3 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const line = (element) => {
      const all = [];
      for (let one = element; one; one = one.parentElement) all.push(one);
      return all;
    };
    const leastContrast = (element) => {
      const above = line(element);
      const opacity = above.reduce((product, one) => product * Number(getComputedStyle(one).opacity), 1);
      const behind = above.map((one) => rgba(getComputedStyle(one).backgroundColor)).filter(([, , , alpha]) => alpha > 0);
      return Math.min(...[[0, 0, 0], [255, 255, 255]].map((world) => {
        const ground = behind.reduceRight((under, layer) => over(layer, under), world);
        const [r, g, b, alpha] = rgba(getComputedStyle(element).color);
        return contrast(over([r, g, b, alpha * opacity], ground), ground);
      }));
    };
    const found = [];
    let looked = 0;
    for (const element of document.querySelectorAll("body *")) {
      const written = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const exempt = element.closest(".unseen, .p-unseen, [hidden], [aria-hidden=true], [aria-disabled], :disabled, svg, [inert]");
      if (!written || exempt || !element.checkVisibility({ visibilityProperty: true })) continue;
      looked += 1;
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const has = leastContrast(element);
      if (has < least) found.push(`${element.className || element.tagName} "${element.textContent.trim().slice(0, 30)}": ${has.toFixed(2)}`);
    }
    return looked ? found : ["no text was looked at"];
  });
}

/**
 * Controls within this part of the page that are shown and cannot be brought to where a hand can press them, each in one
 * line. They are brought there as the keyboard brings them: as little as possible.
 */
export async function unreachable(page, within) {
  return page.locator(within).evaluate((part) => {
    const found = [];
    for (const control of part.querySelectorAll("button, input, select, summary, a[href], [tabindex='0']")) {
      // What only the keyboard shows comes when the keyboard does.
      if (control.matches(".skip")) continue;
      if (control.closest("[hidden], [inert], .unseen, .p-unseen") || !control.checkVisibility({ visibilityProperty: true })) continue;
      // A box that is drawn by its label is pressed there.
      const shown = control.matches("input[type=radio], input[type=checkbox]") ? control.closest("label") ?? control : control;
      shown.scrollIntoView({ block: "nearest", inline: "nearest" });
      const box = shown.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
      const hit = document.elementFromPoint(x, y);
      const pressed = hit && (shown.contains(hit) || hit.contains(shown));
      if (!pressed || box.width < 1 || box.left < -1 || box.right > innerWidth + 1) {
        const name = control.getAttribute("aria-label") || control.textContent.trim() || control.id || control.dataset.key || control.value;
        found.push(`${control.tagName.toLowerCase()} "${String(name).slice(0, 30)}" at ${Math.round(x)},${Math.round(y)}`);
      }
    }
    return found;
  });
}
