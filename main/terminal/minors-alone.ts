import type { Claims } from '../../shared/domain/claims';
import { VestibuleError } from '../../shared/domain/error';
import type { MemberForm } from '../../shared/domain/party-form';
import { isAdult } from '../verification/adult';

interface Arriving {
  readonly claims: Claims;
  readonly member: Pick<MemberForm, 'guardian'>;
}

/**
 * Whether nobody of age is among those who arrive, by what their documents say. Then each of them brings a written
 * permission of a guardian who does not stay: throws bad-request where the clerk has not seen it.
 */
export function minorsAlone(arriving: readonly Arriving[], now: Date): boolean {
  if (!arriving.every(({ claims }) => isMinor(claims, now))) return false;
  const without = arriving.findIndex(({ member }) => member.guardian?.permissionSeen !== true);
  if (without === -1) return true;
  throw new VestibuleError('bad-request', `Bad request: members.${without}.guardian.permissionSeen.`);
}

function isMinor({ birthDate, adult }: Claims, now: Date): boolean {
  return ((birthDate === undefined ? undefined : isAdult(birthDate, now)) ?? adult) === false;
}
