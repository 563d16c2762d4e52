/**
 * The slots of vpcd's virtual reader, in a process of their own: `node slots.mjs FOLDER`. A card comes through the Unix
 * socket FOLDER/run/slot0 or slot1: first its answer to reset, then its answers to commands, each as vpcd frames them
 * (two bytes of length, then the message).
 *
 * The service asks each card for its answer to reset twice a second and holds the reader meanwhile, and letting go of a
 * card is a synchronous call that waits for the reader (pcsc-lite, SCardDisconnect). So the asking is answered here: a
 * test that is in that call could not answer, and both would wait for ever.
 */
import net from 'node:net';
import path from 'node:path';

const FIRST_PORT = 0x8c7b;
const SEND_ATR = 4;
const folder = process.argv[2] ?? '.';

for (const slot of [0, 1]) {
  net
    .createServer((card) => bringTogether(card, FIRST_PORT + slot))
    .listen(path.join(folder, 'run', `slot${slot}`));
}

/**
 * @param {net.Socket} card
 * @param {number} port
 */
function bringTogether(card, port) {
  const reader = net.connect(port, '127.0.0.1');
  /** @type {Buffer | undefined} */
  let answerToReset;
  eachMessage(card, (message) => {
    if (answerToReset) return void reader.write(message);
    answerToReset = message;
    eachMessage(reader, (asked) => {
      if (asked.length === 3 && asked[2] === SEND_ATR) reader.write(message);
      else card.write(asked);
    });
  });
  for (const [one, other] of [
    [card, reader],
    [reader, card],
  ]) {
    one?.on('error', () => undefined);
    one?.on('close', () => other?.destroy());
  }
}

/**
 * @param {net.Socket} socket
 * @param {(message: Buffer) => void} hear is given each message with its two bytes of length
 */
function eachMessage(socket, hear) {
  let bytes = Buffer.alloc(0);
  socket.on('data', (piece) => {
    bytes = Buffer.concat([bytes, piece]);
    while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) {
      const end = 2 + bytes.readUInt16BE(0);
      hear(bytes.subarray(0, end));
      bytes = bytes.subarray(end);
    }
  });
}
