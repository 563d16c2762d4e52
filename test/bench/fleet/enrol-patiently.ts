import { AuthorityFailure } from '../../../main/authority/client/authority-failure';
import { enrol } from '../../../main/authority/client/enrol';
import type { Enrolment } from '../../../main/authority/client/enrolment';
import { generateSigningKey } from '../../../main/crypto/jwk';

const TRIES = 10;

/** Enrols a terminal, again with the same key where a busy authority does not answer in time. */
export async function enrolPatiently(url: string, code: string): Promise<Enrolment> {
  const keyPair = await generateSigningKey();
  for (let left = TRIES; ; left -= 1) {
    try {
      return await enrol({ url, code, keyPair, now: () => new Date() });
    } catch (thrown) {
      const isBusy = thrown instanceof AuthorityFailure && thrown.code === 'authority-unreachable';
      if (!isBusy || left === 0) throw thrown;
    }
  }
}
