// npm run release -- key --out FILE | sign --key FILE --folder FOLDER [--share 10] [--back-to 0.1.0]: the statement of a release
// that a terminal believes (docs/updates.md). The key never lies in the repository.
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { checkout } from './setup/checkout.mjs';
import { script, Stop } from './setup/stop.mjs';

const USAGE = `usage: npm run release -- key --out FILE
       npm run release -- sign --key FILE --folder FOLDER [--share PERCENT] [--back-to VERSION] [--version VERSION]`;

await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      key: { type: 'string' },
      folder: { type: 'string' },
      share: { type: 'string', default: '100' },
      'back-to': { type: 'string' },
      version: { type: 'string' },
    },
  });
  const place = (/** @type {string} */ file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  if (positionals[0] === 'key' && values.out) await makeKey(place(values.out));
  else if (positionals[0] === 'sign' && values.key && values.folder)
    await sign(place(values.key), place(values.folder), values);
  else throw new Stop(USAGE, 2);
  return 0;
});

/** @param {string} file */
async function makeKey(file) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  await writeFile(file, `${JSON.stringify({ kty, crv, x, y, d, kid })}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (/** @type {Error} */ { message }) => {
      throw new Stop(`The key is not written: ${message}.`);
    },
  );
  console.log('The public half, for build/release-keys.json:');
  console.log(JSON.stringify({ kty, crv, x, y, kid }));
}

/**
 * Writes `latest.jws` and `<version>.jws` beside the packages.
 * @param {string} keyFile
 * @param {string} folder
 * @param {{ share: string, 'back-to'?: string, version?: string }} options
 */
async function sign(keyFile, folder, { share, 'back-to': backTo, version: given }) {
  const key = JSON.parse(await readFile(keyFile, 'utf8'));
  const version = given ?? JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8')).version;
  const percent = Number(share);
  if (!(percent >= 0 && percent <= 100)) throw new Stop('--share is a number from 0 to 100.', 2);
  const files = [];
  for (const name of (await readdir(folder)).sort()) {
    const found = packageOf(name);
    if (!found) continue;
    const file = path.join(folder, name);
    files.push({ ...found, name, bytes: (await stat(file)).size, sha512: await digestOf(file) });
  }
  if (files.length === 0) throw new Stop(`There is no package in ${folder}.`, 2);
  const release = {
    version,
    issuedAt: new Date().toISOString(),
    share: percent,
    backTo: backTo ?? version,
    files,
  };
  const jws = await new CompactSign(Buffer.from(JSON.stringify(release)))
    .setProtectedHeader({ alg: 'ES256', typ: 'vestibule-release+jws', kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
  for (const name of ['latest', version]) await writeFile(path.join(folder, `${name}.jws`), `${jws}\n`);
  console.log(`${version}, for ${percent} %: ${files.map(({ name }) => name).join(', ')}`);
}

/**
 * By the names that the packager gives.
 * @param {string} name
 */
function packageOf(name) {
  const architecture = name.includes('arm64') ? 'arm64' : 'x64';
  if (name.endsWith('.tar.gz')) return { system: 'linux', architecture, kind: 'folder' };
  if (name.endsWith('.AppImage')) return { system: 'linux', architecture, kind: 'appimage' };
  if (name.endsWith('.exe')) return { system: 'win32', architecture, kind: 'nsis' };
  if (name.endsWith('-mac.zip')) return { system: 'darwin', architecture, kind: 'mac' };
  return undefined;
}

/** @param {string} file */
async function digestOf(file) {
  const hash = createHash('sha512');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}
