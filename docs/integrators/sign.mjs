// What a terminal signs, for docs/integrators.md: node sign.mjs COMMAND …; its key lies in key.json, made at the first call.
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const base64url = (value) => Buffer.from(value).toString('base64url');
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

if (!existsSync('key.json')) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync('key.json', JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
}
const { kty, crv, x, y, d } = JSON.parse(readFileSync('key.json', 'utf8'));
const publicKey = { kty, crv, x, y };
const key = createPrivateKey({ key: { ...publicKey, d }, format: 'jwk' });

/** ES256 over `header.payload` (RFC 7515). */
const signed = (header, payload) => {
  const protectedHeader = base64url(JSON.stringify({ alg: 'ES256', ...header }));
  const input = Buffer.concat([Buffer.from(`${protectedHeader}.`), Buffer.from(payload)]);
  return [protectedHeader, base64url(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }))];
};
const compact = (header, value) => {
  const payload = base64url(JSON.stringify(value));
  const [protectedHeader, signature] = signed(header, payload);
  return `${protectedHeader}.${payload}.${signature}`;
};

/** A signed note (C2SP): the text, an empty line, and the signature, type 0x02. */
const note = (origin, size, hash) => {
  const text = `${origin}\n${size}\n${hash.toString('base64')}\n`;
  const spki = Buffer.concat([
    Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  const signature = Buffer.concat([sha256(spki).subarray(0, 4), sign('sha256', Buffer.from(text), key)]);
  return `${text}\n\u2014 ${origin} ${signature.toString('base64')}\n`;
};

const commands = {
  /** The public key, to enrol. */
  key: () => JSON.stringify(publicKey),
  /** Any object that names its kind in `typ`. */
  jws: (typ, json) => compact({ typ }, JSON.parse(json)),
  /** A DPoP proof (RFC 9449) for one request. */
  proof: (htm, htu, nonce, token) =>
    compact(
      { typ: 'dpop+jwt', jwk: publicKey },
      {
        htm,
        htu,
        nonce,
        iat: Math.floor(Date.now() / 1000),
        jti: randomUUID(),
        ...(token && { ath: base64url(sha256(token)) }),
      },
    ),
  /** The claims of a client assertion; `date` is the Date of an answer. */
  assertion: (terminal, aud, date) => {
    const iat = Math.floor(Date.parse(date) / 1000);
    const claims = { iss: terminal, sub: terminal, aud, iat, exp: iat + 60, jti: randomUUID() };
    return compact({ typ: 'vestibule-client+jws' }, claims);
  },
  /** The first entry of a journal and the checkpoint at it. */
  batch: (terminal) => {
    const salt = randomBytes(32);
    const body = Buffer.from(JSON.stringify({ reason: 'a first entry', operator: 'integrator' }));
    const header = {
      v: 1,
      terminal,
      epoch: 1,
      seq: 1,
      id: randomUUID(),
      kind: 'void',
      at: new Date().toISOString(),
      monotonic: 1,
      clockOffset: null,
      previous: '0'.repeat(64),
      about: randomUUID(),
      retention: 'guest',
      cipherHash: sha256(body).toString('hex'),
      commitment: sha256(salt, body).toString('hex'),
    };
    // RFC 8785: members sorted, no spaces. A header holds nothing for which that is not enough.
    const canonical = JSON.stringify(header, Object.keys(header).toSorted());
    const hash = sha256(Buffer.from(header.previous, 'hex'), canonical);
    const entry = {
      header,
      hash: hash.toString('hex'),
      saltBase64: salt.toString('base64'),
      bodyBase64: body.toString('base64'),
    };
    return JSON.stringify({ entries: [entry], checkpoint: note(`vestibule/${terminal}/1`, 1, hash) });
  },
  /** A detached JWS (RFC 7797) over the bytes of a file. */
  detached: (file) => {
    const header = { typ: 'vestibule-entries+jws', b64: false, crit: ['b64'] };
    return signed(header, readFileSync(file)).join('..');
  },
  /** What an object says; whether the right key signed it is for you to check. */
  payload: (jws) => Buffer.from(jws.split('.')[1], 'base64url').toString('utf8'),
  nonce: () => base64url(randomBytes(16)),
};

const [command, ...given] = process.argv.slice(2);
process.stdout.write(`${commands[command](...given)}\n`);
