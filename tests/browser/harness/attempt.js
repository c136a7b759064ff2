/**
 * One taking of a scenario's steps. Steps that were given up go on for a moment beside what comes after them, so what they
 * opened belongs to their attempt, and once it is over nothing more is opened for them and no waiting goes on.
 */

import { AsyncLocalStorage } from "node:async_hooks";

const taken = new AsyncLocalStorage();

export class Attempt {
  /** Pages of visitors that are open. */
  pages = new Set();
  /** A browser with more flags, for this attempt alone. */
  another = undefined;
  over = false;

  /** Takes the steps; whatever they call finds this attempt. */
  take(steps) {
    return taken.run(this, steps);
  }

  /** Throws when it is over. */
  check() {
    if (this.over) throw new Error("given up");
  }
}

/** For what runs outside of scenarios; never over. */
const outside = new Attempt();

/** The attempt whose steps ask. */
export function attempt() {
  return taken.getStore() ?? outside;
}
