import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';

const dist = path.join(checkout, 'dist');
/** Written by the build for each of its parts: the packages whose code went into it. */
const LISTS = /^bundled-.*\.json$/;

/**
 * Writes the notices of everything that is shipped (`dist/THIRD-PARTY-NOTICES.txt`) and the bill of materials
 * (`dist/sbom.cdx.json`, CycloneDX 1.6). The same sources give the same bytes.
 */
export async function writeNotices() {
  const lock = JSON.parse(await readFile(path.join(checkout, 'package-lock.json'), 'utf8'));
  const own = JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8'));
  const folders = new Set([...(await bundled()), ...shipped(lock.packages, own)]);
  const packages = await Promise.all([...folders].sort().map((folder) => describe(folder, lock.packages)));
  const notices = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.trim()}\n`,
  );
  await writeFile(
    path.join(dist, 'THIRD-PARTY-NOTICES.txt'),
    `Vestibule contains the work of others, under these terms.\nElectron and Chromium bring theirs in LICENSE.electron.txt and LICENSES.chromium.html.\n\n${notices.join(`\n${'-'.repeat(78)}\n\n`)}`,
  );
  await writeFile(path.join(dist, 'sbom.cdx.json'), `${JSON.stringify(billOf(own, packages), null, 2)}\n`);
}

async function bundled() {
  const names = (await readdir(dist)).filter((name) => LISTS.test(name));
  const lists = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(dist, name), 'utf8'))),
  );
  return lists.flat();
}

/** What is not bundled but shipped as it is: the native modules and what they need. @param {Record<string, { dev?: boolean }>} packages @param {{ dependencies: object, optionalDependencies?: object }} own */
function shipped(packages, own) {
  const roots = Object.keys({ ...own.dependencies, ...own.optionalDependencies });
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder.startsWith('node_modules/') && !dev)
    .map(([folder]) => folder)
    .filter((folder) => roots.length > 0 && folder !== 'node_modules/node');
}

/** @param {string} folder @param {Record<string, { version?: string, license?: string, integrity?: string }>} locked */
async function describe(folder, locked) {
  const own = JSON.parse(
    await readFile(path.join(checkout, folder, 'package.json'), 'utf8').catch(() => '{}'),
  );
  const entry = locked[folder] ?? {};
  const name = own.name ?? folder.replace(/^.*node_modules\//, '');
  const licence = typeof own.license === 'string' ? own.license : (entry.license ?? 'see its text');
  const files = await readdir(path.join(checkout, folder)).catch(() => []);
  const file = files.find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file ? await readFile(path.join(checkout, folder, file), 'utf8').catch(() => '') : '';
  return {
    name,
    version: own.version ?? entry.version ?? '',
    licence,
    integrity: entry.integrity,
    text: text || `Licence: ${licence}`,
  };
}

/** @param {{ name: string, version: string, license: string }} own @param {Awaited<ReturnType<typeof describe>>[]} packages */
function billOf(own, packages) {
  const components = packages.map(({ name, version, licence, integrity }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    licenses: [/ (AND|OR) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    ...(integrity && {
      hashes: [
        { alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') },
      ],
    }),
  }));
  const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl(own.name, own.version),
        name: own.name,
        version: own.version,
        licenses: [{ license: { id: own.license } }],
      },
    },
    components,
  };
}

/** @param {string} name @param {string} version */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A UUID (version 8, RFC 9562) of what is listed, so that the same build has the same one. @param {string} hex */
function uuidOf(hex) {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
