import { StatusList } from '@owf/token-status-list';
import { NOON, type Signer, signWith } from './minted';

export const STATUS_URI = 'https://status.example/lists/1';

export interface StatusListToken {
  readonly signer: Signer;
  readonly statuses?: readonly number[];
  readonly bits?: 1 | 2 | 4 | 8;
  readonly header?: Record<string, unknown>;
  readonly payload?: Record<string, unknown>;
}

/** A Status List Token; the list inside is packed by a library that is not ours. */
export function statusListToken({
  signer,
  statuses = [0, 1, 0],
  bits = 1,
  header = {},
  payload = {},
}: StatusListToken): string {
  const lst = Buffer.from(new StatusList([...statuses], bits).compressStatusListToBytes()).toString(
    'base64url',
  );
  const { kid } = signer.publicJwk;
  return jwt(
    signer,
    { alg: signer.algorithm, typ: 'statuslist+jwt', ...(kid !== undefined && { kid }), ...header },
    { sub: STATUS_URI, iat: NOON.getTime() / 1000 - 60, status_list: { bits, lst }, ...payload },
  );
}

export function jwt(
  signer: Signer,
  header: Record<string, unknown>,
  payload: Record<string, unknown>,
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${Buffer.from(signWith(signer, Buffer.from(signed))).toString('base64url')}`;
}
