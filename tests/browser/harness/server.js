/**
 * A venue as a process of its own: any free port, a data folder of its own, the browser bundle beside it. What it
 * prints when it is open is read; its log is kept for the report of a failure.
 */

import { spawn, spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { attempt } from "./attempt.js";
import { built } from "./places.js";

const PATIENCE_MS = 60_000;

export class Venue {
  /** Opens a venue with these more flags. */
  static open(...flags) {
    return Venue.openAt("127.0.0.1:0", ...flags);
  }

  /** Opens a venue at this address with these more flags. */
  static async openAt(listen, ...flags) {
    const venue = new Venue(mkdtempSync(join(tmpdir(), "hiroba-browser-")), flags);
    try {
      await venue.start(listen);
    } catch (fault) {
      await venue.close();
      throw fault;
    }
    return venue;
  }

  constructor(folder, flags) {
    this.folder = folder;
    this.flags = flags;
  }

  get data() {
    return join(this.folder, "data");
  }

  /** Starts the process, on the same port again when it ran before. */
  async start(listen = this.url.replace("http://", "")) {
    if (this.closed) throw new Error("the venue is closed for good");
    const log = createWriteStream(join(this.folder, "log"), { flags: "a" });
    const flags = ["--data", this.data, "--listen", listen, ...this.flags];
    if (built.bundle && !this.flags.includes("--bundle")) flags.push("--bundle", built.bundle);
    this.process = spawn(built.server, flags, { stdio: ["ignore", "pipe", "pipe"] });
    this.process.stderr.pipe(log);
    this.ended = new Promise((resolve) => this.process.once("exit", resolve).once("error", resolve));
    const line = await firstLine(this.process, this.ended);
    this.url = JSON.parse(line).http;
  }

  /** Asks it to stop, as a service manager does, and waits for its end. */
  async stop() {
    this.process.kill("SIGTERM");
    await this.ended;
  }

  /** Ends it as a power cut does. */
  async kill() {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  /** Ends it and takes its folder away. */
  async close() {
    this.closed = true;
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the command line answers about the running venue. */
  ask(...words) {
    const answer = spawnSync(built.server, [...words, "--data", this.data], { encoding: "utf8" });
    if (answer.status !== 0) throw new Error(`${words.join(" ")}: ${answer.stderr}`);
    return answer.stdout;
  }

  /** The link of a new invitation. */
  invite(role, uses = 1) {
    return this.ask("invite", "--role", role, "--uses", String(uses)).trim();
  }

  /** One number of its metrics, summed over labels that hold `label`. */
  async metric(name, label = "") {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = text.split("\n").filter((line) => line.startsWith(name) && line.includes(label));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
  }
}

/** People that are bots, walking and talking for `seconds` or until they are sent away. */
export class Crowd {
  constructor(venue, bots, seconds = 600) {
    attempt().check();
    const flags = ["--server", venue.url, "--bots", bots, "--seconds", seconds, "--transport", "websocket", "--json"];
    this.process = spawn(built.swarm, flags.map(String), { stdio: "ignore" });
    this.ended = new Promise((resolve) => this.process.once("exit", resolve));
  }

  async leave() {
    this.process.kill("SIGKILL");
    await this.ended;
  }
}

async function firstLine(process, ended) {
  const lines = createInterface({ input: process.stdout });
  let timer;
  try {
    return await Promise.race([
      new Promise((resolve) => lines.once("line", resolve)),
      ended.then((code) => Promise.reject(new Error(`the venue ended (${code}) before it was open`))),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error("the venue did not open in time")), PATIENCE_MS);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
