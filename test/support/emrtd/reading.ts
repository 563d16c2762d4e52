/** What the terminal makes of virtual passports. */
import { readChip } from '../../../main/credentials/emrtd/read-chip';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { PresentationContent } from '../../../shared/domain/presentation';
import type { Verdict } from '../../../shared/domain/verdict';
import { NOON, presentation, trustListOf } from '../minted';
import type { Passport, PassportOptions } from '../../../main/training/passport/passport';
import { KEY, makePassport } from './sample';

export const MRZ = { mrz: KEY };

export function read(passport: Passport, secret: Parameters<typeof readChip>[1] = MRZ) {
  return readChip(passport.chip, secret);
}

/** What the terminal says to a reading, whose trust list holds the root of the passport's state, in training: the state is Utopia. */
export async function verdictOn(
  content: PresentationContent,
  roots: readonly Uint8Array[],
  mode: 'training' | 'live' = 'training',
): Promise<Verdict> {
  const csca = roots.map((der) => Buffer.from(der).toString('base64'));
  const { verdict } = await judge(presentation(PresentationContent.parse(content)), {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list: trustListOf([], {}, { csca }), receivedAt: NOON },
    now: NOON,
    mode,
    clockOffset: 0,
  });
  return verdict;
}

export async function verdictFor(options: PassportOptions, secret: Parameters<typeof readChip>[1] = MRZ) {
  const passport = makePassport(options);
  return verdictOn(await read(passport, secret), [passport.state.root]);
}

export const results = ({ checks }: Verdict) => Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
