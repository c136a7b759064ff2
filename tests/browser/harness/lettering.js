/**
 * How long the page is busy with the texts of the world in each turn of its main thread: from the first word that the
 * program asks the browser's text engine for to the last, with what it does between, and the pixels on their way to the
 * graphics card. No hook into the program: the canvas that it letters on is watched.
 */

/** Watches from now on; before the page opens. */
export function watchLetters(page) {
  return page.addInitScript(() => {
    window.lettering = [];
    let turn = null;
    const begin = () => {
      if (turn) return;
      turn = { began: performance.now(), texts: 0, longest: 0, upload: 0 };
      // Comes when the program has given the thread back.
      queueMicrotask(() => {
        const { texts, longest, upload } = turn;
        if (texts) window.lettering.push({ texts, longest, upload, ms: turn.ended - turn.began });
        turn = null;
      });
    };
    const pen = CanvasRenderingContext2D.prototype;
    const font = Object.getOwnPropertyDescriptor(pen, "font");
    Object.defineProperty(pen, "font", { ...font, set(value) { begin(); turn.text = performance.now(); font.set.call(this, value); } });
    const read = pen.getImageData;
    pen.getImageData = function (...where) {
      begin();
      const pixels = read.apply(this, where);
      turn.texts += 1;
      turn.ended = performance.now();
      turn.longest = Math.max(turn.longest, turn.ended - turn.text);
      return pixels;
    };
    const card = WebGL2RenderingContext.prototype;
    const send = card.texSubImage2D;
    card.texSubImage2D = function (...pixels) {
      const before = performance.now();
      send.apply(this, pixels);
      if (turn?.texts) turn.upload += performance.now() - before;
    };
  });
}

/** Forgets what was seen so far. */
export function forgetLetters(page) {
  return page.evaluate(() => { window.lettering.length = 0; });
}

/** Every turn with texts since then: how many, and the milliseconds of lettering, of its longest text and of sending. */
export function letters(page) {
  return page.evaluate(() => window.lettering);
}
