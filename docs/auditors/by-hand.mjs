// What docs/auditing.md says to do by hand, with nothing but Node: none of Vestibule's own code is used.
//   node by-hand.mjs chain entries.jsonl
//   node by-hand.mjs receipt stay.receipt signing-keys.json
//   node by-hand.mjs pem T-7KQ49MXP2H statement.jws > terminal.pem
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [work, ...given] = process.argv.slice(2);
const read = (name) => readFileSync(name, 'utf8').trim();
const works = {
  chain: ([file]) => chain(read(file)),
  receipt: ([file, keys]) => receipt(read(file), keysIn(JSON.parse(read(keys)))),
  pem: ([terminal, file]) => pem(terminal, payloadOf(read(file))),
};
process.stdout.write(`${works[work]?.(given) ?? 'chain FILE | receipt FILE KEYS | pem TERMINAL FILE'}\n`);

/** Every hash anew, each joined to the one before. */
function chain(text) {
  const last = new Map();
  const lines = text.split('\n');
  for (const line of lines) {
    const { hash, delivery: _delivery, ...header } = JSON.parse(line);
    const place = `${header.terminal}/${header.epoch}`;
    const before = last.get(place) ?? { seq: 0, hash: '0'.repeat(64) };
    must(header.seq === before.seq + 1, `${place} jumps from ${before.seq} to ${header.seq}`);
    must(header.previous === before.hash, `${place} ${header.seq} is not joined to the one before`);
    must(hashOf(header) === hash, `${place} ${header.seq} has another hash`);
    last.set(place, { seq: header.seq, hash });
  }
  const ends = [...last].map(([place, { seq, hash }]) => `${place} ends with ${seq}, ${hash}`);
  return [`The chain is whole: ${lines.length} entries.`, ...ends].join('\n');
}

/** The five points of “A receipt, by hand”. */
function receipt(text, authorityKeys) {
  const {
    header,
    hash,
    saltBase64,
    bodyBase64,
    statement,
    successions = [],
    acknowledgement,
  } = payloadOf(text);
  const keys = joined(authorityKeys, successions);
  must(signedBy(keys, statement, 'vestibule-enrolment+jws'), '1: the statement is not by the authority');
  const enrolled = payloadOf(statement);
  must(signedBy([enrolled.terminalKey], text, 'vestibule-receipt+jws'), '2: the terminal did not sign');
  must(
    enrolled.terminal === header.terminal && header.epoch >= enrolled.epoch,
    '2: the statement is about another terminal',
  );
  must(hashOf(header) === hash, '3: the hash is not that of the header');
  const salt = Buffer.from(saltBase64, 'base64');
  const commitment = sha256(salt, Buffer.from(bodyBase64, 'base64'));
  must(salt.length === 32 && commitment === header.commitment, '4: the body is not the one committed to');
  const what = `${header.kind} ${header.id} of ${header.terminal}, number ${header.seq}, ${header.at}`;
  if (acknowledgement === undefined) return `${what}: holds. The authority had not acknowledged it yet.`;
  must(
    signedBy(keys, acknowledgement, 'vestibule-acknowledgement+jws'),
    '5: not acknowledged by the authority',
  );
  const { terminal, results, at } = payloadOf(acknowledgement);
  const own = results.find(({ entry }) => entry === header.id);
  must(
    terminal === header.terminal && own?.hash === hash && ['accepted', 'duplicate'].includes(own.status),
    '5: the acknowledgement is about something else',
  );
  return `${what}: holds. The authority had it ${at}.`;
}

/** The terminal's key, for OpenSSL. */
function pem(terminal, statement) {
  must(statement.terminal === terminal, 'the statement is about another terminal');
  return publicKey(statement.terminalKey).export({ type: 'spki', format: 'pem' }).trim();
}

/** Those keys, and every key that an unbroken succession joins to them, before or after. */
function joined(known, successions) {
  const keys = [...known];
  const has = (key) => keys.some(({ x, y }) => x === key.x && y === key.y);
  for (let grown = true; grown;) {
    grown = false;
    for (const statement of successions) {
      const { previousKey, signingKey, proof } = payloadOf(statement);
      const holds =
        signedBy([previousKey], statement, 'vestibule-succession+jws') &&
        signedBy([signingKey], proof, 'vestibule-succession-proof+jws');
      if (!holds || has(previousKey) === has(signingKey)) continue;
      keys.push(has(previousKey) ? signingKey : previousKey);
      grown = true;
    }
  }
  return keys;
}

/** Whether one of these keys signed a compact JWS of this type (ES256). */
function signedBy(keys, jws, type) {
  const [head, body, signature] = jws.split('.');
  const { alg, typ } = JSON.parse(Buffer.from(head, 'base64url'));
  if (alg !== 'ES256' || typ !== type) return false;
  return keys.some((key) =>
    verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key: publicKey(key), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  );
}

/** A header has texts, whole numbers and nulls alone: sorted by name this is RFC 8785. */
function hashOf(header) {
  const sorted = Object.fromEntries(Object.entries(header).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sha256(Buffer.from(header.previous, 'hex'), Buffer.from(JSON.stringify(sorted)));
}

function sha256(...parts) {
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

function payloadOf(jws) {
  return JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));
}

function publicKey({ kty, crv, x, y }) {
  return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
}

/** One key, or a set of them. */
function keysIn(json) {
  return json.keys ?? [json];
}

function must(holds, otherwise) {
  if (holds) return;
  process.stderr.write(`${otherwise}\n`);
  process.exit(1);
}
