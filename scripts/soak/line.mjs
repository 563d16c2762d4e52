import net from 'node:net';

/**
 * The network between terminal and authority: passes bytes on from a port of 127.0.0.1 to the same port of 127.0.0.2, or does
 * to them what networks do. One fault at a time.
 */
export class Line {
  #fault = 'none';
  #server;
  #sockets = new Set();

  constructor(port) {
    this.#server = net.createServer((near) => this.#join(near, port));
    this.#server.listen({ host: '127.0.0.1', port });
  }

  /** `none`; `unplugged`: nobody answers; `silent`: connections stand and nothing passes; `torn`: each breaks in the middle of an answer. */
  become(fault) {
    this.#fault = fault;
    if (fault !== 'none') for (const socket of this.#sockets) if (fault !== 'silent') socket.destroy();
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(near, port) {
    if (this.#fault === 'unplugged') return near.destroy();
    const far = net.connect({ host: '127.0.0.2', port });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (bytes) => this.#fault !== 'silent' && far.write(bytes));
    far.on('data', (bytes) => {
      if (this.#fault === 'silent') return;
      if (this.#fault !== 'torn') return near.write(bytes);
      near.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => near.destroy());
    });
  }
}
