import { createPrivateKey, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { SampleKeys } from './sample-issuers';

/** Where the sample registry's status list would stand: the authority of training passes it on. */
export const SAMPLE_STATUS_LIST = 'https://registry.sample.vestibule.example/status/1';
/** Of the sample code that was revoked, and of one that is good. */
export const SAMPLE_STATUS = { good: 3, revoked: 5 } as const;

const BYTES = 16;
/** Minutes for which one list stays the same, so that it is confirmed and not sent anew each time. */
const PERIOD = 60;

/** The registry's Status List Token of this hour: one bit a code, one code revoked. */
export function sampleStatusList({ registry }: SampleKeys, now: Date): string {
  const statuses = Buffer.alloc(BYTES);
  statuses[SAMPLE_STATUS.revoked >> 3] = 1 << (SAMPLE_STATUS.revoked & 7);
  const period = PERIOD * 60;
  const iat = Math.floor(now.getTime() / 1000 / period) * period;
  const payload = {
    sub: SAMPLE_STATUS_LIST,
    iat,
    exp: iat + 30 * 86_400,
    status_list: { bits: 1, lst: deflateSync(statuses).toString('base64url') },
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'ES256', typ: 'statuslist+jwt', kid: registry.kid })}.${part(payload)}`;
  const key = createPrivateKey({ key: registry, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
