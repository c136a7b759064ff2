/** PDFs that a test writes, and what people do with slides. */

import { until } from "./venue.js";

/** A PDF of so many pages, each filled with a colour of its own: red, green, blue, and again. */
export function pdf(pages) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""];
  const kids = [];
  for (let n = 0; n < pages; n += 1) {
    const content = `${["1 0 0", "0 0.6 0", "0 0 1"][n % 3]} rg 0 0 720 405 re f`;
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 405] /Contents ${objects.length} 0 R >>`);
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Count ${pages} /Kids [${kids.join(" ")}] >>`;
  let text = "%PDF-1.7\n";
  const places = objects.map((object, n) => {
    const place = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** The panel of slides. */
export const slides = (page) => page.locator('[data-panel="slides"]');

/** Brings a deck by the panel of slides, which is open, and waits until it is one. */
export async function bring(page, name, file) {
  await slides(page).locator('input[type="file"]').setInputFiles({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: file });
  await slides(page).locator("[data-row]").filter({ hasText: name }).locator('[data-key^="show/"]').waitFor();
}

/** Waits until a page is there in words and in pixels, and says which colour it has in its middle. */
export async function seesPage(page, words, panel = "slides") {
  const image = page.locator(`[data-panel="${panel}"]`).getByRole("img", { name: words }).first();
  await image.waitFor();
  return until(`pixels of ${words}`, () => image.evaluate((one) => {
    if (!one.complete || one.naturalWidth === 0) return null;
    const canvas = document.createElement("canvas");
    canvas.width = 3;
    canvas.height = 3;
    const context = canvas.getContext("2d");
    context.drawImage(one, 0, 0, 3, 3);
    const [red, green, blue] = context.getImageData(1, 1, 1, 1).data;
    return red > 150 ? "red" : blue > 150 ? "blue" : green > 100 ? "green" : `${red} ${green} ${blue}`;
  }));
}
