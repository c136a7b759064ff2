/** A virtual screen, for engines that draw in software only where there is a window. */

import { spawn } from "node:child_process";
import { once } from "node:events";

/** Opens a screen whose number the system picks. */
export async function openScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(server.stdio[3], "data");
  return { display: `:${String(number).trim()}`, close: () => server.kill() };
}
