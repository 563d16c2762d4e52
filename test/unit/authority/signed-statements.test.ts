import { expect, test } from 'vitest';
import { open, seal } from '../../../main/crypto/jwe';
import {
  PrivateKey,
  PublicKey,
  generateSealingKey,
  generateSigningKey,
  publicHalf,
  thumbprint,
} from '../../../main/crypto/jwk';
import {
  signCompact,
  signDetached,
  signWithEmbeddedKey,
  verifyCompact,
  verifyDetached,
  verifyWithEmbeddedKey,
} from '../../../main/crypto/jws';

const TYPE = 'vestibule-test+jws';
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('Given the key of RFC 7638, when its thumbprint is taken for P-256, then it is SHA-256 of its required members in order', async () => {
  const key = await generateSigningKey();
  const { crv, kty, x, y } = key;
  const { createHash } = await import('node:crypto');
  const expected = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  expect(await thumbprint(key)).toBe(expected);
  expect(key.kid).toBe(expected);
});

test('Given a private key, when its public half is taken, then nothing secret is in it', async () => {
  const key = await generateSigningKey();
  expect(Object.keys(publicHalf(key)).sort()).toEqual(['crv', 'kid', 'kty', 'x', 'y']);
  expect(PublicKey.safeParse(key).success).toBe(false);
  expect(PrivateKey.safeParse(publicHalf(key)).success).toBe(false);
});

test('Given a statement, when it is verified, then only its own key and its own kind open it', async () => {
  const [key, other] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  const jws = await signCompact({ name: 'Ελένη', n: 1 }, key, TYPE);
  expect(await verifyCompact(jws, publicHalf(key), TYPE)).toEqual({ name: 'Ελένη', n: 1 });
  expect(await verifyCompact(jws, publicHalf(other), TYPE)).toBeUndefined();
  expect(await verifyCompact(jws, publicHalf(key), 'vestibule-other+jws')).toBeUndefined();
});

test('Given a statement that was changed anywhere, when it is verified, then it does not hold', async () => {
  const key = await generateSigningKey();
  const [header = '', payload = '', signature = ''] = (await signCompact({ n: 1 }, key, TYPE)).split('.');
  const none = base64url({ alg: 'none', typ: TYPE });
  for (const changed of [
    `${header}.${base64url({ n: 2 })}.${signature}`,
    `${base64url({ alg: 'ES256', typ: TYPE })}.${payload}.${signature}`,
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${base64url({ alg: 'HS256', typ: TYPE })}.${payload}.${signature}`,
    `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
    `${header}.${payload}`,
    '..',
    '',
    'garbage',
  ]) {
    expect(await verifyCompact(changed, publicHalf(key), TYPE)).toBeUndefined();
  }
});

test('Given bytes and their detached signature, when a byte changes or the form is another, then it does not hold', async () => {
  const key = await generateSigningKey();
  const bytes = new Uint8Array([0, 255, 10, 46, 7]);
  const jws = await signDetached(bytes, key, TYPE);
  expect(jws).toMatch(/^[\w-]+\.\.[\w-]+$/);
  expect(await verifyDetached(jws, bytes, publicHalf(key), TYPE)).toBe(true);
  expect(await verifyDetached(jws, new Uint8Array([0, 255, 10, 46, 8]), publicHalf(key), TYPE)).toBe(false);
  expect(await verifyDetached(jws, bytes, publicHalf(key), 'vestibule-other+jws')).toBe(false);
  expect(await verifyDetached(jws, bytes, publicHalf(await generateSigningKey()), TYPE)).toBe(false);
  const compact = await signCompact('AAAA', key, TYPE);
  for (const wrong of [compact, compact.replace(/\.[^.]*\./, '..'), `${jws}.x`, '', '..', 'a..b']) {
    expect(await verifyDetached(wrong, bytes, publicHalf(key), TYPE)).toBe(false);
  }
});

test('Given a proof with its key inside, when another key is put in or a secret one, then it does not hold', async () => {
  const [key, other] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  const proof = await signWithEmbeddedKey({ htm: 'GET' }, key, 'dpop+jwt');
  const { kty, crv, x, y } = key;
  expect(await verifyWithEmbeddedKey(proof, 'dpop+jwt')).toEqual({
    value: { htm: 'GET' },
    key: { kty, crv, x, y },
  });
  const [, payload = '', signature = ''] = proof.split('.');
  const withKey = (jwk: unknown) =>
    `${base64url({ alg: 'ES256', typ: 'dpop+jwt', jwk })}.${payload}.${signature}`;
  for (const changed of [
    withKey(publicHalf(other)),
    withKey({ kty: 'oct', k: 'AAAA' }),
    withKey(undefined),
    withKey({ ...publicHalf(key), x: publicHalf(key).y }),
    'garbage',
  ]) {
    expect(await verifyWithEmbeddedKey(changed, 'dpop+jwt')).toBeUndefined();
  }
  const { CompactSign, importJWK } = await import('jose');
  const careless = await new CompactSign(Buffer.from('{}'))
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key })
    .sign(await importJWK(key, 'ES256'));
  expect(await verifyWithEmbeddedKey(careless, 'dpop+jwt')).toBeUndefined();
});

test('Given a sealed text, when it is opened, then only the key it was sealed for opens it, whole', async () => {
  const [key, other] = await Promise.all([generateSealingKey(), generateSealingKey()]);
  const sealed = await seal('WXEID.secret 林晚秋', publicHalf(key));
  expect(sealed).not.toContain('WXEID');
  expect(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString()).toContain('"alg":"ECDH-ES"');
  expect(await open(sealed, key)).toBe('WXEID.secret 林晚秋');
  expect(await open(sealed, other)).toBeUndefined();
  const parts = sealed.split('.');
  for (const index of parts.keys()) {
    const bent = parts.map((part, place) =>
      place === index ? `${part.slice(0, -2)}${part.endsWith('AA') ? 'BB' : 'AA'}` : part,
    );
    expect(await open(bent.join('.'), key)).toBeUndefined();
  }
  expect(await open('garbage', key)).toBeUndefined();
});
