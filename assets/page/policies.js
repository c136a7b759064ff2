/**
 * The operator's privacy notice and code of conduct, read in a dialog. The server made harmless HTML of them; here it
 * is rebuilt element by element from a short list all the same, so that nothing else can ever get into the page.
 */

import { spoken, text } from "./words.js";

const KNOWN = new Set(["P", "H1", "H2", "H3", "H4", "UL", "OL", "LI", "STRONG", "EM", "CODE", "BLOCKQUOTE", "HR", "BR", "A"]);
const dialog = document.getElementById("paper");
const title = document.getElementById("paper-title");
const place = document.getElementById("paper-text");
/** Where a hash in the address must not lead. */
let opener = null;

/** Sets up the buttons that open the texts. */
export function begin() {
  for (const paper of ["privacy", "conduct"]) {
    document.getElementById(`read-${paper}`).addEventListener("click", (event) => read(paper, event.currentTarget));
  }
  document.getElementById("paper-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
}

async function read(paper, button) {
  opener = button;
  title.textContent = text(`page-${paper}`);
  place.textContent = text("page-reading");
  dialog.showModal();
  try {
    const answer = await fetch(`/api/policies/${spoken()}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const shown = await answer.json();
    place.lang = shown.language;
    place.replaceChildren(...harmless(String(shown[paper])));
    // The dialog has its own title; the text's first heading would say it twice.
    if (place.firstElementChild?.tagName === "H1") title.textContent = place.firstElementChild.textContent;
    if (place.firstElementChild?.tagName === "H1") place.firstElementChild.remove();
    place.scrollTop = 0;
  } catch {
    place.textContent = text("page-offline");
  }
}

/** The elements of this HTML that may stand in the page. */
export function harmless(html) {
  return copies(new DOMParser().parseFromString(html, "text/html").body);
}

function copies(from) {
  return [...from.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (!KNOWN.has(node.tagName)) return copies(node);
    const copy = document.createElement(node.tagName);
    if (node.tagName === "A" && /^(https?:|mailto:)/.test(node.getAttribute("href") ?? "")) {
      Object.assign(copy, { href: node.getAttribute("href"), target: "_blank", rel: "noopener noreferrer" });
    }
    copy.append(...copies(node));
    return [copy];
  });
}
