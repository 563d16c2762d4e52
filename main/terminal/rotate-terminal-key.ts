import { Enrolment } from '../authority/client/enrolment';
import { rotateKey } from '../authority/client/rotate-key';
import { PrivateKey, generateSigningKey, thumbprint } from '../crypto/jwk';
import { isRefused } from '../delivery/failure';
import type { Vault } from '../journal/journal';
import type { EnrolledConnection } from './enrolled-authority';
import { changeEnrolment, readVault, writeVault } from './vault-value';

const NEXT = 'next-terminal-key';

/** Whether a rotation was begun whose answer never came: which of the two keys is ours, only the authority knows. */
export async function rotationPending(vault: Vault, enrolment: Enrolment): Promise<boolean> {
  const next = readVault(vault, NEXT, PrivateKey);
  return next !== null && (await thumbprint(next)) !== (await thumbprint(enrolment.privateKey));
}

/**
 * Gives the terminal a new key; the journal has to be opened anew with it. The key is sealed before it is sent, so that
 * nothing is lost with an answer: where a rotation was begun before, the new key asks first. AuthorityFailure as `rotateKey`.
 */
export async function rotateTerminalKey(
  vault: Vault,
  { enrolment: opened, connection }: EnrolledConnection,
  now: () => Date,
): Promise<void> {
  // The authority's key may have been succeeded since the terminal was opened.
  const enrolment = { ...opened, ...pinIn(vault) };
  const pending = await rotationPending(vault, enrolment);
  const newKey = (pending ? readVault(vault, NEXT, PrivateKey) : null) ?? (await generateSigningKey());
  writeVault(vault, NEXT, newKey);
  const asOld = () => rotateKey({ enrolment, newKey, now, connection });
  const asNew = () =>
    rotateKey({ enrolment: { ...enrolment, privateKey: newKey }, newKey, now, connection }).catch(
      (thrown: unknown) => {
        if (isRefused(thrown)) return asOld();
        throw thrown;
      },
    );
  const { privateKey, statement } = await (pending ? asNew() : asOld());
  changeEnrolment(vault, () => ({ privateKey, statement }));
}

function pinIn(vault: Vault): Partial<Enrolment> {
  const stored = readVault(vault, 'enrolment', Enrolment);
  return stored ? { signingKey: stored.signingKey, successions: stored.successions } : {};
}
