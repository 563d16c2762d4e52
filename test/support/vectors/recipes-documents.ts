import { createPrivateKey, sign } from 'node:crypto';
import { readChip } from '../../../main/credentials/emrtd/read-chip';
import { canonicalJson } from '../../../main/crypto/canonical-json';
import type { ChipReading } from '../../../shared/domain/presentation';
import { FOREIGNER_2017, FOREIGNER_2023, HONG_KONG, RESIDENT, SAM, cardRecord } from '../card-record';
import { certificates, leafKey } from '../certificates';
import { digitalSeal } from '../digital-seal';
import { makeState } from '../../../main/training/passport/sample-state';
import { KEY, makePassport } from '../emrtd/sample';
import { NOON, trustListOf } from '../minted';
import { sealSigners } from '../seal-signers';
import type { Recipe, RecipeFile } from './recipes';

const AT = NOON.toISOString();
const DATES = { expiresAt: '2040-01-01T00:00:00Z' };
const GREEN = { outcome: 'verified', assurance: 'offline-signature' } as const;

/** Documents with a chip, a seal or a reader that vouches. */
export async function documents(): Promise<RecipeFile[]> {
  return [residentCards(), seals(), await passports()];
}

function residentCards(): RecipeFile {
  const card = (record: Buffer, samId = SAM): Recipe['content'] => ({
    type: 'resident-card',
    textBase64: record.toString('base64'),
    photoBase64: '',
    samId,
  });
  const attested = { outcome: 'verified', assurance: 'reader-attested' } as const;
  const fourLayouts = { RESIDENT, HONG_KONG, FOREIGNER_2017, FOREIGNER_2023 };
  return {
    format: 'resident-card',
    note: 'Resident ID cards of China as the security module of a reader delivers them; all numbers are synthetic.',
    trust: trustListOf([], {}, { sams: [SAM], ...DATES }),
    recipes: [
      ...Object.entries(fourLayouts).map(([name, fields]) => ({
        name: name.toLowerCase().replace('_', ' '),
        content: card(cardRecord(fields)),
        at: AT,
        expect: attested,
      })),
      {
        name: 'a module that nobody names',
        content: card(cardRecord(RESIDENT), '05.01-20260101-0009999999-1234567890'),
        at: AT,
        expect: { outcome: 'refused', reason: 'untrusted-issuer' },
      },
      {
        name: 'run out',
        content: card(cardRecord({ ...RESIDENT, to: [204, '20250101'] })),
        at: AT,
        expect: { outcome: 'refused', reason: 'expired' },
      },
    ],
  };
}

function seals(): RecipeFile {
  const bytes = (given: Buffer) => ({ type: 'bytes', bytesBase64: given.toString('base64') }) as const;
  const curves = ['brainpoolP224r1', 'brainpoolP256r1', 'prime256v1', 'secp384r1'] as const;
  const data = {
    hdr: { t: 'icao.vacc', v: 1, is: 'UTO' },
    msg: { uvci: 'U32870', pid: { n: 'SAMPLE ALEX', dob: '1990-03-07', sex: 'F', i: 'X0000000Y' }, ve: [] },
  };
  const signature = sign('sha256', Buffer.from(canonicalJson(data)), {
    key: createPrivateKey({ key: leafKey, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');
  const cer = Buffer.from(certificates.leaf, 'base64').toString('base64url');
  const ofState = Object.values(sealSigners).map(({ certificate }) => certificate);
  return {
    format: 'vds',
    note: 'Visible digital seals, in bytes (BSI TR-03137) and as JSON (ICAO VDS-NC).',
    isSignedAnew: true,
    trust: trustListOf([], { formats: ['vds'], certificates: [...ofState, certificates.inter] }, DATES),
    recipes: [
      ...curves.map((curve) => ({
        name: `a residence permit, ${curve}`,
        content: bytes(digitalSeal({ curve })),
        at: AT,
        expect: GREEN,
      })),
      {
        name: 'a proof of vaccination as JSON',
        content: {
          type: 'text',
          text: JSON.stringify({ data, sig: { alg: 'ES256', cer, sigvl: signature } }),
        },
        at: '2030-06-01T12:00:00.000Z',
        expect: { ...GREEN, claims: { fullName: 'SAMPLE ALEX', birthDate: '1990-03-07' } },
      },
      {
        name: 'a signer that nobody names',
        content: bytes(digitalSeal({ reference: '77' })),
        at: AT,
        expect: { outcome: 'refused', reason: 'untrusted-issuer' },
      },
    ],
  };
}

async function passports(): Promise<RecipeFile> {
  const states = {
    'ECDSA on brainpoolP256r1': makeState(),
    'ECDSA on brainpoolP384r1, parameters written out': makeState({
      kind: { curve: 'brainpoolP384r1', explicit: true },
    }),
    'ECDSA on secp384r1': makeState({ kind: { curve: 'secp384r1' } }),
    'RSA with PSS': makeState({ kind: { rsa: 2048, padding: 'pss' } }),
  };
  const read = async (options: Parameters<typeof makePassport>[0]): Promise<ChipReading> =>
    readChip(makePassport(options).chip, { mrz: KEY });
  const claims = { documentNumber: 'C01X0006H', birthDate: '1992-03-08' };
  const genuine = await Promise.all(
    Object.entries(states).map(async ([name, state]): Promise<Recipe> => ({
      name: `a passport, ${name}`,
      content: await read({ state }),
      at: AT,
      mode: 'training',
      expect: { ...GREEN, claims },
    })),
  );
  const first = genuine[0]?.content;
  if (first?.type !== 'emrtd') throw new Error('no reading');
  const lines = Buffer.from(first.files.DG1 ?? '', 'base64');
  lines[lines.indexOf('ERIKA')] = 0x46;
  const altered = { ...first, files: { ...first.files, DG1: lines.toString('base64') } };
  return {
    format: 'emrtd',
    note: 'The files of passport chips of Utopia, a state that does not exist: good in training alone.',
    isSignedAnew: true,
    trust: trustListOf(
      [],
      {},
      { csca: Object.values(states).map(({ root }) => root.toString('base64')), ...DATES },
    ),
    recipes: [
      ...genuine,
      {
        name: 'a name exchanged',
        content: altered,
        at: AT,
        mode: 'training',
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
      {
        name: 'a root that nobody trusts',
        content: await read({ state: makeState() }),
        at: AT,
        mode: 'training',
        expect: { outcome: 'refused', reason: 'untrusted-issuer' },
      },
      {
        name: 'the state does not exist: live use',
        content: first,
        at: AT,
        expect: { outcome: 'refused', reason: 'untrusted-issuer' },
      },
    ],
  };
}
