/**
 * The world's drawing, taken away: a driver starts anew, or a phone needs its graphics card for something else. From within
 * it cannot be mended, and loading the page anew is not leaving. That is done once by itself, as soon as somebody looks;
 * when it happens soon again, the visitor decides.
 */

const KEY = "hiroba.drawn-anew";
const SOON_MS = 60_000;

/** Watches the canvas; `again` is called before the page loads itself anew, `gaveUp` when it does not any more. */
export function watch(canvas, { again, gaveUp }) {
  canvas.addEventListener("webglcontextlost", () => {
    if (wasSoon()) return gaveUp();
    again();
    seen(() => location.reload());
  });
}

/** Whether this tab was drawn anew a moment ago, or cannot remember; from now on it was. */
function wasSoon() {
  try {
    const before = Number(sessionStorage.getItem(KEY));
    sessionStorage.setItem(KEY, String(Date.now()));
    return Date.now() - before < SOON_MS;
  } catch {
    return true;
  }
}

/** A hidden page may have no graphics card to come back to. */
function seen(then) {
  if (!document.hidden) return then();
  const shown = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", shown);
    then();
  };
  document.addEventListener("visibilitychange", shown);
}
