import { deflateSync } from 'node:zlib';
import { encode } from 'cborg';
import { encodeBase45 } from '../../main/crypto/base45';
import { type Message, NOON, coseSign1, numbered } from './minted';

/** A vaccination of somebody who does not exist, as the EU schema has it. */
export const VACCINATION = {
  ver: '1.3.0',
  nam: { fn: 'Müller-Test', fnt: 'MUELLER<TEST', gn: 'Zoë', gnt: 'ZOE' },
  dob: '1990-03-07',
  v: [
    {
      tg: '840539006',
      vp: '1119349007',
      mp: 'EU/1/20/1528',
      ma: 'ORG-100030215',
      dn: 2,
      sd: 2,
      dt: '2026-05-01',
      co: 'AT',
      is: 'Example Ministry',
      ci: 'URN:UVCI:01:AT:EXAMPLE#1',
    },
  ],
};

/** The text of a health certificate code; valid at `NOON` unless the claims say otherwise. */
export function healthCode(
  certificate: unknown,
  message: Omit<Message, 'payload'>,
  claims: Readonly<Record<number, unknown>> = {},
): string {
  const seconds = NOON.getTime() / 1000;
  const payload = encode(
    new Map([
      ...numbered({ 1: 'AT', 4: seconds + 86_400, 6: seconds - 86_400, ...claims }),
      [-260, numbered({ 1: certificate })],
    ]),
  );
  return `HC1:${encodeBase45(deflateSync(coseSign1({ payload, ...message })))}`;
}
