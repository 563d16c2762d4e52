/** How long a verdict takes, a format each, beside the bare signature of the same algorithm in the same run. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { FormatName } from '../../shared/domain/format';
import { vectorFiles } from '../support/vectors/files';
import { judged } from '../support/vectors/judged';
import { type Figure, median, rounded } from './figure';

const ROUNDS = 400;
/** In milliseconds (the goals of the formats that have one). */
const GOALS: Readonly<Partial<Record<FormatName, number>>> = {
  'claim-169': 1,
  'sd-jwt-vc': 1,
  hcert: 1,
  mdoc: 2,
};
/** By which vector a format is measured where the first good one is not it. */
const CHOSEN: Readonly<Partial<Record<FormatName, string>>> = { emrtd: 'a passport, ECDSA on secp384r1' };

/** One figure a format: from what a reader delivered to the verdict. */
export async function verifyFormats(): Promise<Figure[]> {
  const yardstick = bareSignature();
  const figures: Figure[] = [];
  for (const file of vectorFiles()) {
    const vector = file.vectors.find(
      ({ name, expect: { outcome } }) => outcome !== 'refused' && (CHOSEN[file.format] ?? name) === name,
    );
    if (!vector) throw new Error(`no vector of ${file.format}`);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await judged(file, vector);
      times.push(performance.now() - began);
    }
    const value = median(times);
    const goal = GOALS[file.format];
    figures.push({
      name: `verify-${file.format}`,
      value: rounded(value),
      unit: 'ms',
      yardstick: rounded(yardstick),
      ratio: rounded(value / yardstick),
      goal: goal === undefined ? '–' : `under ${goal} ms`,
      ok: goal === undefined || value < goal,
    });
  }
  return figures;
}

/** Milliseconds of one verification of ES256, by the runtime alone. */
export function bareSignature(): number {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  const data = Buffer.alloc(400, 1);
  const signature = sign('sha256', data, privateKey);
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    verify('sha256', data, key, signature);
    return performance.now() - began;
  });
  return median(times);
}
