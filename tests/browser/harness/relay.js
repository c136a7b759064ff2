/**
 * A way for datagrams that can be cut: stands before the venue's WebTransport port and passes everything on, until it
 * passes nothing any more, as a firewall or a changed network does.
 */

import { createSocket } from "node:dgram";
import { once } from "node:events";

export class Relay {
  static async open() {
    const relay = new Relay();
    relay.front = createSocket("udp4");
    relay.front.bind(0, "127.0.0.1");
    await once(relay.front, "listening");
    relay.port = relay.front.address().port;
    relay.backs = new Map();
    relay.passed = 0;
    relay.front.on("message", (bytes, from) => relay.pass(bytes, from));
    return relay;
  }

  /** Passes everything to this port from now on. */
  leadTo(port) {
    this.target = port;
  }

  /** Passes nothing from now on. */
  cut() {
    this.target = undefined;
  }

  /** From now on the venue sees everything come from other ports, as after a change of network. */
  changeWayOut() {
    for (const back of this.backs.values()) back.close();
    this.backs.clear();
  }

  pass(bytes, from) {
    if (!this.target) return;
    this.passed += 1;
    let back = this.backs.get(from.port);
    if (!back) {
      back = createSocket("udp4");
      this.backs.set(from.port, back);
      back.on("message", (answer) => this.target && this.front.send(answer, from.port, from.address));
    }
    back.send(bytes, this.target, "127.0.0.1");
  }

  close() {
    this.front.close();
    for (const back of this.backs.values()) back.close();
  }
}
