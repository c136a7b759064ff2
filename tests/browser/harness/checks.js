/**
 * What is looked at on any page: axe-core's findings, and text that does not fit. Both are run within the page.
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
      // An ellipsis is a decision: the whole text is elsewhere (title or label).
      const cut = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
      const beyond = (box.right > wide + 1 || box.left < -1) && !scrolls(element);
      if (cut || beyond) found.push(`${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`);
    }
    if (document.documentElement.scrollWidth > wide + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return found;
  });
}
