/**
 * A resident card reader on the other end of a serial line, in a process of its own: written from the public protocol
 * alone, it shares no code with the terminal. Started as `node fake-sam.mjs PORT`, it obeys messages of its parent:
 *   { lay: { text, photo, samId, address? } }  a card is laid down (base64)       { lift: true }
 *   { manner: 'plain' | 'dribble' | 'glued' | 'garbage' | 'broken' | 'stall' | 'mute' }  how it answers from now on
 *   { say: base64, every?: bytes }             it says this by itself, whole or in pieces
 * and tells it { request: hex } for each request, { stalled: true } once it stops in the middle of an answer.
 */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , port = ''] = process.argv;
const line = openSync(port, 'r+');
let card = null;
let state = 'away';
let manner = 'plain';
let heard = Buffer.alloc(0);

const frame = (body) => {
  const counted = Buffer.concat([Buffer.from([(body.length + 1) >> 8, (body.length + 1) & 0xff]), body]);
  let check = 0;
  for (const byte of counted) check ^= byte;
  return Buffer.concat([Buffer.from('aaaaaa9669', 'hex'), counted, Buffer.from([check])]);
};
const status = (code, data = Buffer.alloc(0)) => frame(Buffer.concat([Buffer.from([0, 0, code]), data]));

function answerTo(command) {
  switch (command) {
    case '11ff':
      return status(0x90);
    case '12ff':
      return status(0x90, Buffer.from(card?.samId ?? '00'.repeat(16), 'hex'));
    case '2001':
      if (state !== 'laid') return status(0x80);
      state = 'found';
      return status(0x9f, Buffer.alloc(4));
    case '2002':
      if (state !== 'found') return status(0x81);
      state = 'selected';
      return status(0x90, Buffer.alloc(8));
    case '3001': {
      if (state !== 'selected') return status(0x41);
      state = 'read';
      const records = [Buffer.from(card.text, 'base64'), Buffer.from(card.photo, 'base64')];
      return status(0x90, Buffer.concat([Buffer.from('01000400', 'hex'), ...records]));
    }
    case '3003':
      return card?.address ? status(0x90, Buffer.from(card.address, 'base64')) : status(0x41);
    default:
      return status(0x21);
  }
}

async function send(answer) {
  if (manner === 'mute') return;
  if (manner === 'stall' && answer.length > 100) {
    // Half of it is on the line, the rest never comes.
    writeSync(line, answer.subarray(0, answer.length >> 1));
    process.send?.({ stalled: true });
    return;
  }
  if (manner === 'broken' && answer.length > 100) answer[200] ^= 0x01;
  if (manner === 'garbage') writeSync(line, Buffer.from('00ff55aaaa69aaaa', 'hex'));
  if (manner === 'dribble') {
    for (let at = 0; at < answer.length; at += 37) {
      writeSync(line, answer.subarray(at, at + 37));
      await sleep(1);
    }
  } else if (manner === 'glued') {
    // The echo of some lines, the answer and the beginning of nothing, in one go.
    const echo = frame(Buffer.from('3001', 'hex'));
    writeSync(line, Buffer.concat([echo, answer, Buffer.from('aaaa', 'hex')]));
  } else {
    writeSync(line, answer);
  }
}

/** Requests are ten bytes; whatever else comes is no concern of a reader. */
async function hear(bytes) {
  heard = Buffer.concat([heard, bytes]);
  for (;;) {
    const at = heard.indexOf(Buffer.from('aaaaaa9669', 'hex'));
    if (at < 0 || heard.length < at + 10) return;
    const request = heard.subarray(at, at + 10);
    heard = heard.subarray(at + 10);
    process.send?.({ request: request.toString('hex') });
    await send(answerTo(request.toString('hex', 7, 9)));
  }
}

process.on('message', async (message) => {
  if (message.lay) [card, state] = [message.lay, 'laid'];
  if (message.lift) [card, state] = [null, 'away'];
  if (message.manner) manner = message.manner;
  if (message.say !== undefined) {
    const bytes = Buffer.from(message.say, 'base64');
    const every = message.every ?? bytes.length;
    for (let at = 0; at < bytes.length; at += every) {
      writeSync(line, bytes.subarray(at, at + every));
      if (message.every) await sleep(1);
    }
  }
  process.send?.({ done: true });
});

let hearing = Promise.resolve();
createReadStream('', { fd: line, autoClose: false })
  .on('data', (bytes) => {
    hearing = hearing.then(() => hear(bytes));
  })
  // The line is gone: so is the reader.
  .on('error', () => process.exit(0))
  .on('end', () => process.exit(0));
process.on('disconnect', () => {
  closeSync(line);
  process.exit(0);
});
process.send?.({ ready: true });
